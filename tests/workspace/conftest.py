"""Machines that begin, join or copy a workspace; what they hand over to begin one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ter_core import Environment
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.territoire import TerritoireOuvert
from ter_core.vocabulary.choices import Role, Zone

COORDINATION = "acteur:coordination"
A_PUPIL = "Suivi de l'élève Martin"  # a doubt of the catalogue: refused unless confirmed

Machines = Callable[[str], Environment]


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    """Machines by name, each with its own state and cache; one clock for all."""
    clock = [datetime(2026, 11, 21, 8, tzinfo=UTC)]

    def now() -> datetime:
        clock[0] += timedelta(milliseconds=7)
        return clock[0]

    def make(name: str) -> Environment:
        place = tmp_path / "machines" / name
        return Environment(now=now, state_dir=place / "etat", cache_dir=place / "cache")

    return make


@pytest.fixture
def office(machines: Machines) -> Environment:
    """The machine of most tests."""
    return machines("bureau")


def function(**values: Any) -> ActeurInscrit:
    """The function that begins."""
    usual = {
        "code": "coordination",
        "qualite": "Coordination du TER",
        "roles": (Role.COORDINATION,),
    }
    return ActeurInscrit(**(usual | values))


def territory(**values: Any) -> TerritoireOuvert:
    """The territory that is opened."""
    usual = {"nom": "TER", "departement": "05", "academie": "Aix-Marseille", "zone": Zone.B}
    return TerritoireOuvert(**(usual | values))


def every_file(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
