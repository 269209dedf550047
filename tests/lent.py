"""DuckDB connections that are lent again once they are given back.

To open one and to close it costs more than most tests: the views are hundreds. What is given back
is emptied: its events and its tables go with their database, and those of the next test are made
anew. It is a connection like another, save that the file of views it reads is that of the cache
which the first test had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from ter_core.projections import connection as real
from ter_core.projections.base import BASE
from ter_core.projections.definitions import VIEWS, _are_extended, use_views
from ter_core.projections.driver import Error
from ter_core.projections.rows import create_layout

if TYPE_CHECKING:
    from ter_core.projections.cache import Cache
    from ter_core.projections.driver import Connection

__all__ = ["Lender", "give_back", "opened"]

opened, give_back = real.opened, real.give_back

_KEPT = {"memory", VIEWS}
_OF_ITS_OWN = {*_KEPT, BASE, "system", "temp"}


@define
class Lender:
    """The connections that nobody uses now."""

    free: list[Connection] = field(factory=list)

    def opened(self, cache: Cache) -> Connection:
        """One that was given back, or a new one; where classes were added, always a new one."""
        return self.free.pop() if self.free and not _are_extended() else opened(cache)

    def give_back(self, connection: Connection) -> None:
        """Empty a connection and keep it; one that cannot be is closed."""
        try:
            if _is_as_opened(connection):
                _empty(connection)
                self.free.append(connection)
                return
        except Error:
            pass
        give_back(connection)

    def close(self) -> None:
        """Close those that are left."""
        while self.free:
            give_back(self.free.pop())


def _is_as_opened(connection: Connection) -> bool:
    """Whether it has nothing but its own databases, and its views are those of a file."""
    paths = dict(
        connection.execute("select database_name, path from duckdb_databases()").fetchall()
    )
    return paths.get(VIEWS) is not None and paths.keys() <= _OF_ITS_OWN


def _empty(connection: Connection) -> None:
    connection.execute(
        f"use {VIEWS}; detach database if exists {BASE}; detach memory;"
        "attach ':memory:' as memory; drop table if exists temp.suspectes"
    )
    create_layout(connection)
    use_views(connection)
