"""Machines that share a log: each its own state, cache, clock and chance, all fixed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import define, field

from ter_core.environment import Environment
from ter_core.log import identity
from ter_core.log.clock import Clock
from ter_core.log.journal import Journal, create_journal, open_journal
from ter_core.log.read import read
from ter_core.log.reading import Reading
from ter_core.log.record import Draft, Record
from ter_core.log.stream import Stream

JOURNAL_ID = "6f1de7a2-3b44-4c7e-9a55-0123456789ab"
START = datetime(2026, 11, 12, 13, 5, tzinfo=UTC)


@define
class Ticking:
    """A clock that advances by a millisecond each time it is asked."""

    moment: datetime = START

    def __call__(self) -> datetime:
        """The instant, one millisecond after the last one given."""
        self.moment += timedelta(milliseconds=1)
        return self.moment


def make_env(folder: Path, seed: int = 1, now: Any = None) -> Environment:
    """A machine whose chance and time are fixed."""
    return Environment(
        now=now or Ticking(),
        random_bytes=random.Random(seed).randbytes,  # noqa: S311 - the same at each run
        state_dir=folder / "state",
        cache_dir=folder / "cache",
    )


@define
class Machine:
    """One installation: what it needs to write into, and read, one folder."""

    env: Environment
    journal: Journal
    clock: Clock = field(init=False)
    stream: Stream = field(init=False)
    number: int = 0

    def __attrs_post_init__(self) -> None:
        self.clock = Clock(self.env)
        self.stream = Stream(self.journal, self.env, self.clock)

    @property
    def poste(self) -> str:
        """The name this machine writes under, minted if need be."""
        known = identity.load(self.journal, self.env).poste
        if known is not None:
            return known
        with self.stream.locked() as writer:
            return writer.mint()

    @property
    def active(self) -> Path:
        """Its active file."""
        return self.journal.root / self.poste / "actif.ndjson"

    def draft(self, type_: str = "DecisionAdoptee", **donnees: Any) -> Draft:
        """One event to write."""
        self.number += 1
        event_id = self.clock.mint()
        return Draft(
            id=event_id,
            type=type_,
            version=1,
            sujet=f"decision:{event_id}",
            apres=(),
            profondeur=1,
            survenu_le="2026-11-12",
            enregistre_le=self.clock.timestamp(),
            auteur="acteur:principal",
            origine="cli",
            cle=None,
            donnees=donnees or {"code": f"D-{self.number}", "libelle": "Liaison école-collège"},
        )

    def append(self, lots: Sequence[Sequence[Draft]]) -> list[list[Record]]:
        """Write lots in one go."""
        with self.stream.locked() as writer:
            if writer.poste is None:
                writer.mint()
            return writer.append(lots)

    def record(self, count: int = 1) -> list[Record]:
        """As many lots of one event."""
        return [lot[0] for lot in self.append([[self.draft()] for _ in range(count)])]

    def record_lot(self, count: int) -> list[Record]:
        """One lot of that many events."""
        return self.append([[self.draft() for _ in range(count)]])[0]

    def read(self, **options: Any) -> Reading:
        """Read the log as it is now."""
        return read(self.journal, **options)

    def again(self) -> Machine:
        """The same installation, in a new process."""
        self.stream.close()
        return Machine(self.env, open_journal(self.journal.root))


def live(machine: Machine) -> Machine:
    """The same installation in another process, with real time and chance."""
    env = Environment(state_dir=machine.env.state_dir, cache_dir=machine.env.cache_dir)
    return Machine(env, machine.journal)


def first_machine(folder: Path, seed: int = 1) -> Machine:
    """The machine that creates the log in `folder`."""
    env = make_env(folder / f"machine-{seed}", seed)
    return Machine(env, create_journal(folder / "events", env, journal_id=JOURNAL_ID))


def other_machine(folder: Path, seed: int, root: Path | None = None) -> Machine:
    """Another machine on that log."""
    env = make_env(folder / f"machine-{seed}", seed)
    return Machine(env, open_journal(root or folder / "events"))


def copy_log(machine: Machine, target: Path) -> Journal:
    """The log copied to another folder."""
    shutil.copytree(machine.journal.root, target)
    return open_journal(target)


def ids(records: Iterable[Record]) -> list[str]:
    """The ids, in order."""
    return [record.id for record in records]


def kinds(reading: Reading) -> list[str]:
    """The kinds of the findings, in order."""
    return [finding.kind for finding in reading.findings]


def shown(reading: Reading) -> dict[str, Record]:
    """What is shown, by id."""
    return {record.id: record for record in reading.records()}


def erased(line: bytes) -> bytes:
    """The same line once its payload was lawfully blanked."""
    start = line.index(b',"sel":')
    return line[:start] + b',"sel":null,"donnees":null}\n'


def reading_of(machine: Machine) -> tuple[list[str], list[tuple[object, ...]], object]:
    """What must not depend on the names of files: events, findings without places, position."""
    reading = machine.read()
    told = [(f.kind, f.gravite, f.poste, f.rang, f.evenements) for f in reading.findings]
    return ids(reading.records()), sorted(told, key=repr), reading.position
