"""The sealed segments, kept as DuckDB's own tables: they never change, so neither does the file.

It is made once for a set of segments and attached for reading. Without any sealed segment, that is
for the whole life of most territories, there is no such file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.projections.cache import Cache, attach, key_of, sql_path
from ter_core.projections.rows import (
    FORMAT,
    create_tables,
    load_files,
    note_rows,
    place_subjects,
)

if TYPE_CHECKING:
    from ter_core.log.reading import FileReading
    from ter_core.projections.driver import Connection

__all__ = ["BASE", "attach_base"]

BASE = "scelle"


def attach_base(
    connection: Connection,
    folder: Cache,
    segments: Iterable[FileReading],
    reprises: Mapping[str, bytes],
    program: str,
) -> bool:
    """Attach the events of these segments, made now if need be; False if that cannot be."""
    segments = sorted(segments, key=lambda file: file.sha256)
    erased = (f"{name} {sha256(raw).hexdigest()}" for name, raw in sorted(reprises.items()))
    key = key_of([FORMAT, program, *(file.sha256 for file in segments), *erased])
    build = partial(_build, connection, [str(file.absolute) for file in segments], reprises)
    path = folder.find(BASE, key) or folder.make(BASE, key, build)
    return path is not None and attach(connection, path, BASE)


def _build(
    connection: Connection, paths: list[str], reprises: Mapping[str, bytes], path: Path
) -> None:
    """Write the database file, through the connection that has the macros."""
    where = f"{BASE}.main"
    connection.execute(f"attach '{sql_path(path)}' as {BASE}")
    try:
        connection.execute("begin")
        create_tables(connection, where)
        load_files(connection, f"{where}.lignes", paths, reprises)
        note_rows(connection, f"{where}.lignes", where)
        place_subjects(connection, f"{where}.lignes", f"{where}.lignes", where)
        connection.execute("commit")
    finally:
        connection.execute(f"detach {BASE}")
