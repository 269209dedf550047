"""The ideas of the year and what became of them; one that is open is not forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.events.initiative import INITIATIVE
from ter_core.vocabulary.choices import EtatInitiative, NatureAction
from tests.ledger.conftest import synchronise
from tests.reports.network import annul, answer, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "initiatives"


@pytest.fixture
def proposed(network: Machine) -> Machine:
    """Last year: one open, one set aside in autumn. This year: one open, one retained."""
    for code, domaine, day, shared in (
        ("ski", NatureAction.SPORT, date(2026, 1, 10), False),
        ("radio", NatureAction.CULTURE, date(2026, 2, 10), False),
        ("chorale", NatureAction.CULTURE, date(2026, 9, 10), True),
        ("cross", NatureAction.SPORT, date(2026, 10, 10), True),
    ):
        network.record(
            "InitiativeProposee", code=code, idee=f"Idée de {code}", domaine=domaine,
            interdegre=shared, le=day,
        )  # fmt: skip
    network.record("InitiativeEcartee", "radio", motif="Trop cher", le=date(2026, 10, 5))
    network.record("InitiativeRetenue", "cross", action="A1", le=date(2026, 11, 10))
    return network


def test_ideas_of_the_year_and_those_still_open(proposed: Machine) -> None:
    """The open ones first; one that was closed is of its own year only."""
    assert answer(
        proposed, NAME, "code_affiche", "idee", "libelle_domaine", "est_interdegres",
        "libelle_etat", "date_etat", "est_ouverte", "code_action", "intitule_action",
        "annee_scolaire",
    ) == [
        ("ski", "Idée de ski", "sport", False, "proposée", date(2026, 1, 10), True, None, None,
         "2025-2026"),
        ("chorale", "Idée de chorale", "culture", True, "proposée", date(2026, 9, 10), True, None,
         None, "2026-2027"),
        ("cross", "Idée de cross", "sport", True, "retenue", date(2026, 11, 10), False,
         "A-2026-001", "Rencontre d'athlétisme", "2026-2027"),
    ]  # fmt: skip
    assert answer(proposed, NAME, "code_affiche", "motif", annee="2025-2026") == [
        ("ski", None), ("radio", "Trop cher")]  # fmt: skip


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"domaine": NatureAction.SPORT}, ["ski", "cross"]),
    ({"etat": EtatInitiative.RETENUE}, ["cross"]),
    ({"etat": EtatInitiative.PROPOSEE}, ["ski", "chorale"]),
    ({"etat": EtatInitiative.ECARTEE}, []),
    ({"etat": EtatInitiative.ECARTEE, "annee": "2025-2026"}, ["radio"]),
    ({"annee": "2024-2025"}, []),
    ({"on": date(2026, 11, 9)}, ["ski", "chorale", "cross"]),
    ({"on": date(2026, 10, 4)}, ["ski", "radio", "chorale"]),
    ({"on": date(2026, 2, 9)}, ["ski"]),
]


def test_each_filter_narrows(proposed: Machine) -> None:
    """By year, domain or state; as of a day, one was still open."""
    for asked, told in FILTERS:
        assert only(proposed, NAME, "code_affiche", **asked) == told, asked


def test_the_words_of_each_state(proposed: Machine) -> None:
    """What may be typed is what the lifecycle says."""
    del proposed
    assert {one.value: one.label for one in EtatInitiative} == dict(INITIATIVE.states)


def test_undone_it_is_open_again(proposed: Machine) -> None:
    """What set it aside was annulled: neither reason nor action is left of it."""
    annul(proposed, proposed.record("InitiativeEcartee", "ski", motif="Sans neige"))
    annul(proposed, proposed.record("InitiativeRetenue", "chorale", action="A1"))

    assert answer(
        proposed, NAME, "code_affiche", "motif", "code_action", etat=EtatInitiative.PROPOSEE
    ) == [("ski", None, None), ("chorale", None, None)]


def test_two_ends_that_contradict_each_other(proposed: Machine, machines: Any) -> None:
    """Retained on one machine and set aside on another: closed, and told as a conflict."""
    other = machines(proposed)
    proposed.record("InitiativeRetenue", "ski", action="A1")
    other.record("InitiativeEcartee", "ski", motif="Sans neige")
    synchronise(proposed, other)

    found = answer(proposed, NAME, "code_affiche", "est_ouverte", "est_conflit", annee="2025-2026")
    assert ("ski", False, True) in found


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """The command that proposes one."""
    empty = laptop.session.ask(reports.get(NAME)()).empty

    assert empty == "Aucune initiative en 2026-2027 : ter initiative proposer."
