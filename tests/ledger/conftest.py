"""A small territory to write in: one machine, two machines, one folder copied between them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from ter_core import Entry, Environment, Session, Written
from ter_core.events import get
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.territoire import Commune, TerritoireOuvert
from ter_core.vocabulary.choices import Modalite, NatureInstance, Role, Zone
from ter_core.workspace.start import start


@define
class Machine:
    """One installation: its own state, its own copy of the folder, a clock that can be moved."""

    folder: Path
    env: Environment
    clock: list[datetime]
    session: Session = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.session = Session.open(self.folder, env=self.env, author="acteur:coordination")

    def record(self, name: str, subject: str | None = None, **values: Any) -> Written:
        """Record one event; `le` is the date of its fact."""
        on = values.pop("le", None)
        return self.session.record(Entry(get(name)(**values), subject, on=on))[0]

    def decide(self, **values: Any) -> Written:
        """Adopt an ordinary decision."""
        usual = {
            "seance": "S1",
            "libelle": "Ouvrir une navette",
            "responsables": ("principal",),
            "echeance": date(2027, 3, 15),
        }
        return self.record("DecisionAdoptee", **(usual | values))

    def at(self, moment: datetime) -> None:
        """Move the clock."""
        self.clock[0] = moment

    def bytes(self) -> dict[str, bytes]:
        """Every byte of the log."""
        root = self.folder / "events"
        return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@contextmanager
def making(folder: Path) -> Iterator[Callable[..., Machine]]:
    """Make machines; each gets a copy of the folder of the one it is made from."""
    made: list[Machine] = []

    def make(source: Machine | None = None) -> Machine:
        place = folder / f"machine-{len(made)}"
        clock = [source.clock[0] if source else datetime(2026, 11, 12, 15, tzinfo=UTC)]

        def now() -> datetime:
            clock[0] += timedelta(milliseconds=7)
            return clock[0]

        env = Environment(now=now, state_dir=place / "etat", cache_dir=place / "cache")
        if source is None:
            _begin(place / "ter", env)
        else:
            shutil.copytree(source.folder, place / "ter")
        made.append(Machine(place / "ter", env, clock))
        if source is None:
            _furnish(made[-1])
        return made[-1]

    yield make
    for machine in made:
        machine.session.__exit__(None, None, None)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    """What makes machines, for one test."""
    with making(tmp_path) as make:
        yield make


@pytest.fixture
def laptop(machines: Callable[..., Machine]) -> Machine:
    """One machine with a territory, two functions, an instance and a séance of today."""
    return machines()


def synchronise(*machines: Machine) -> None:
    """Each machine gets every other one's own folder, as a dumb file sync would do."""
    for source in machines:
        for target in machines:
            if source is not target:
                shutil.copytree(
                    source.folder, target.folder, dirs_exist_ok=True, ignore=_stream_of(target)
                )
    for machine in machines:
        machine.session.follow()


def _stream_of(machine: Machine) -> Callable[[str, list[str]], set[str]]:
    """What leaves a machine's own stream alone: no copy of it is newer than what it wrote."""
    own = machine.session._known_ledger().witness.own
    return lambda _, names: {name for name in names if name == own}


def _begin(folder: Path, env: Environment) -> None:
    start(
        folder,
        env,
        acteur=ActeurInscrit(
            code="coordination", qualite="Coordination du TER", roles=(Role.COORDINATION,)
        ),
        territoire=TerritoireOuvert(
            nom="TER d'essai",
            departement="05",
            academie="Aix-Marseille",
            zone=Zone.B,
            communes=(Commune(code_insee="05065", nom="Guillestre"),),
        ),
        poste="Portable",
    )


def _furnish(machine: Machine) -> None:
    machine.record("ActeurInscrit", code="principal", qualite="Principal", roles=(Role.PILOTE,))
    machine.record("InstanceCreee", code="copil", nature=NatureInstance.COPIL, nom="COPIL")
    machine.record(
        "SeanceProgrammee",
        instance="copil",
        debut=datetime(2026, 11, 12, 14),  # noqa: DTZ001  # local French time, by design
        lieu="Mairie",
        modalite=Modalite.PRESENTIEL,
        le=date(2026, 11, 2),
    )
