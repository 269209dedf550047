"""A machine with a territory, its carnet, and the files of that carnet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from ter_core.carnet import Carnet
from ter_core.carnet.pen import Pen
from ter_core.environment import Environment
from tests.ledger.conftest import laptop, machines

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.carnet import Person
    from tests.ledger.conftest import Machine

__all__ = ["DAY", "add", "carnet_of", "files", "laptop", "machines", "pen", "shelf"]

DAY = date(2026, 11, 12)


def carnet_of(machine: Machine) -> Carnet:
    """The carnet as a process that starts now reads it."""
    return Carnet.open(machine.session)


def add(machine: Machine, nom: str = "Camille Exemple", **values: object) -> Person:
    """Enter a person who is the principal since September."""
    usual = {"acteur": "principal", "since": date(2026, 9, 1)}
    return carnet_of(machine).add(nom=nom, **(usual | values))


def shelf(machine: Machine) -> Path:
    """The folder of the carnet."""
    return machine.folder / "carnet"


def files(machine: Machine) -> set[str]:
    """The names in the folder of the carnet."""
    return {path.name for path in shelf(machine).iterdir()}


def pen(seed: int) -> Pen:
    """A pen of a machine whose clock and chance are fixed."""
    start, drawn = datetime(2026, 11, 12, tzinfo=UTC), Random(seed)  # noqa: S311 - reproducible
    return Pen(
        Environment(
            now=lambda: start + timedelta(milliseconds=drawn.randrange(1000)),
            random_bytes=drawn.randbytes,
        )
    )
