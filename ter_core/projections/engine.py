"""The engine: a reading of the log goes in, rows of SQL come out.

Time travel is three SQL variables that the views read: `a_la_date`, `connu_le`, `position`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from ter_core.projections import connection as source
from ter_core.projections.branches import Branches, branches_of, without
from ter_core.projections.cache import Cache
from ter_core.projections.intake import Intake
from ter_core.projections.interruption import interruptible
from ter_core.projections.rows import MAIN, note_heads
from ter_core.vocabulary.dates import LAST_DAY

if TYPE_CHECKING:
    from ter_core.log.findings import Finding
    from ter_core.log.reading import Reading
    from ter_core.projections.driver import Connection
    from ter_core.projections.foundations import Provenance

__all__ = ["Answer", "Projection"]

_FOLDER = "projections"
_Position = Sequence[Mapping[str, Any]] | None


@frozen
class Answer:
    """Names, SQL types and rows of a query."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@define(eq=False)
class Projection:
    """The events of one log, ready to be asked; one question at a time.

    `today` is the current day of what gives no date, by default the machine's.
    """

    cache_dir: Path
    today: date | None = None
    _connection: Connection | None = field(default=None, init=False)
    _intake: Intake | None = field(default=None, init=False)
    _reading: Reading | None = field(default=None, init=False)
    _branches: Branches | None = field(default=None, init=False)
    _knew: tuple[frozenset[str], Projection] | None = field(default=None, init=False)
    _heads_of: tuple[Any, ...] | None = field(default=None, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    @interruptible()
    def load(self, reading: Reading) -> None:
        """Take in a whole reading, in place of any earlier one."""
        with self._lock:
            self._close()
            self._intake = Intake(self._open(), self.cache_dir / _FOLDER)
            self._intake.start(reading)
            self._remember(reading)

    @interruptible()
    def update(self, reading: Reading) -> None:
        """Take in what a newer reading has more; what is no mere addition is loaded again."""
        if self._intake is None or not self._intake.only_adds(reading):
            self.load(reading)
            return
        with self._lock:
            heads = self._heads_of
            try:
                changed = self._intake.take(reading)
            except BaseException:
                self._close()  # half of it may be there: the next update loads everything
                raise
            self._remember(reading)
            self._heads_of = None if changed else heads

    @interruptible()
    def query(
        self,
        sql: str,
        params: Mapping[str, Any] | None = None,
        *,
        a_la_date: date | None = None,
        connu_le: date | None = None,
        position: _Position = None,
    ) -> Answer:
        """The rows of a query, as of a date, as known on a day or at a position."""
        with self._lock:
            asked = self if position is None else self._knowing(position)
            if asked is self:
                return self._answer(sql, params, a_la_date, connu_le, position)
        return asked.query(sql, params, a_la_date=a_la_date, connu_le=connu_le, position=position)

    def anomalies(self) -> list[Finding]:
        """What merging broke, and what cannot be read in whole, whatever the date of the facts."""
        from ter_core.projections.anomalies import findings_of

        return findings_of(self.query("from anomalies order by all", a_la_date=LAST_DAY).rows)

    @interruptible()
    def write_database(self, path: Path, provenance: Provenance) -> None:
        """Write a new database file that answers by itself what this projection does.

        Raises:
            DISK_ERRORS, OSError: it cannot be written.
        """
        from ter_core.projections.database import write_database

        with self._lock:
            folder = Cache(self.cache_dir / _FOLDER)
            write_database(self._open(), path, folder, provenance)

    def close(self) -> None:
        """Give the memory and the files back."""
        with self._lock:
            self._close()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = source.opened(Cache(self.cache_dir / _FOLDER))
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            source.give_back(self._connection)
        self._connection = self._intake = None

    def _remember(self, reading: Reading) -> None:
        self._reading = reading
        self._branches = self._knew = self._heads_of = None

    def _answer(
        self,
        sql: str,
        params: Mapping[str, Any] | None,
        a_la_date: date | None,
        connu_le: date | None,
        position: _Position,
    ) -> Answer:
        connection, known = self._open(), (connu_le, _furthest(position))
        variables: dict[str, Any] = {"aujourdhui": self.today, "a_la_date": a_la_date}
        variables |= {"connu_le": known[0], "position": known[1]}
        for name, value in variables.items():
            connection.execute(f"set variable {name} = $value", {"value": value})
        if known != self._heads_of:
            note_heads(connection)
            self._heads_of = known
        result = connection.execute(sql, dict(params or {}))
        described = result.description or []
        return Answer(
            tuple(column[0] for column in described),
            tuple(str(column[1]) for column in described),
            result.fetchall() if described else [],
        )

    def _knowing(self, position: Sequence[Mapping[str, Any]]) -> Projection:
        """This projection, or where a stream split, one of the lines that a position knew."""
        reading = self._reading
        if reading is None:
            return self
        if self._branches is None:
            split = self._open().execute(
                f"select distinct poste from {MAIN}.evenements_bruts "
                "group by poste, rang having count(*) > 1"
            )
            postes = {name for (name,) in split.fetchall()}
            self._branches = branches_of(reading.files if postes else (), postes)
        unknown = self._branches.unknown_to(position)
        if not unknown:
            return self
        if self._knew is None or self._knew[0] != unknown:
            made = Projection(self.cache_dir, self.today)
            made.load(without(reading, unknown))
            self._knew = (unknown, made)
        return self._knew[1]


def _furthest(position: _Position) -> str | None:
    """A position as the SQL variable: one entry per poste; branches are told apart elsewhere."""
    if position is None:
        return None
    import orjson

    rangs: dict[str, int] = {}
    for head in position:
        rangs[head["poste"]] = max(head["rang"], rangs.get(head["poste"], 0))
    return orjson.dumps([{"poste": one, "rang": rang} for one, rang in rangs.items()]).decode()
