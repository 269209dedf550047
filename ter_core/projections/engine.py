"""The engine: a reading of the log goes in, rows of SQL come out.

Trusted segments come from the cache, everything else from the bytes that were verified, never from
a path that may grow. Time travel is three SQL variables that the views read.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

from ter_core.projections.base import BASE, attach_base
from ter_core.projections.cache import Cache
from ter_core.projections.definitions import attach_views, fingerprint
from ter_core.projections.rows import (
    create_layout,
    load_files,
    note_rows,
    place_subjects,
    settle,
)
from ter_core.projections.temporary import kept_as_files

if TYPE_CHECKING:
    from ter_core.projections.driver import Connection

    from ter_core.log.reading import FileReading, Reading

__all__ = ["Answer", "Projection"]

_MAIN = "memory.main"
_FOLDER = "projections"


@frozen
class Answer:
    """Names, SQL types and rows of a query."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@frozen
class _Loaded:
    """What was taken of a file: how many bytes, and their hash."""

    size: int
    digest: bytes


@define(eq=False)
class Projection:
    """The events of one log, ready to be asked. One at a time: a lock keeps the variables together.

    `today` is the current day of the questions that give no date.
    """

    cache_dir: Path
    today: date | None = None
    _connection: Connection | None = field(default=None, init=False)
    _base: frozenset[str] = field(default=frozenset(), init=False)
    _loaded: dict[str, _Loaded] = field(factory=dict, init=False)
    _reprises: Mapping[str, bytes] = field(factory=dict, init=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False)

    def load(self, reading: Reading) -> None:
        """Take in a whole reading, in place of any earlier one."""
        with self._lock:
            self._reset()
            connection = self._open()
            cache = Cache(self.cache_dir / _FOLDER)
            self._reprises = dict(reading.reprises)
            trusted = [file for file in reading.files if file.trusted and file.count]
            if trusted and attach_base(connection, cache, trusted, self._reprises, fingerprint()):
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
            connection = self._open()
            for name, value in self._variables(a_la_date, connu_le, position).items():
                connection.execute(f"set variable {name} = $value", {"value": value})
            result = connection.execute(sql, params or None)
            described = result.description or []
            return Answer(
                tuple(column[0] for column in described),
                tuple(str(column[1]) for column in described),
                result.fetchall() if described else [],
            )

    def close(self) -> None:
        """Give the memory and the files back."""
        with self._lock:
            self._reset()

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
            "position": None if position is None else orjson.dumps(list(position)).decode(),
        }

    def _open(self) -> Connection:
        if self._connection is None:
            from ter_core.projections.driver import connect

            self._connection = connect()
            self._connection.execute("set TimeZone = 'UTC'")
            create_layout(self._connection)
            attach_views(self._connection, Cache(self.cache_dir / _FOLDER))
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
        if fresh:
            connection.execute(f"truncate {_MAIN}.nouvelles")
            with kept_as_files(self.cache_dir / _FOLDER, fresh) as paths:
                load_files(connection, f"{_MAIN}.nouvelles", paths, self._reprises)
            note_rows(connection, f"{_MAIN}.nouvelles", _MAIN)
            connection.execute(f"insert into {_MAIN}.lignes from {_MAIN}.nouvelles")
            place_subjects(connection, f"{_MAIN}.evenements_bruts", f"{_MAIN}.nouvelles", _MAIN)
        settle(connection, f"{_MAIN}.evenements_bruts", _MAIN)

    def _new_bytes(self, file: FileReading) -> list[bytes]:
        data = file.bytes_kept()
        known = self._loaded.get(file.path, _Loaded(0, b""))
        self._loaded[file.path] = _Loaded(len(data), sha256(data).digest())
        return [data[known.size :]] if len(data) > known.size else []

    def _only_adds(self, reading: Reading) -> bool:
        """Whether a reading holds all that was loaded, and maybe more at the end of files."""
        files = {file.path: file for file in reading.files}
        if dict(reading.reprises) != self._reprises or not self._base <= files.keys():
            return False
        return all(
            path in files and _starts_with(files[path].bytes_kept(), known)
            for path, known in self._loaded.items()
        )


def _starts_with(data: bytes, known: _Loaded) -> bool:
    return sha256(data[: known.size]).digest() == known.digest
