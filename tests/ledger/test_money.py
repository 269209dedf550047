"""Financements: what is granted, what is engaged of it, what is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ter_core import Entry, Written
from ter_core.events import get
from ter_core.vocabulary.choices import NatureAction, NatureDepense
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.ledger.conftest import Machine, synchronise
from tests.ledger.network import doubtful, inscribe, network, refused, sure

__all__ = ["network"]

YEAR = AnneeScolaire("2026-2027")


@pytest.fixture
def funded(network: Machine) -> Machine:
    """A network to which a thousand euros were granted."""
    network.record("FinancementAccorde", **granted())
    return network


def granted(**values: Any) -> dict[str, Any]:
    """A grant of a thousand euros."""
    usual = {"code": "ter", "montant": 1000_00, "enveloppe": "TER", "annee_scolaire": YEAR}
    return usual | values


def spent(cents: int, **values: Any) -> dict[str, Any]:
    """An expense for the first action."""
    return {"action": "A1", "nature": NatureDepense.TRANSPORT, "montant": cents} | values


def spend(machine: Machine, cents: int, on: str = "ter", **values: Any) -> Written:
    """Engage an expense."""
    return machine.record("DepenseEngagee", on, **spent(cents, **values))


def test_it_is_called_by_its_envelope_and_its_year(network: Machine) -> None:
    """Which give its code, where its author gives none."""
    made = network.record("FinancementAccorde", **granted(code=None, enveloppe="Crédits du TER"))
    assert made.name == "credits-du-ter-2026-2027"


def test_a_sum_is_positive(funded: Machine) -> None:
    """Neither a grant nor an expense is of nothing."""
    with refused("champ « montant »"):
        spend(funded, 0)
    with refused("champ « montant »"):
        funded.record("FinancementAccorde", **granted(code="autre", montant=0))


def test_an_expense_beyond_what_is_left_is_a_doubt(funded: Machine) -> None:
    """All may be spent to the cent; what is left is told in euros."""
    spend(funded, 949_50)
    with doubtful("depassement", "60\u202f€ dépasse", "« ter »", "il en reste 50,50\u202f€."):
        spend(funded, 60_00)
    spend(funded, 50_50)
    with doubtful("depassement", "il n'en reste rien."):
        spend(funded, 1)
    spend(funded, 1, confirme=sure("depassement"))


def test_an_expense_that_is_annulled_is_left_again(funded: Machine) -> None:
    """To be spent on something else, and no more than it."""
    spend(funded, 700_00)
    spend(funded, 300_00)
    funded.record("EvenementAnnule", evenement="ter", motif="Car gratuit")
    with doubtful("depassement", "il en reste 300\u202f€"):
        spend(funded, 300_01)
    spend(funded, 300_00)


def test_each_grant_has_its_own_sum(funded: Machine) -> None:
    """What is spent of one leaves the other whole."""
    funded.record("FinancementAccorde", **granted(code="departement"))
    spend(funded, 1000_00)
    spend(funded, 1000_00, on="departement")


def test_money_for_one_action_goes_to_it(funded: Machine) -> None:
    """Another one is a doubt; where the grant names none, any action will do."""
    other = inscribe(funded, nature=NatureAction.CULTURE).name
    funded.record("FinancementAccorde", **granted(code="bus", action="A1"))
    spend(funded, 10_00, on="bus")
    with doubtful("autre-action", "« bus » a été accordé pour « A-2026-001 »"):
        spend(funded, 10_00, on="bus", action=other)
    spend(funded, 10_00, on="bus", action=other, confirme=sure("autre-action"))
    spend(funded, 10_00, action=other)


def test_money_follows_an_action_that_was_merged(funded: Machine) -> None:
    """To the one that stands in the end, and to it only."""
    others = [inscribe(funded, nature=nature).name for nature in list(NatureAction)[:3]]
    funded.record("FinancementAccorde", **granted(code="bus", action="A1"))
    funded.record("ActionFusionnee", "A1", dans=others[0], motif="Deux fois")
    funded.record("ActionFusionnee", others[0], dans=others[1], motif="Trois fois")

    spend(funded, 10_00, on="bus", action=others[1])
    with doubtful("autre-action"):
        spend(funded, 10_00, on="bus", action=others[2])


def test_two_actions_merged_into_each_other_keep_their_money(
    funded: Machine, machines: Callable[..., Machine]
) -> None:
    """Offline, each into the other: neither stands, and what was granted for one stays its own."""
    first, second = (inscribe(funded, nature=nature).name for nature in list(NatureAction)[:2])
    funded.record("FinancementAccorde", **granted(code="bus", action=first))
    other = machines(funded)
    funded.record("ActionFusionnee", first, dans=second, motif="Deux fois")
    other.at(funded.clock[0] + timedelta(minutes=1))
    other.record("ActionFusionnee", second, dans=first, motif="Deux fois")
    synchronise(funded, other)

    with doubtful("autre-action"):
        spend(funded, 10_00, on="bus")


def test_a_cancelled_action_costs_nothing_more(funded: Machine) -> None:
    """An expense names an action that stands."""
    funded.record("ActionAnnulee", "A1", motif="Neige")
    with refused("« A-2026-001 » est annulée"):
        spend(funded, 10_00)


@pytest.mark.parametrize("named", ["@dotation", "ter"])
def test_a_lot_grants_and_spends(network: Machine, named: str) -> None:
    """What a line grants, a later one spends, by its `ref` or by its code."""
    grant = Entry(get("FinancementAccorde")(**granted()), ref="dotation")
    written = network.session.record(grant, Entry(get("DepenseEngagee")(**spent(1000_00)), named))
    assert written[1].record.sujet == written[0].record.sujet


def test_a_lot_spends_no_more_than_it_grants(network: Machine) -> None:
    """Its lines are counted as they come; the one too many is told, and nothing is written."""
    before = network.bytes()
    grant = Entry(get("FinancementAccorde")(**granted()), ref="x")
    expense = Entry(get("DepenseEngagee")(**spent(600_00)), "@x")
    with doubtful("depassement", "événement 3 du lot", "il en reste 400\u202f€"):
        network.session.record(grant, expense, expense)
    assert network.bytes() == before


def test_a_grant_that_was_spent_is_not_annulled_first(funded: Machine) -> None:
    """Its expenses are, from the last; then it may be, and its code is free again."""
    grant = funded.record("FinancementAccorde", **granted(code="bus"))
    spend(funded, 10_00, on="bus")
    with refused("ne peut pas être annulé", "Annulez d'abord : Dépense engagée"):
        funded.record("EvenementAnnule", evenement=grant.record.id, motif="Refusé")
    with refused("« bus » est déjà pris"):
        funded.record("FinancementAccorde", **granted(code="bus"))
    for _ in range(2):
        funded.record("EvenementAnnule", evenement="bus", motif="Refusé")
    funded.record("FinancementAccorde", **granted(code="bus"))


def test_an_expense_of_a_closed_year_is_a_doubt(funded: Machine) -> None:
    """Its accounts are closed: what comes late is confirmed."""
    funded.record("AnneeClose", "2026-2027", le=date(2026, 11, 12))
    with doubtful("annee-close"):
        spend(funded, 10_00)
