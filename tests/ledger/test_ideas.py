"""Initiatives and ressources: what people propose, and what they share."""

from __future__ import annotations

from typing import Any

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.conftest import Machine
from tests.ledger.network import network, refused

__all__ = ["network"]


def propose(machine: Machine, **values: Any) -> Written:
    """Propose an idea."""
    usual = {"idee": "Un orchestre des écoles", "domaine": NatureAction.CULTURE}
    return machine.record("InitiativeProposee", **(usual | values))


def test_an_idea_is_retained_as_an_action(network: Machine) -> None:
    """Which stands."""
    assert propose(network).name == "un-orchestre-des-ecoles"
    network.record("ActionAnnulee", "A1", motif="Neige")
    with refused("« A-2026-001 » est annulée"):
        network.record("InitiativeRetenue", "un-orchestre-des-ecoles", action="A1")


@pytest.mark.parametrize(
    ("ending", "values", "state"),
    [
        ("InitiativeRetenue", {"action": "A1"}, "retenue"),
        ("InitiativeEcartee", {"motif": "Sans intervenant"}, "écartée"),
    ],
)
def test_an_idea_is_decided_once(
    network: Machine, ending: str, values: dict[str, Any], state: str
) -> None:
    """Retained or set aside, it stays so until that is annulled."""
    propose(network, code="orchestre")
    network.record(ending, "orchestre", **values)
    with refused(f"est dans l'état « {state} »"):
        network.record("InitiativeEcartee", "orchestre", motif="Encore")
    network.record("EvenementAnnule", evenement="orchestre", motif="On en reparle")
    network.record("InitiativeEcartee", "orchestre", motif="Sans intervenant")


def test_a_shared_resource_is_called_by_its_title(laptop: Machine) -> None:
    """Two of one title are two."""
    names = [laptop.record("RessourceMutualisee", titre="Malle « L'eau »").name for _ in range(2)]
    assert names == ["malle-l-eau", "malle-l-eau-2"]
