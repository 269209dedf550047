"""The views as a database of their own: attached beside the events, it costs nothing to open.

It holds no event. It is made once per version of the program and kept in the cache; where classes
were defined elsewhere (a test, an extension), or nothing can be written, it is made in memory.
A copy of it is what a database that stands alone starts from.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core import events
from ter_core.projections.cache import Cache, attach, key_of, sql_path
from ter_core.projections.rows import MAIN, create_layout
from ter_core.projections.view import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ter_core.projections.driver import Connection
    from ter_core.projections.view import View

__all__ = ["VIEWS", "attach_views", "fingerprint", "use_views", "write_views"]

VIEWS = "vues"
_ROOMS = ("events", "projections", "vocabulary")


def attach_views(connection: Connection, folder: Cache) -> None:
    """Make every view available, under its own name, to a connection that has the tables."""
    key = fingerprint()
    path = None if _are_extended() else folder.find(VIEWS, key) or folder.make(VIEWS, key, _write)
    if path is not None and attach(connection, path, VIEWS):
        use_views(connection)
        return
    connection.execute(f"attach ':memory:' as {VIEWS}")
    use_views(connection)
    _create(connection)


def use_views(connection: Connection) -> None:
    """Let names mean the views, then the rows they stand on."""
    connection.execute(f"set search_path = '{VIEWS}.main,{MAIN}'")


def write_views(path: Path, folder: Cache) -> None:
    """Write the same database into a file of its own, without any event."""
    if _are_extended():
        path.write_bytes(_built())
        return
    made = folder.find(VIEWS, fingerprint())
    path.write_bytes(_content() if made is None else made.read_bytes())


def fingerprint() -> str:
    """What the views depend on: the files of this program, and the version of DuckDB."""
    from ter_core.projections.driver import version

    return key_of([version, *_sources()])


def _are_extended() -> bool:
    """Whether a class was defined outside the catalogue: the files then do not say everything."""
    from ter_core.events.index import EVENTS

    return len(events.entries()) > len(EVENTS)


def _create(connection: Connection) -> None:
    from ter_core.projections.catalogue import explanations, macros, ordered, views

    known = views()
    connection.execute("begin")
    connection.execute(macros())
    _create_each(connection, ordered(known))
    columns = connection.execute(
        "select if(schema_name = 'main', '', schema_name || '.') || table_name, column_name "
        f"from duckdb_columns() where database_name = '{VIEWS}' and not internal "
        "order by all"
    ).fetchall()
    connection.execute("".join(explanations(columns, known)))
    connection.execute("commit")


def _create_each(connection: Connection, views: Sequence[View]) -> None:
    """Create views that are given each after those it reads.

    DuckDB binds all of a view when it is created, and of the views under it: the lowest would be
    bound hundreds of times. So what others read is an empty table of the same columns until they
    are made; then it becomes what it is, last first.
    """
    read = {name for view in views for name in mentioned(view.query)}
    in_place: list[View] = []
    for view in views:
        if view.is_a_view and view.name in read:
            connection.execute(f"create table {view.name} as\n{view.query}\nwith no data")
            in_place.append(view)
        else:
            connection.execute(view.creation)
    for view in reversed(in_place):
        connection.execute(f"drop table {view.name};\n{view.creation}")


def _built() -> bytes:
    """The bytes of the database."""
    import tempfile

    from ter_core.projections.driver import connect

    with tempfile.TemporaryDirectory(prefix="ter-") as folder:
        path = Path(folder) / "vues.duckdb"
        with connect() as connection:
            create_layout(connection)
            connection.execute(f"attach '{sql_path(path)}' as {VIEWS}")
            use_views(connection)
            _create(connection)
            connection.execute(f"use memory; checkpoint {VIEWS}; detach {VIEWS}")
        return path.read_bytes()


@cache
def _content() -> bytes:
    """The same, made once per process."""
    return _built()


def _write(path: Path) -> None:
    path.write_bytes(_content())


@cache
def _sources() -> tuple[str, ...]:
    """Name, size and time of every file the views are made from."""
    return tuple(sorted(_stamps(Path(__file__).parents[1])))


def _stamps(root: Path) -> Iterator[str]:
    for room in _ROOMS:
        for folder, _, names in os.walk(root / room):
            for name in names:
                if name.endswith((".py", ".sql")):
                    path = Path(folder) / name
                    stat = path.stat()
                    yield f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}"
