"""The demonstration exported once, hand-written logs exported at will, and `ter` itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from attrs import define, frozen

from ter_core.environment import Environment
from ter_core.exports.duckdb_file import Exported, export_duckdb
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.session import Session
from ter_core.workspace.demonstration import copy_demo
from tests.cli.conftest import begun, fixed, ter
from tests.projections.conftest import log, territory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.projections.hand_log import HandLog

__all__ = [
    "TODAY",
    "Both",
    "Plain",
    "begun",
    "export",
    "fixed",
    "log",
    "opened",
    "ter",
    "territory",
]

TODAY = date(2026, 11, 21)


@frozen
class Plain:
    """An exported file in plain DuckDB, as one opens the file of somebody else."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str, **moment: Any) -> list[tuple[Any, ...]]:
        """The rows of a query, under SQL variables set as an analyst sets them."""
        values = dict.fromkeys(("a_la_date", "connu_le", "position")) | {"aujourdhui": TODAY}
        for name, value in (values | moment).items():
            self.connection.execute(f"set variable {name} = $value", {"value": value})
        return self.connection.execute(sql).fetchall()


def opened(path: Path) -> Plain:
    """A file opened read-only, without any way to the outside, its settings locked."""
    connection = duckdb.connect(
        str(path), read_only=True, config={"enable_external_access": "false"}
    )
    connection.execute("set lock_configuration = true")
    return Plain(connection)


def export(log: HandLog, name: str = "journal.duckdb") -> Exported:
    """The file of a log written by hand."""
    log.read()  # writes what is not on the disk yet
    env = Environment(state_dir=log.root / "etat", cache_dir=log.root / "cache")
    with Session.open(log.journal.root, env=env) as session:
        return export_duckdb(session, log.root / name)


@define
class Both:
    """One log twice: in the engine, and in its exported file."""

    engine: Projection
    plain: Plain
    exported: Exported
    position: tuple[dict[str, Any], ...]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """The demonstration."""
    folder = tmp_path_factory.mktemp("demo")
    env = Environment(state_dir=folder / "etat", cache_dir=folder / "cache", fixed_today=TODAY)
    root = copy_demo(folder / "ter", env)
    with Session.open(root, env=env) as session:
        exported = export_duckdb(session, folder / "journal.duckdb")
        reading = read(session.journal)
    engine = Projection(env.cache_dir, TODAY)
    engine.load(reading)
    position = tuple(
        {"poste": one.poste, "rang": one.rang, "empreinte": one.empreinte}
        for one in reading.position
    )
    plain = opened(exported.path)
    yield Both(engine, plain, exported, position)
    plain.connection.close()
    engine.close()
