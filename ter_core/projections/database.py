"""A database file that stands alone: every event, every macro, table and view, in plain DuckDB.

It starts as a copy of the database of the views, which holds no event, and rows are written into it
one by one: what was erased is in no page of it. Nothing is flushed or renamed here: that is the
caller's.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.projections.cache import Cache, sql_path
from ter_core.projections.catalogue import explanations
from ter_core.projections.definitions import use_views, write_views
from ter_core.projections.driver import Error
from ter_core.projections.foundations import Provenance, own_tables, own_views

if TYPE_CHECKING:
    from ter_core.projections.driver import Connection

__all__ = ["is_a_schema", "write_database"]

_SCHEMAS = frozenset({"evenements", "sujets"})
_FILE = "base"


def is_a_schema(path: Path) -> bool:
    """Whether DuckDB, which calls a database after its file, would take it for one of its schemas.

    Then every `schema.view` in it is ambiguous.
    """
    return path.name.lstrip(".").partition(".")[0].lower() in _SCHEMAS


def write_database(
    connection: Connection, path: Path, folder: Cache, provenance: Provenance
) -> None:
    """Write the rows of a connection and all the views into a file, new or empty.

    Raises:
        DISK_ERRORS, OSError: the file cannot be written.
    """
    write_views(path, folder)
    connection.execute(f"attach '{sql_path(path)}' as {_FILE}")
    try:
        connection.execute(f"use {_FILE}; begin")
        _add_rows(connection, provenance)
        connection.execute(f"commit; checkpoint {_FILE}")
    finally:
        with contextlib.suppress(Error):
            connection.execute("rollback")
        with contextlib.suppress(Error):
            use_views(connection)
            connection.execute(f"detach {_FILE}")


def _add_rows(connection: Connection, provenance: Provenance) -> None:
    """Make what the views stand on in the database in use, and say what it means."""
    own = {view.name: view for view in (*own_tables(provenance), *own_views())}
    for view in own.values():
        connection.execute(view.creation)
    columns = connection.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'main' "
        f"and database_name = '{_FILE}' and list_contains($names, table_name) order by all",
        {"names": list(own)},
    ).fetchall()
    connection.execute("".join(explanations(columns, own)))
