"""A network whose bilan may be arrested: as it is, or without working its figures out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from ter_core import Report, Session
from ter_core.reports.bilan import Bilan
from tests.ledger.conftest import laptop, machines
from tests.ledger.network import network, sure

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from ter_core.log.record import Record
    from tests.ledger.conftest import Machine

__all__ = [
    "NOTHING",
    "YEAR",
    "arrest",
    "hears",
    "laptop",
    "machines",
    "network",
    "own",
    "said",
    "sharing",
]

YEAR = "2026-2027"
NOTHING = sure("aucune-reussite", "aucune-difficulte", "aucune-perspective")


def arrest(machine: Machine, year: str | None = YEAR, **values: Any) -> Record:
    """Arrest a bilan, every qualitative section being confirmed empty unless said."""
    return machine.record("BilanArrete", year, **({"confirme": NOTHING} | values)).record


def said(record: Record) -> dict[str, Any]:
    """The payload of an event that was written."""
    assert record.donnees is not None
    return record.donnees


def own(machine: Machine) -> list[str]:
    """The types of what a machine itself wrote, in order."""
    machine.session.follow()
    poste = machine.session._known_ledger().witness.own
    records = machine.session._known_reading().records()
    return [record.type for record in records if record.poste == poste]


def hears(machine: Machine, other: Machine) -> None:
    """Bring a machine what another one wrote, and nothing else of its folder."""
    poste = other.session._known_ledger().witness.own
    assert poste
    shutil.copytree(
        other.folder / "events" / poste, machine.folder / "events" / poste, dirs_exist_ok=True
    )
    machine.session.follow()


@pytest.fixture
def sharing(views: Path) -> Callable[[Machine], Machine]:
    """What makes a machine answer from the views that another one has built."""

    def shared(machine: Machine) -> Machine:
        machine.session.env = evolve(machine.session.env, cache_dir=views)
        return machine

    return shared


@pytest.fixture
def uncounted(network: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """The network, where no figure is worked out: no rule of the bilan rests on one."""

    def ask(session: Session, question: Bilan, *, a_la_date: date | None = None) -> Report:
        session.follow()
        return Report(
            name=question.declaration.name,
            title="",
            columns=question.columns,
            rows=(),
            a_la_date=a_la_date or session.today,
            position=tuple(
                {"poste": one.poste, "rang": one.rang, "empreinte": one.empreinte}
                for one in session._known_reading().position
            ),
        )

    monkeypatch.setattr(Session, "ask", ask)
    return network
