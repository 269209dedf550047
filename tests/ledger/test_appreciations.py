"""Appréciations: three types create one kind of subject."""

from __future__ import annotations

from typing import Any

import pytest

from ter_core.errors import InvalidValue, UnknownCode
from tests.ledger.conftest import Machine
from tests.ledger.network import doubtful, network, refused

__all__ = ["network"]

NAMES = ("ReussiteRelevee", "DifficulteRelevee", "PerspectiveProposee")
each = pytest.mark.parametrize("name", NAMES)


@each
def test_each_is_a_subject_of_its_own(network: Machine, name: str) -> None:
    """About an axe, about an action, or about nothing in particular."""
    for values in ({}, {"axe": "transversal"}, {"axe": "axe-3"}, {"action": "A1"}):
        made = network.record(name, texte="Les classes s'entraident", **values)
        assert made.record.sujet == f"appreciation:{made.record.id}"


@each
def test_it_is_about_one_thing(network: Machine, name: str) -> None:
    """An axe or an action, never both; and one that exists."""
    values: dict[str, Any] = {"texte": "x", "axe": "axe-3", "action": "A1"}
    with pytest.raises(InvalidValue, match="s'excluent"):
        network.record(name, **values)
    with pytest.raises(UnknownCode):
        network.record(name, texte="x", action="A9")
    network.record("ActionAnnulee", "A1", motif="Neige")
    with refused("« A-2026-001 » est annulée"):
        network.record(name, texte="x", action="A1")


@each
def test_it_names_no_pupil(network: Machine, name: str) -> None:
    """As any text."""
    with doubtful("identite"):
        network.record(name, texte="L'élève Léa a parlé devant tous")


@each
def test_it_may_be_taken_back(network: Machine, name: str) -> None:
    """By the end of its identifier."""
    made = network.record(name, texte="Saisi deux fois")
    network.record("EvenementAnnule", evenement=made.record.id[-8:], motif="Doublon")
    index = network.session._known_ledger().index
    assert not index.exists(made.record.sujet)
