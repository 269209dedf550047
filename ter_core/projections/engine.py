"""The engine: a reading of the log goes in, rows of SQL come out.

Trusted segments come from the cache, everything else from the bytes that were verified, never from
a path that may grow. Time travel is three SQL variables that the views read.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from ter_core.projections.base import BASE, attach_base
from ter_core.projections.branches import Branches, branches_of, without
from ter_core.projections.cache import Cache, sql_path
from ter_core.projections.definitions import attach_views, fingerprint
from ter_core.projections.rows import (
    create_layout,
    load_files,
    note_heads,
    note_rows,
    place_subjects,
    settle,
)

if TYPE_CHECKING:
    from ter_core.log.findings import Finding
    from ter_core.log.reading import FileReading, Reading
    from ter_core.projections.driver import Connection

__all__ = ["Answer", "Projection"]

# Nothing is ever fetched: what we use of DuckDB is in its wheel.
_SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_MAIN = "memory.main"
_FOLDER = "projections"


@frozen
class Answer:
    """Names, SQL types and rows of a query."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@define(eq=False)
class Projection:
    """The events of one log, ready to be asked; one question at a time.

    `today` is the current day of the questions that give no date, by default the machine's.
    """

    cache_dir: Path
    today: date | None = None
    _connection: Connection | None = field(default=None, init=False)
    _files: tuple[FileReading, ...] = field(default=(), init=False)
    _base: frozenset[str] = field(default=frozenset(), init=False)
    _loaded: dict[str, tuple[FileReading, bytes]] = field(factory=dict, init=False)
    _reprises: Mapping[str, bytes] = field(factory=dict, init=False)
    _branches: Branches | None = field(default=None, init=False)
    _known: tuple[frozenset[str], Projection] | None = field(default=None, init=False)
    _heads_known: tuple[Any, Any] | None = field(default=None, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def load(self, reading: Reading) -> None:
        """Take in a whole reading, in place of any earlier one."""
        with self._lock:
            self._reset()
            connection = self._open()
            self._reprises = dict(reading.reprises)
            trusted = [file for file in reading.files if file.trusted and file.count]
            if trusted and attach_base(
                connection, self._cache, trusted, self._reprises, fingerprint()
            ):
                self._base = frozenset(file.path for file in trusted)
                self._take_base(connection)
            self._take(reading)

    def update(self, reading: Reading) -> None:
        """Take in what a newer reading has more; what is no mere addition is loaded again."""
        if self._connection is None or not self._only_adds(reading):
            self.load(reading)
            return
        with self._lock:
            self._take(reading)

    def query(
        self,
        sql: str,
        params: Mapping[str, Any] | None = None,
        *,
        a_la_date: date | None = None,
        connu_le: date | None = None,
        position: Sequence[Mapping[str, Any]] | None = None,
    ) -> Answer:
        """The rows of a query, as of a date, as known on a day or at a position."""
        with self._lock:
            asked = self if position is None else self._knowing(position)
            if asked is self:
                return self._answer(sql, params, a_la_date, connu_le, position)
        return asked.query(sql, params, a_la_date=a_la_date, connu_le=connu_le, position=position)

    def anomalies(self) -> list[Finding]:
        """What merging broke, and what cannot be read in whole."""
        from ter_core.projections.anomalies import findings_of

        return findings_of(self.query("from anomalies order by all").rows)

    def close(self) -> None:
        """Give the memory and the files back."""
        with self._lock:
            self._reset()

    @property
    def _cache(self) -> Cache:
        return Cache(self.cache_dir / _FOLDER)

    def _variables(
        self,
        a_la_date: date | None,
        connu_le: date | None,
        position: Sequence[Mapping[str, Any]] | None,
    ) -> dict[str, Any]:
        import orjson

        return {
            "aujourdhui": self.today,
            "a_la_date": a_la_date,
            "connu_le": connu_le,
            "position": None if position is None else orjson.dumps(_heads(position)).decode(),
        }

    def _open(self) -> Connection:
        if self._connection is None:
            from ter_core.projections.driver import connect

            self._connection = connect(config=_SETTINGS)
            spill = sql_path(self.cache_dir / _FOLDER / "debordement")
            self._connection.execute(f"set TimeZone = 'UTC'; set temp_directory = '{spill}'")
            create_layout(self._connection)
            attach_views(self._connection, self._cache)
        return self._connection

    def _reset(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._base, self._loaded = None, frozenset(), {}

    def _take_base(self, connection: Connection) -> None:
        connection.execute(
            f"create or replace view {_MAIN}.evenements_bruts as\n"
            f"from {BASE}.main.lignes union all from {_MAIN}.lignes"
        )
        for table in ("lignes_speciales", "lignes_illisibles", "lignes_ramifiees"):
            connection.execute(f"insert into {_MAIN}.{table} from {BASE}.main.{table}")

    def _take(self, reading: Reading) -> None:
        """Load what is new in the files that are not in the base."""
        connection, fresh = self._open(), []
        for file in reading.files:
            if file.path not in self._base:
                fresh.extend(self._new_bytes(file))
        self._files, self._branches, self._known = tuple(reading.files), None, None
        self._heads_known = None
        if fresh:
            from ter_core.projections.temporary import kept_as_files

            connection.execute(f"truncate {_MAIN}.nouvelles")
            with kept_as_files(self.cache_dir / _FOLDER, fresh) as paths:
                load_files(connection, f"{_MAIN}.nouvelles", paths, self._reprises)
            note_rows(connection, f"{_MAIN}.nouvelles", _MAIN)
            connection.execute(f"insert into {_MAIN}.lignes from {_MAIN}.nouvelles")
            place_subjects(connection, f"{_MAIN}.evenements_bruts", f"{_MAIN}.nouvelles", _MAIN)
        settle(connection, f"{_MAIN}.evenements_bruts", _MAIN)

    def _new_bytes(self, file: FileReading) -> list[bytes]:
        known = self._loaded.get(file.path)
        if known and _is_same(known[0], file):
            return []
        data, before = file.bytes_kept(), known[1] if known else b""
        self._loaded[file.path] = (file, data)
        return [data[len(before) :]] if len(data) > len(before) else []

    def _only_adds(self, reading: Reading) -> bool:
        """Whether a reading holds all that was loaded, and maybe more at the end of files."""
        files = {file.path: file for file in reading.files}
        if dict(reading.reprises) != self._reprises or not self._base <= files.keys():
            return False
        return all(
            path in files
            and (_is_same(known, files[path]) or files[path].bytes_kept().startswith(data))
            for path, (known, data) in self._loaded.items()
        )

    def _answer(
        self,
        sql: str,
        params: Mapping[str, Any] | None,
        a_la_date: date | None,
        connu_le: date | None,
        position: Sequence[Mapping[str, Any]] | None,
    ) -> Answer:
        connection = self._open()
        variables = self._variables(a_la_date, connu_le, position)
        for name, value in variables.items():
            connection.execute(f"set variable {name} = $value", {"value": value})
        known = (variables["connu_le"], variables["position"])
        if known != self._heads_known:
            note_heads(connection, _MAIN)
            self._heads_known = known
        result = connection.execute(sql, dict(params or {}))
        described = result.description or []
        return Answer(
            tuple(column[0] for column in described),
            tuple(str(column[1]) for column in described),
            result.fetchall() if described else [],
        )

    def _knowing(self, position: Sequence[Mapping[str, Any]]) -> Projection:
        """This projection, or where a stream split, one of the lines that a position knew."""
        if self._branches is None:
            split = (
                self._open()
                .execute(
                    f"select distinct poste from {_MAIN}.evenements_bruts "
                    "group by poste, rang having count(*) > 1"
                )
                .fetchall()
            )
            self._branches = branches_of(self._files if split else (), {name for (name,) in split})
        unknown = self._branches.unknown_to(position)
        if not unknown:
            return self
        if self._known is None or self._known[0] != unknown:
            made = Projection(self.cache_dir, self.today)
            made.load(without(self._files, unknown, self._reprises))
            self._known = (unknown, made)
        return self._known[1]


def _heads(position: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A position with one entry per poste, the furthest: branches are told apart elsewhere."""
    rangs: dict[str, int] = {}
    for head in position:
        rangs[head["poste"]] = max(head["rang"], rangs.get(head["poste"], 0))
    return [{"poste": poste, "rang": rang} for poste, rang in rangs.items()]


def _is_same(known: FileReading, file: FileReading) -> bool:
    """Whether two readings of a file give the same bytes."""
    return known is file or (
        known.signature == file.signature and known.leave_out == file.leave_out
    )
