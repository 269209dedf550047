"""A connection that has the tables, empty, and every view; opened, and given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_core.projections.cache import sql_path
from ter_core.projections.definitions import attach_views
from ter_core.projections.rows import create_layout

if TYPE_CHECKING:
    from ter_core.projections.cache import Cache
    from ter_core.projections.driver import Connection

__all__ = ["SETTINGS", "give_back", "opened"]

# Nothing is ever fetched: what we use of DuckDB is in its wheel. Pulling projections up costs more
# than all the rest of a query that is as wide as the figures of a year (docs/decisions.md).
SETTINGS: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "disabled_optimizers": "projection_pullup",
}


def opened(cache: Cache) -> Connection:
    """A database in memory, without any event; it spills into a folder of the cache."""
    from ter_core.projections.driver import connect

    connection = connect(config=SETTINGS)
    spill = sql_path(cache.folder / "debordement")
    connection.execute(f"set TimeZone = 'UTC'; set temp_directory = '{spill}'")
    create_layout(connection)
    attach_views(connection, cache)
    return connection


def give_back(connection: Connection) -> None:
    """End of a connection, with its memory and its files."""
    connection.close()
