"""The sealed segments, kept as DuckDB's own tables: they never change, so neither does the file.

It is made once for a set of segments and attached for reading. Without any sealed segment, that is
for the whole life of most territories, there is no such file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.projections.cache import Cache, attach, key_of, sql_path
from ter_core.projections.driver import Error
from ter_core.projections.rows import (
    FORMAT,
    create_tables,
    load_files,
    note_rows,
    note_twins,
    place_subjects,
)

if TYPE_CHECKING:
    from ter_core.log.reading import FileReading
    from ter_core.projections.driver import Connection

__all__ = ["BASE", "attach_base", "is_readable_by_path"]

BASE = "scelle"
_PATTERN = frozenset("*?[")
"""What DuckDB would take for a pattern in the name of a file, without any way to say otherwise."""


def is_readable_by_path(file: FileReading) -> bool:
    """Whether a trusted segment is still what was verified, and DuckDB can be told its name."""
    if not _PATTERN.isdisjoint(str(file.absolute)):
        return False
    try:
        stat = file.absolute.stat()
    except OSError:
        return False
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns) == tuple(file.signature)


def attach_base(
    connection: Connection,
    cache: Cache,
    name: str,
    segments: Sequence[FileReading],
    reprises: Mapping[str, bytes],
    program: str,
) -> bool:
    """Attach the events of these segments, made now if need be; False if that cannot be."""
    segments = sorted(segments, key=lambda file: file.sha256)
    erased = (f"{one} {sha256(raw).hexdigest()}" for one, raw in sorted(reprises.items()))
    key = key_of([FORMAT, program, *(file.sha256 for file in segments), *erased])
    path = cache.find(name, key)
    if path is None and all(is_readable_by_path(file) for file in segments):
        path = cache.make(name, key, partial(_build, connection, segments, reprises))
    if reprises:  # an older one may hold what was taken back since
        cache.keep_only(name, path)
    return path is not None and attach(connection, path, BASE)


def _build(
    connection: Connection,
    segments: Sequence[FileReading],
    reprises: Mapping[str, bytes],
    path: Path,
) -> None:
    """Write the database file, through the connection that has the macros.

    Raises:
        OSError, Error: it cannot be written, or a segment changed meanwhile.
    """
    where = f"{BASE}.main"
    connection.execute(f"attach '{sql_path(path)}' as {BASE}")
    try:
        connection.execute("begin")
        create_tables(connection, where)
        paths = [str(file.absolute) for file in segments]
        load_files(connection, f"{where}.lignes", paths, reprises)
        note_rows(connection, f"{where}.lignes", where)
        note_twins(connection, f"{where}.lignes", f"{where}.lignes", where)
        place_subjects(connection, f"{where}.lignes", f"{where}.lignes", where)
        connection.execute("commit")
        if not all(is_readable_by_path(file) for file in segments):
            raise OSError("a segment changed while it was read")
    finally:
        with contextlib.suppress(Error):
            connection.execute("rollback")
        with contextlib.suppress(Error):
            connection.execute(f"detach {BASE}")
