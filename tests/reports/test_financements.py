"""The money of a school year: what was granted, what is spent of it, on what and for whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.vocabulary.choices import NatureDepense
from tests.ledger.network import sure
from tests.reports.network import annul, answer, classe_de_neige, laptop, machines, network, only

if TYPE_CHECKING:
    from ter_core.reports.report import Report
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "financements"
SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 10)
TER, REGION = "ter", "credits-de-la-region-2026-2027"


def asked(machine: Machine, **parameters: Any) -> Report:
    """The whole answer."""
    return machine.session.ask(reports.get(NAME)(**parameters))


def grant(machine: Machine, euros: int, **values: Any) -> Any:
    """Grant a sum for 2026-2027, unless said otherwise."""
    usual = {"enveloppe": "Crédits du TER", "annee_scolaire": "2026-2027", "le": SEPTEMBER}
    return machine.record("FinancementAccorde", montant=euros * 100, **(usual | values))


def spend(machine: Machine, code: str, cents: int, **values: Any) -> Any:
    """Spend on transport for A1, unless said otherwise."""
    usual = {"action": "A1", "nature": NatureDepense.TRANSPORT, "le": NOVEMBER}
    return machine.record("DepenseEngagee", code, montant=cents, **(usual | values))


@pytest.fixture
def funded(network: Machine) -> Machine:
    """One grant of nobody in particular, one of the club for A1 that is overspent."""
    classe_de_neige(network)
    grant(network, 3000, code=TER)
    grant(network, 500, enveloppe="Crédits de la Région", organisme="club", action="A1",
          le=date(2026, 11, 10))  # fmt: skip
    spend(network, TER, 100_050)
    spend(network, TER, 50_000, action="A2", nature=NatureDepense.INTERVENANT)
    spend(network, REGION, 60_000, confirme=sure("depassement"), le=date(2026, 11, 11))
    return network


def test_each_financement_says_what_is_left(funded: Machine) -> None:
    """In euros; a grant without organisme stands, one that is overspent has less than nothing."""
    assert answer(funded, NAME, "code_affiche", "code_organisme", "code_action", "montant",
                  "engage", "reste", "taux_engage", "est_depasse") == [
        (TER, None, None, Decimal(3000), Decimal("1500.50"), Decimal("1499.50"), 50, False),
        (REGION, "club", "A-2026-001", Decimal(500), Decimal(600), Decimal(-100), 120, True),
    ]  # fmt: skip


def test_sources_natures_and_expenses_are_chapters(funded: Machine) -> None:
    """The shares are of what is spent, and each expense may be named."""
    found = asked(funded)
    sources, natures, expenses = found.parts

    assert [row[:2] for row in sources.rows] == [
        ("Crédits du TER", None), ("Crédits de la Région", "club")]  # fmt: skip
    assert [row[:3] for row in natures.rows] == [
        ("transport", Decimal("1600.50"), 76), ("intervenant", Decimal(500), 23)]  # fmt: skip
    assert [row[1:5] for row in expenses.rows] == [
        (NOVEMBER, "transport", Decimal("1000.50"), "A-2026-001"),
        (NOVEMBER, "intervenant", Decimal(500), "A-2026-002"),
        (date(2026, 11, 11), "transport", Decimal(600), "A-2026-001"),
    ]
    assert found.text[1] == (
        "Plus engagé qu’accordé\u202f: credits-de-la-region-2026-2027 (-100\u202f€)."
    )
    assert found.text[2] == "La part du transport\u202f: 76\u202f% des dépenses engagées."
    first = expenses.rows[0][0]
    assert first in only(funded, "historique", "id_court", sujet=first)


def test_filters_keep_what_is_of_an_action_or_an_organisme(funded: Machine) -> None:
    """A financement is of an action that it was granted for or that spends it."""
    (of_a2, of_club) = (asked(funded, action="A2"), asked(funded, organisme="club"))

    assert [row[0] for row in of_a2.rows] == [TER]
    assert [row[4] for row in of_a2.parts[2].rows] == ["A-2026-002"]
    assert "0\u202f% des dépenses de l’action" in of_a2.text[-1]
    assert [row[0] for row in of_club.rows] == [REGION]
    assert len(of_club.parts[2].rows) == 1


def test_what_a_merged_action_spent_is_of_the_one_that_stays(funded: Machine) -> None:
    """Asked about either, the answer is about the one that stays."""
    funded.record("ActionFusionnee", "A2", dans="A1", motif="Doublon", le=date(2026, 11, 12))

    for code in ("A1", "A2"):
        spent = asked(funded, action=code).parts[2].rows
        assert [row[4] for row in spent] == ["A-2026-001"] * 3, code


def test_an_annulled_expense_is_not_spent(network: Machine) -> None:
    """Nothing is engaged any more: no share is told, and the command that engages is."""
    grant(network, 3000, code=TER)
    annul(network, spend(network, TER, 100_000))

    found = asked(network)

    assert only(network, NAME, "engage") == [Decimal(0)]
    assert found.text == (
        "Accordés\u202f: 3\u202f000\u202f€. Engagés\u202f: 0\u202f€. Il reste 3\u202f000\u202f€.",
    )
    assert "ter depense engager" in found.parts[1].empty


def test_an_expense_counts_in_the_year_of_its_financement(network: Machine) -> None:
    """Spent in November 2026 on what was granted for the year before; and as of a day before."""
    grant(network, 3000, code=TER, annee_scolaire="2025-2026")
    spend(network, TER, 100_000)

    assert only(network, NAME, "engage", annee="2025-2026") == [Decimal(1000)]
    assert only(network, NAME, "engage", annee="2025-2026", on=date(2026, 11, 9)) == [Decimal(0)]
    empty = asked(network)
    assert (empty.rows, empty.parts, empty.text) == ((), (), ())
    assert empty.empty == ("Aucun financement accordé pour 2026-2027 : ter financement accorder.")
