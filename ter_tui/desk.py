"""The desk: the one thread that holds the session. Screens hand their questions and events to it.

The interface never waits for the disk nor for DuckDB: it awaits an answer, and keeps listening to
the keyboard meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define, field, frozen

from ter_core.environment import Environment
from ter_core.vocabulary.subjects import key_of

if TYPE_CHECKING:
    from ter_core import Entry, Finding, Planned, Record, Report, Session, Written
    from ter_core.reports.question import Question
    from ter_core.workspace.screens import Drafts, Glance

__all__ = ["Desk", "Known"]

_T = TypeVar("_T")
_MOST_ANSWERS = 200


@frozen
class Known:
    """A subject as people call it: its code, its label, what it is and where it stands."""

    code: str
    label: str
    kind: str
    kind_label: str
    state: str | None
    state_label: str | None
    subject: str

    @property
    def called(self) -> str:
        """How people name it: its code, or its label where that is but the end of an identifier."""
        key = key_of(self.subject)
        has_code = self.code == key or not key.endswith(self.code)
        return self.code if self.code and (has_code or not self.label) else self.label

    @property
    def told(self) -> str:
        """Its code and its label."""
        return " ".join(dict.fromkeys(filter(None, (self.called, self.label))))


@define(eq=False)
class Desk:
    """One session, in a thread of its own.

    `version` grows whenever the log does, whoever wrote: what was answered before is then out of
    date. `on_news` is called in that thread when it happens.
    """

    folder: Path | None
    env: Environment
    author: str | None
    version: int = field(default=0, init=False)
    on_news: Callable[[], None] = field(default=lambda: None, init=False)
    _pool: ThreadPoolExecutor = field(init=False)
    _stack: ExitStack = field(factory=ExitStack, init=False)
    _session: Session | None = field(default=None, init=False)
    _glance: Glance | None = field(default=None, init=False)
    _answers: dict[Any, Report] = field(factory=dict, init=False)
    _known: tuple[int, list[Known]] | None = field(default=None, init=False)
    _day: date | None = field(default=None, init=False)
    _lines: int | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ter-desk")

    @property
    def today(self) -> date:
        """Today, or the day that the environment fixes."""
        return self.env.today()

    async def glance(self) -> Glance:
        """What is known of the log before it is opened, which the first question does.

        Raises:
            TerError: there is no log, or it cannot be opened.
        """

        def glancing() -> Glance:
            from ter_core.workspace.screens import glance

            self._glance = glance(self.folder, self.env, self.author)
            return self._glance

        return await self._run(glancing)

    async def open(self) -> tuple[Any, Drafts]:
        """Open the session; what the last run showed, and where drafts are kept.

        Raises:
            TerError: there is no log, or it cannot be opened.
        """

        def opening() -> tuple[Any, Drafts]:
            from ter_core.workspace.screens import Drafts, shown_before

            session = self._opened()
            return shown_before(session), Drafts.of(session)

        return await self._run(opening)

    async def reopen(self, folder: Path) -> None:
        """Leave the log, if there is one, for that of another folder."""
        await self._run(self._leave)
        self.folder = folder

    @property
    def can_write(self) -> bool:
        """Whether the log is one that may be written (the demonstration as shipped is not)."""
        if self._session is not None:
            return not self._session.journal.modele
        return self._glance is not None and self._glance.can_write

    @property
    def signed_by(self) -> str | None:
        """The full subject of who records here, if it is known."""
        if self._session is not None:
            return self._session.author
        return self._glance.signed_by if self._glance else None

    @property
    def place(self) -> Path | None:
        """Where the log stands."""
        if self._session is not None:
            return self._session.journal.root
        return self._glance.place if self._glance else None

    async def ask(self, question: Question, a_la_date: date | None = None) -> Report:
        """The answer to a question; the one already given while nothing new came.

        Raises:
            TerError: a parameter names nothing.
        """

        def asking() -> Report:
            session = self._following()
            key = (self.version, question, a_la_date)
            if key not in self._answers:
                while len(self._answers) >= _MOST_ANSWERS:
                    del self._answers[next(iter(self._answers))]
                report = session.ask(question, a_la_date=a_la_date)
                self._notice(report)
                key = (self.version, question, a_la_date)
                self._answers[key] = report
            return self._answers[key]

        return await self._run(asking)

    def answered(self, question: Question, a_la_date: date | None = None) -> Report | None:
        """The answer that was already given and still holds; None where it must be asked."""
        return self._answers.get((self.version, question, a_la_date))

    async def known(self, *kinds: str, a_la_date: date | None = None) -> list[Known]:
        """Every subject of some kinds (of all, if none is said), by kind then by code."""
        if a_la_date is not None:
            from ter_core.reports.sujets import Sujets

            then = map(_known, (await self.ask(Sujets(), a_la_date)).named())
            return [one for one in then if not kinds or one.kind in kinds]

        def knowing() -> list[Known]:
            from ter_core.reports.sujets import Sujets

            session = self._following()
            if self._known is None or self._known[0] != self.version:
                found = [_known(row) for row in session.ask(Sujets()).named()]
                self._known = (self.version, found)
            return [one for one in self._known[1] if not kinds or one.kind in kinds]

        return await self._run(knowing)

    async def record(self, *entries: Entry) -> list[Written]:
        """Record one lot.

        Raises:
            TerError: an entry is refused, or the log could not be written.
        """

        def recording() -> list[Written]:
            written = self._opened().record(*entries)
            self._opened().follow()
            self._renew()  # an erasure has the session look by itself: nothing came any more
            return written

        return await self._run(recording)

    async def preview(self, *entries: Entry) -> list[Planned]:
        """The lot as it would be recorded; errors as `record`."""
        return await self._run(lambda: self._opened().preview(*entries))

    async def check(self) -> list[Finding]:
        """Every problem of the log."""

        def checking() -> list[Finding]:
            found = self._opened().check()
            self._renew()  # it has seen what came since, which is not told again
            return found

        return await self._run(checking)

    async def follow(self) -> None:
        """Take in what other processes wrote since; `on_news` tells if there was anything."""
        if self._session is not None:
            await self._run(self._following)

    async def keep_shown(self, value: Any) -> None:
        """Keep a JSON value of what is shown, for the first paint of the next run."""

        def keeping() -> None:
            from ter_core.workspace.screens import keep_shown

            keep_shown(self._opened(), value)

        await self._run(keeping)

    async def call(self, work: Callable[[Session], _T]) -> _T:
        """What a door answers, given the session; errors as the door's."""
        return await self._run(lambda: work(self._following()))

    async def write(self, work: Callable[[Session], _T]) -> _T:
        """The same with a door that records: what was answered before is out of date."""
        try:
            return await self.call(work)
        finally:
            await self._run(self._renew)

    def close(self) -> None:
        """End the session, in its thread."""
        self._pool.submit(self._leave).result()
        self._pool.shutdown()

    async def _run(self, work: Callable[[], _T]) -> _T:
        future: Future[_T] = self._pool.submit(work)
        return await asyncio.wrap_future(future)

    def _opened(self) -> Session:
        if self._session is None:
            from ter_core.workspace.opening import opened

            made = opened(self.folder, self.env, self.author, "tui")
            self._session = self._stack.enter_context(made)
            self._day = self.today
        return self._session

    def _following(self) -> Session:
        """The session, once it has seen what is new."""
        session = self._opened()
        came: Sequence[Record] = session.follow()
        if came or self._day != self.today:
            self._renew()
        return session

    def _notice(self, report: Report) -> None:
        """See in an answer what came between the look at the log and the question itself."""
        lines = sum(place["rang"] for place in report.position)
        if self._lines is not None and lines > self._lines:
            self._renew()
        self._lines = max(lines, self._lines or 0)

    def _renew(self) -> None:
        """What was answered before is out of date."""
        self._day, self._lines = self.today, None
        self.version += 1
        self._answers.clear()
        self.on_news()

    def _leave(self) -> None:
        self._session = self._glance = None
        self._answers.clear()
        self.version += 1
        self._stack.close()


def _known(row: dict[str, Any]) -> Known:
    return Known(
        str(row["code_affiche"] or ""),
        str(row["libelle"] or ""),
        row["nature"],
        str(row["libelle_nature"] or row["nature"]),
        row["etat"],
        row["libelle_etat"],
        row["sujet"],
    )
