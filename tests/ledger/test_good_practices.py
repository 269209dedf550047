"""Bonnes pratiques: noticed, told, spread, taken up."""

from __future__ import annotations

from typing import Any

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import Public
from tests.ledger.conftest import Machine
from tests.ledger.network import doubtful, network, refused, school, sure

__all__ = ["network"]

CODE = "visite-inversee"
TEXTS = ("resume", "contexte", "etapes", "moyens", "effets", "conditions", "vigilance")


@pytest.fixture
def noticed(network: Machine) -> Machine:
    """A network where a good practice was noticed."""
    assert network.record("BonnePratiqueReperee", titre="Visite inversée").name == CODE
    return network


def publish(machine: Machine, **values: Any) -> Written:
    """Publish its sheet."""
    usual = dict.fromkeys(TEXTS, "Un texte.") | {"transferabilite": 3, "licence": "CC BY-SA 4.0"}
    return machine.record("BonnePratiquePubliee", CODE, **(usual | values))


def spread(machine: Machine) -> Written:
    """Send it to a public."""
    return machine.record(
        "BonnePratiqueDiffusee", CODE, publics=(Public.FAMILLES,), canal="courriel"
    )


def test_it_is_published_before_it_is_spread(noticed: Machine) -> None:
    """There must be something to send."""
    with refused("est dans l'état « repérée »", "`ter bonne-pratique publier`"):
        spread(noticed)
    publish(noticed)
    spread(noticed)


def test_a_sheet_may_be_published_again(noticed: Machine) -> None:
    """The last one counts; if it is annulled, the one before does, and it may still be spread."""
    publish(noticed)
    publish(noticed, resume="Mieux dit.")
    noticed.record("EvenementAnnule", evenement=CODE, motif="Trop tôt")
    spread(noticed)
    for _ in ("sent", "published"):
        noticed.record("EvenementAnnule", evenement=CODE, motif="Trop tôt")
    with refused("est dans l'état « repérée »"):
        spread(noticed)


@pytest.mark.parametrize("mark", [0, 5])
def test_how_well_it_travels_is_marked_from_1_to_4(noticed: Machine, mark: int) -> None:
    """No other mark is one."""
    with refused("champ « transferabilite »", f"{mark} n'est pas entre 1 et 4"):
        publish(noticed, transferabilite=mark)


def test_it_is_taken_up_in_the_network(noticed: Machine) -> None:
    """Published or not; a school of elsewhere is a doubt."""
    school(noticed, "embrun", "0059007N", code_insee="05046")
    noticed.record("BonnePratiqueReprise", CODE, etablissement="vars")
    with doubtful("hors-reseau", "champ « etablissement »", "« embrun » est à 05046"):
        noticed.record("BonnePratiqueReprise", CODE, etablissement="embrun")
    noticed.record(
        "BonnePratiqueReprise", CODE, etablissement="embrun", confirme=sure("hors-reseau")
    )
