"""An action that two people inscribed is merged into the one that stays."""

from __future__ import annotations

from datetime import date

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.conftest import Machine
from tests.ledger.network import attend, inscribe, network, refused, sure

__all__ = ["network"]


@pytest.fixture
def twice(network: Machine) -> Machine:
    """A network where one action was inscribed twice."""
    inscribe(network, confirme=sure("doublon"))
    return network


def merge(machine: Machine, code: str = "A2", into: str = "A1") -> Written:
    """Merge an action into another."""
    return machine.record("ActionFusionnee", code, dans=into, motif="Inscrite deux fois")


def test_it_is_merged_into_another_one(twice: Machine) -> None:
    """Which was not cancelled; what was merged is merged once."""
    inscribe(twice, nature=NatureAction.CULTURE)
    twice.record("ActionAnnulee", "A3", motif="Neige")
    with refused("Une action ne se fond pas en elle-même", "Citez l'autre"):
        merge(twice, "A1", "A1")
    with refused("« A-2026-003 » est annulée"):
        merge(twice, "A2", "A3")
    merge(twice)
    with refused("« A-2026-002 » est annulée"):
        merge(twice, "A1", "A2")
    with refused("est dans l'état « annulée » : « Action fusionnée » ne peut pas suivre"):
        merge(twice)


def test_what_was_merged_is_cited_no_more(twice: Machine) -> None:
    """A participation goes to the action that stands."""
    merge(twice)
    with refused("« A-2026-002 » est annulée"):
        attend(twice, "guillestre/CM2-A", action="A2")
    attend(twice, "guillestre/CM2-A", action="A1")


def test_what_was_merged_is_no_duplicate(twice: Machine) -> None:
    """Of the action that stands, which may be changed without a doubt."""
    from tests.ledger.network import changes

    merge(twice)
    champs = changes("ActionInscrite", etablissements=("guillestre", "vars"))
    twice.record("ActionModifiee", "A1", champs=champs)


def test_a_merging_may_be_taken_back(twice: Machine) -> None:
    """The action stands again: people take part in it, and it may be merged anew."""
    merge(twice)
    twice.record("EvenementAnnule", evenement="A2", motif="Deux sorties, à la réflexion")
    attend(twice, "guillestre/CM2-A", action="A2")
    merge(twice)


@pytest.mark.parametrize("ended", [True, False])
def test_what_has_taken_place_may_be_merged(twice: Machine, *, ended: bool) -> None:
    """Its participations follow, so the action that stays took place and is not cancelled."""
    attend(twice, "guillestre/CM2-A", action="A2")
    if ended:
        twice.record("ActionTerminee", "A2", le=date(2026, 11, 10))
    merge(twice)
    with refused("Une participation y est enregistrée"):
        twice.record("ActionAnnulee", "A1", motif="Neige")


def test_participations_follow_from_merging_to_merging(twice: Machine) -> None:
    """What was merged into what was merged took place in the one that stands."""
    inscribe(twice, nature=NatureAction.CULTURE)
    attend(twice, "guillestre/CM2-A", action="A2")
    merge(twice, "A2", "A1")
    merge(twice, "A1", "A3")
    with refused("Une participation y est enregistrée"):
        twice.record("ActionAnnulee", "A3", motif="Neige")
