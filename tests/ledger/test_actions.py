"""Actions, as they may be inscribed, changed, suspended and ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.conftest import Machine
from tests.ledger.network import attend, changes, doubtful, inscribe, network, refused, school, sure

__all__ = ["network"]

OTHER = {"nature": NatureAction.CULTURE}


def modify(machine: Machine, code: str, name: str = "ActionModifiee", **values: Any) -> Written:
    """Change fields of an action."""
    confirmed = values.pop("confirme", ())
    champs = changes("ActionInscrite", **values)
    return machine.record(name, code, champs=champs, motif="Vu en réunion", confirme=confirmed)


def test_an_action_typed_late_has_existed_since_its_first_day(network: Machine) -> None:
    """And it is numbered in the school year of that day; a planned one dates from today."""
    late = inscribe(network, debut=date(2026, 6, 2), fin=date(2026, 6, 30), confirme=())
    planned = inscribe(network, debut=date(2027, 3, 4), fin=date(2027, 3, 5))

    assert (late.name, late.record.survenu_le) == ("A-2025-001", "2026-06-02")
    assert (planned.name, planned.record.survenu_le) == ("A-2026-002", "2026-11-12")


def test_money_is_in_cents(network: Machine) -> None:
    """Typed in euros, stored in whole cents."""
    from ter_core.events.action import ActionInscrite
    from ter_core.events.base import fields_of

    kind = next(one.kind for one in fields_of(ActionInscrite) if one.name == "budget_prevu")
    made = inscribe(network, **OTHER, budget_prevu=kind.parse("1 250,50 €", date(2026, 11, 12)))

    assert (made.record.donnees or {})["budget_prevu"] == 125_050


def test_it_ends_after_it_begins(network: Machine) -> None:
    """When it is inscribed, and after any change of one of the two days."""
    with refused("La fin (1er novembre 2026) précède le début (10 novembre 2026)"):
        inscribe(network, fin=date(2026, 11, 1))
    for name in ("ActionModifiee", "ActionRectifiee"):
        with refused("La fin (9 novembre 2026) précède le début (10 novembre 2026)"):
            modify(network, "A1", name, fin=date(2026, 11, 9))
        with refused("La fin (10 novembre 2026) précède le début (12 novembre 2026)"):
            modify(network, "A1", name, debut=date(2026, 11, 12))


@pytest.mark.parametrize(
    ("day", "rule"),
    [((2026, 11, 15), "dimanche"), ((2026, 11, 11), "ferie"), ((2026, 10, 20), "vacances")],
)
def test_an_action_of_one_day_is_on_a_usual_one(
    network: Machine, day: tuple[int, int, int], rule: str
) -> None:
    """When it is inscribed or moved there; one of several days passes over Sundays."""
    unusual = date(*day)
    with doubtful(rule):
        inscribe(network, **OTHER, debut=unusual, fin=unusual)
    with doubtful(rule):
        modify(network, "A1", debut=unusual, fin=unusual)
    inscribe(network, **OTHER, debut=unusual, fin=date(2027, 1, 5))
    modify(network, "A1", debut=unusual, fin=unusual, confirme=sure(rule))
    modify(network, "A1", lieu="Stade")


def test_a_school_outside_the_network_is_a_doubt(network: Machine) -> None:
    """It was retired, or its commune is not of the territory."""
    school(network, "embrun", "0059007N", code_insee="05046")
    network.record("EtablissementRetire", "vars", motif="Fermeture")
    with doubtful("hors-reseau", "« embrun » est à 05046", "pas du territoire"):
        inscribe(network, **OTHER, etablissements=("risoul", "embrun"))
    with doubtful("hors-reseau", "« vars » n'est plus dans le réseau. Et un autre cas semblable."):
        inscribe(network, **OTHER, etablissements=("vars", "embrun"))
    with doubtful("hors-reseau"):
        modify(network, "A1", etablissements=("embrun",))
    inscribe(network, **OTHER, etablissements=("vars",), confirme=sure("hors-reseau"))


def test_an_action_that_is_already_there_is_a_doubt(network: Machine) -> None:
    """Same axe, same nature, days and a school in common."""
    with doubtful("doublon", "« A-2026-001 »", "Rencontre d'athlétisme", "guillestre"):
        inscribe(network, intitule="Athlé", fin=date(2026, 11, 20), etablissements=("guillestre",))
    for other in (
        {"axe": "transversal"},
        {"nature": NatureAction.CULTURE},
        {"debut": date(2026, 11, 12), "fin": date(2026, 11, 13)},
        {"etablissements": ("vars",)},
    ):
        inscribe(network, **other)
    inscribe(network, confirme=sure("doublon"))


def test_an_annulled_action_is_no_duplicate(network: Machine) -> None:
    """Nor is an action a duplicate of itself."""
    modify(network, "A1", etablissements=("guillestre", "vars"))
    network.record("ActionAnnulee", "A1", motif="Neige")
    inscribe(network)


def test_a_change_may_bring_a_duplicate(network: Machine) -> None:
    """On what the action becomes; another field brings none."""
    inscribe(network, etablissements=("vars",))
    with doubtful("doublon", "« A-2026-001 »", "guillestre"):
        modify(network, "A2", etablissements=("vars", "guillestre"))
    with doubtful("doublon"):
        modify(network, "A2", "ActionRectifiee", etablissements=("guillestre",))
    modify(network, "A2", etablissements=("guillestre",), confirme=sure("doublon"))
    modify(network, "A2", lieu="Stade")


def test_it_is_suspended_and_goes_on(network: Machine) -> None:
    """One after the other; an ended one is neither."""
    with refused("« inscrite »", "ter action suspendre"):
        network.record("ActionReprise", "A1")
    network.record("ActionSuspendue", "A1", motif="Travaux")
    with refused("« suspendue »", "ter action reprendre"):
        network.record("ActionSuspendue", "A1", motif="Travaux")
    network.record("ActionReprise", "A1")
    network.record("ActionAnnulee", "A1", motif="Neige")
    with refused("« annulée »"):
        network.record("ActionSuspendue", "A1", motif="Travaux")


def test_it_is_terminated_only_before_its_end(network: Machine) -> None:
    """After its last day it is over by itself, before its first it is cancelled."""
    ahead = inscribe(network, debut=date(2027, 1, 5), fin=date(2027, 3, 5)).name
    running = inscribe(network, debut=date(2026, 11, 2), fin=date(2027, 3, 5), **OTHER).name
    with refused("a pris fin d'elle-même le 10 novembre 2026", "--le"):
        network.record("ActionTerminee", "A1")
    with refused("Le 12 novembre 2026, l'action n'a pas commencé", "ter action annuler"):
        network.record("ActionTerminee", ahead)
    done = network.record("ActionTerminee", running, commentaire="Toutes les classes sont passées")
    assert done.record.survenu_le == "2026-11-12"
    network.record("ActionTerminee", "A1", le=date(2026, 11, 10))


def test_an_action_that_took_place_is_not_cancelled(network: Machine) -> None:
    """Its participations are told; one that was annulled, or moved, is none."""
    elsewhere = inscribe(network, **OTHER).name
    first = attend(network, "guillestre/CM2-A")
    second = attend(network, "college/6e 1/")
    with refused(
        "2 participations y sont enregistrées", "ter action terminer", "evenement annuler"
    ):
        network.record("ActionAnnulee", "A1", motif="Neige")
    network.record("EvenementAnnule", evenement=first.record.id, motif="Erreur")
    with refused("Une participation y est enregistrée"):
        network.record("ActionAnnulee", "A1", motif="Neige")
    champs = changes("ParticipationEnregistree", action=elsewhere)
    network.record("ParticipationCorrigee", second.record.sujet, champs=champs, motif="Erreur")
    network.record("ActionAnnulee", "A1", motif="Neige")
    with refused("Une participation"):
        network.record("ActionAnnulee", elsewhere, motif="Neige")


def test_what_was_cancelled_is_cited_no_more(network: Machine) -> None:
    """Neither by a participation nor by a decision; it may still be put right."""
    network.record("ActionAnnulee", "A1", motif="Neige")
    with refused("« A-2026-001 » est annulée"):
        attend(network, "guillestre/CM2-A")
    put_right = modify(network, "A1", "ActionRectifiee", intitule="Athlétisme")
    assert put_right.record.survenu_le == "2026-11-10"
