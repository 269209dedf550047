"""Indicateurs: a number that is followed, from where it is to where it should be."""

from __future__ import annotations

from typing import Any

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import SensIndicateur
from ter_core.vocabulary.quantity import Quantite
from tests.ledger.conftest import Machine
from tests.ledger.network import network, refused

__all__ = ["network"]


def define(machine: Machine, **values: Any) -> Written:
    """Define an ordinary indicator."""
    usual = {
        "intitule": "Savoir nager en 6e",
        "mode_calcul": "Attestations sur l'effectif",
        "unite": "%",
        "sens": SensIndicateur.HAUSSE,
    }
    return machine.record("IndicateurDefini", **(usual | values))


@pytest.mark.parametrize(
    ("sens", "reference", "cible", "told"),
    [
        ("hausse", "61,5", "61,4", "La cible (61,4) est du mauvais côté de la référence (61,5)"),
        ("baisse", "9", "10", "La cible (10) est du mauvais côté de la référence (9)"),
        ("baisse", "1200", "1200,5", "(1\u202f200,5)"),
    ],
)
def test_a_target_is_on_the_side_of_progress(
    laptop: Machine, sens: str, reference: str, cible: str, told: str
) -> None:
    """Compared as numbers and told as French writes them; the other way round they are right."""
    way, start, aim = SensIndicateur(sens), Quantite(reference), Quantite(cible)
    with refused("champ « cible »", told, f"attendu à la {sens}"):
        define(laptop, sens=way, reference=start, cible=aim)
    define(laptop, sens=way, reference=aim, cible=start)


def test_to_keep_a_value_is_an_aim(laptop: Machine) -> None:
    """A target equal to what it starts from is right, and so is one of the two alone."""
    for values in ({"reference": "85", "cible": "85"}, {"reference": "85"}, {"cible": "85"}):
        define(laptop, **{name: Quantite(value) for name, value in values.items()})


def test_it_is_of_an_axe_or_of_an_action(network: Machine) -> None:
    """Or of neither, never of both."""
    for values in ({"axe": "axe-3"}, {"axe": "transversal"}, {"action": "A1"}, {}):
        define(network, **values)
    with refused("« axe » et « action » s'excluent"):
        define(network, axe="axe-3", action="A1")


def test_a_measure_is_stored_in_its_shortest_form(laptop: Machine) -> None:
    """As often as one likes, the same value included."""
    define(laptop, code="nager")
    made = [
        laptop.record("IndicateurMesure", "nager", valeur=Quantite(typed), source="Collège").record
        for typed in ("72,50", "72.5", "0")
    ]
    assert [(one.donnees or {})["valeur"] for one in made] == ["72.5", "72.5", "0"]
