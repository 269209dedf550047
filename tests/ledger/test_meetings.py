"""Rencontres: actors of the network who met, outside its instances and its actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core import Written
from tests.ledger.conftest import Machine
from tests.ledger.network import doubtful, network, refused, sure

__all__ = ["network"]


def meet(machine: Machine, **values: Any) -> Written:
    """Meet somebody."""
    return machine.record("RencontreTenue", **({"objet": "Préparer le forum"} | values))


def test_somebody_was_met(network: Machine) -> None:
    """Bodies, teams of schools, or both."""
    with refused("Il manque qui a été rencontré", "au moins un organisme ou un établissement"):
        meet(network)
    for values in (
        {"organismes": ("club",)},
        {"etablissements": ("vars", "risoul")},
        {"organismes": ("club",), "etablissements": ("vars",)},
    ):
        meet(network, **values)


@pytest.mark.parametrize(
    ("day", "rule"),
    [((2026, 11, 8), "dimanche"), ((2026, 11, 11), "ferie"), ((2026, 10, 20), "vacances")],
)
def test_people_meet_on_usual_days(network: Machine, day: tuple[int, int, int], rule: str) -> None:
    """Another one is confirmed."""
    with doubtful(rule):
        meet(network, organismes=("club",), le=date(*day))
    meet(network, organismes=("club",), le=date(*day), confirme=sure(rule))


def test_a_school_that_left_the_network_is_a_doubt(network: Machine) -> None:
    """As it is wherever schools are named."""
    network.record("EtablissementRetire", "vars", motif="Fermeture")
    with doubtful("hors-reseau", "champ « etablissements »", "« vars » n'est plus dans le réseau"):
        meet(network, etablissements=("vars",))


def test_it_is_named_by_the_end_of_its_identifier(network: Machine) -> None:
    """It has no code: so it is taken back."""
    made = meet(network, organismes=("club",)).record
    network.record("EvenementAnnule", evenement=made.id[-6:], motif="Saisie deux fois")
    index = network.session._known_ledger().index
    assert not index.exists(made.sujet)


def test_what_follows_names_no_pupil(network: Machine) -> None:
    """As any text."""
    with doubtful("identite", "champ « suites »"):
        meet(network, organismes=("club",), suites="Prévenir la famille de l'élève Léa")
