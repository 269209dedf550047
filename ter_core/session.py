"""The session: the log's own life in six verbs. New behaviour is a new event or question class.

Appending never imports DuckDB; asking never builds the ledger's index.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import orjson
from attrs import define, evolve, field

from ter_core.environment import Environment
from ter_core.errors import InvalidValue, TerError
from ter_core.log import identity
from ter_core.log.blank import blank_settled_files, still_holding
from ter_core.log.clock import Clock
from ter_core.log.findings import Finding
from ter_core.log.journal import Journal, find_journal, open_journal
from ter_core.log.last_shown import drop_last_shown
from ter_core.log.memory import preserve
from ter_core.log.names import is_active
from ter_core.log.read import read
from ter_core.log.reading import Reading
from ter_core.log.record import Record

if TYPE_CHECKING:
    from ter_core.ledger.entry import Entry, Planned, Written
    from ter_core.ledger.ledger import Author, Ledger
    from ter_core.log.stream import Stream
    from ter_core.projections.engine import Projection
    from ter_core.reports.question import Question
    from ter_core.reports.report import Report

__all__ = ["Session"]


@define
class Session:
    """One process's work on one log; a context manager that closes what it opened.

    `journal` says which log, `author` who records here (a full subject, None if nobody is known).
    """

    journal: Journal
    env: Environment
    author: str | None
    origin: str
    _reading: Reading | None = field(default=None, init=False)
    _repaired: tuple[Finding, ...] = field(default=(), init=False)
    _stream: Stream | None = field(default=None, init=False)
    _ledger: Ledger | None = field(default=None, init=False)
    _projection: Projection | None = field(default=None, init=False)
    _said: tuple[Reading, dict[str, Any]] | None = field(default=None, init=False)

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        env: Environment | None = None,
        author: str | None = None,
        origin: str = "api",
    ) -> Session:
        """Open the log at `path`, or the one found upward from the current folder.

        Raises:
            JournalNotFound: there is none.
            LogUnreadable: its `journal.json` cannot be understood.
        """
        env = env or Environment.from_process()
        journal = open_journal(find_journal(path))
        return cls(journal, env, author or identity.known_actor(journal, env), origin)

    @property
    def today(self) -> date:
        """The day on which questions are answered unless they say otherwise."""
        return self.env.today()

    @property
    def erased_persons(self) -> frozenset[str]:
        """The ids of the files of the carnet that must be gone, as the log says now."""
        self.follow()
        return self._known_reading().erased_persons

    def record(self, *entries: Entry) -> list[Written]:
        """Write one lot, whole or not at all, and return once it is on the disk.

        Raises:
            TerError: an entry is refused, or the log could not be written; nothing was kept,
                save after `OutcomeUnknown`, which says so.
        """
        entries = self._quoting(entries)
        ledger = self._known_ledger()
        stream = self._own_stream(ledger.clock)
        with stream.locked() as writer:
            ledger.learn_own(writer.caught_up)
            written = ledger.record(writer, entries, self._author(), self._fetch)
        if any(one.event.declaration.erases for one in entries):
            self.follow()  # what was taken back leaves this machine now
        return written

    def preview(self, *entries: Entry, refused: dict[str, TerError] | None = None) -> list[Planned]:
        """The lot as `record` would write it; nothing is written.

        With `refused`, what may not be written goes there, by its `place`, and the rest is the
        lot; entries of one place stand or fall together.

        Raises:
            TerError: an entry is refused, and nobody asked to set it apart.
        """
        if refused is not None:
            planned, found = self._known_ledger().sift(entries, self._author())
            refused |= found
            return planned
        entries = self._quoting(entries)
        return self._known_ledger().plan(entries, self._author())

    def ask(
        self,
        question: Question,
        *,
        a_la_date: date | None = None,
        connu_le: date | None = None,
        position: Sequence[Mapping[str, Any]] | None = None,
    ) -> Report:
        """The answer to a question.

        `a_la_date` keeps the facts dated up to that day (today by default), `connu_le` what had
        been recorded by the end of that day, `position` exactly what a machine knew.

        Raises:
            UnknownCode, AmbiguousCode: a parameter names nothing, or several things.
        """
        from ter_core.reports.asking import AsOf

        self.follow()
        marts = AsOf(self._known_projection(), a_la_date or self.today, connu_le, position)
        report = question.answer(marts)
        reading = self._known_reading()
        rests_on = report.position or _position(reading) if position is None else position
        return evolve(
            report,
            connu_le=connu_le,
            position=tuple(dict(entry) for entry in rests_on),
            findings=(*reading.findings, *self._repaired),
        )

    def check(self) -> list[Finding]:
        """Every problem of the log: each line of each segment, then what merging has broken."""
        self._refresh(read(self.journal, full=True, now=self.env.now()))
        reading = self._known_reading()
        anomalies = self._known_projection().anomalies()
        return sorted(
            (*reading.findings, *self._repaired, *anomalies),
            key=lambda finding: (-finding.gravite, finding.fichier, finding.ligne or 0),
        )

    def follow(self) -> list[Record]:
        """The events that came since this session last looked, its own included."""
        before = self._reading
        after = read(self.journal, previous=before, now=self.env.now())
        self._refresh(after)
        after = self._known_reading()  # its files may have been blanked or completed since
        return list(after.records(since=before)) if before is not None else []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._stream.close()
        if self._projection is not None:
            self._projection.close()
        self._stream = self._projection = None

    def _quoting(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries; one that quotes an answer, with that answer as this machine gives it now.

        Raises:
            InvalidValue: it is not alone, so that the answer would not know of the others.
        """
        quoting = next((one for one in entries if one.event.declaration.quotes), None)
        if quoting is None or quoting.subject is None:
            return entries
        declared = quoting.event.declaration
        if len(entries) > 1:
            raise InvalidValue(
                f"« {declared.label} » s'enregistre seul : ce qui est du même lot n'y serait pas.",
                where=quoting.place or "lot",
                remedy="Enregistrez d'abord le reste.",
            )
        if quoting.key is None:  # what is refused costs no answer
            self._known_ledger().plan(entries, self._author())
        from ter_core import reports

        question = reports.get(declared.quotes).about(quoting.subject)
        report = self.ask(question, a_la_date=quoting.on)
        quoted = quoting.event.quoting(question.quotation(report), report.position)
        return (evolve(quoting, event=quoted),)

    def _refresh(self, reading: Reading) -> None:
        if repaired := preserve(self.journal, reading, self.env):
            self._repaired += repaired  # lines were put back: they count from now on
            reading = read(self.journal, previous=reading, now=self.env.now())
        if reading.reprises and self._is_news(reading) and self._blank(reading):
            drop_last_shown(self.journal, self.env)
            reading = read(self.journal, previous=reading, now=self.env.now())
            preserve(self.journal, reading, self.env)  # forgets what was taken back
        before, self._reading = self._reading, reading
        if self._ledger is not None:
            self._ledger.learn(reading.records(since=before), _reprises(reading), reading.position)
        if self._projection is not None:
            self._projection.update(reading)

    def _is_news(self, reading: Reading) -> bool:
        """Whether a file or an erasure is not as this session last saw it."""
        before = self._reading
        if before is None or before.reprises != reading.reprises:
            return True
        seen, now = ({(file.path, file.signature) for file in r.files} for r in (before, reading))
        return seen != now

    def _blank(self, reading: Reading) -> bool:
        """Take out of the files of this machine what was erased; whether one changed.

        What cannot be done now (another process writes, the folder is read-only) is done when the
        log changes or is opened again: the payload is shown nowhere in the meantime.
        """
        if self.journal.modele:
            return False
        changed = blank_settled_files(reading)
        own = identity.load(self.journal, self.env).poste
        held = frozenset[str]().union(
            *(ids for file, ids in still_holding(reading) if is_active(file.path, own))
        )
        if held:
            from ter_core.log.stream import Stream

            stream = Stream(self.journal, self.env, Clock(self.env), lock_timeout=0)
            with contextlib.suppress(TerError), stream.locked() as writer:
                changed |= writer.blank(held)
            stream.close()
        return changed

    def _stored(self, event_id: str) -> Mapping[str, Any] | None:
        """What an event says, as it counts now; the log is looked through at the first one."""
        reading = self._known_reading()
        if self._said is None or self._said[0] is not reading or event_id not in self._said[1]:
            now = read(self.journal, previous=reading)  # what this session wrote since it looked
            said = {record.id: record.donnees for record in now.records()}
            self._said = (reading, said | _reprises(now))
        return self._said[1].get(event_id)

    def _known_reading(self) -> Reading:
        if self._reading is None:
            self._refresh(read(self.journal, now=self.env.now()))
        assert self._reading is not None  # noqa: S101  # _refresh has just set it
        return self._reading

    def _known_ledger(self) -> Ledger:
        if self._ledger is None:
            from ter_core.ledger.ledger import Ledger

            reading = self._known_reading()
            self._ledger = Ledger(self.env, Clock(self.env), self.journal.id, self._stored)
            self._ledger.learn(reading.records(), _reprises(reading), reading.position)
        return self._ledger

    def _known_projection(self) -> Projection:
        if self._projection is None:
            from ter_core.projections.engine import Projection

            self._projection = Projection(self.env.cache_dir, self.today)
            self._projection.load(self._known_reading())
        return self._projection

    def _own_stream(self, clock: Clock) -> Stream:
        if self._stream is None:
            from ter_core.log.stream import Stream

            self._stream = Stream(self.journal, self.env, clock)
            self._stream.saw(self._known_reading())
        return self._stream

    def _author(self) -> Author:
        from ter_core.ledger.ledger import Author

        return Author(self.author, self.origin)

    def _fetch(self, ids: Sequence[str]) -> list[Record]:
        self.follow()
        found = {r.id: r for r in self._known_reading().records() if r.id in set(ids)}
        return [found[event_id] for event_id in ids]


def _reprises(reading: Reading) -> dict[str, Any]:
    return {event_id: orjson.loads(raw) for event_id, raw in reading.reprises.items()}


def _position(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"poste": entry.poste, "rang": entry.rang, "empreinte": entry.empreinte}
        for entry in reading.position
    ]
