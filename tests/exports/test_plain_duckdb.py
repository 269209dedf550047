"""What a stranger meets who opens an exported file with nothing but DuckDB."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb
import orjson

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exports.conftest import Both

COMMENTS = """
select schema_name, view_name, '', comment from duckdb_views() where not internal
union all
select schema_name, table_name, '', comment from duckdb_tables() where not internal
union all
select schema_name, table_name, column_name, comment from duckdb_columns() where not internal
"""

STRANGER = """
import sys
sys.modules.update(dict.fromkeys(("ter_core", "ter_cli", "attrs", "orjson")))  # cannot be imported
import duckdb, json
one = duckdb.connect(sys.argv[1], read_only=True, config={"enable_external_access": "false"})
one.execute("set lock_configuration = true")
def ask(sql):
    try:
        return one.execute(sql).fetchall()
    except duckdb.Error as error:
        return type(error).__name__
count = "select count(*) from suivi_decisions"
print(json.dumps([
    ask("set variable a_la_date = date '2026-01-15'"), ask(count),
    ask("reset variable a_la_date"), ask("set variable connu_le = date '2025-09-30'"), ask(count),
    ask("reset variable connu_le"), ask("set variable aujourdhui = date '2026-11-21'"), ask(count),
    ask("delete from lignes"), ask("set enable_external_access = true"),
    ask("from read_text('/etc/hostname')"), ask("copy provenance to 'x.csv'"),
]))
"""


def test_duckdb_alone_answers(demo: Both, tmp_path: Path) -> None:
    """No `ter`, read-only, no access to anything else, locked: time travel works, nothing else."""
    shutil.copy(demo.exported.path, tmp_path / "Copie de l'école (2).db")
    (path,) = tmp_path.iterdir()
    path.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-I", "-c", STRANGER, str(path)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    count = "select count(*) from suivi_decisions"
    answers = json.loads(done.stdout)

    expected = [
        demo.plain.rows(count, **moment)[0][0]
        for moment in ({"a_la_date": "2026-01-15"}, {"connu_le": "2025-09-30"}, {})
    ]
    assert [answers[at][0][0] for at in (1, 4, 7)] == expected
    assert len(set(expected)) == 3
    assert answers[8:] == [
        "InvalidInputException", "InvalidInputException", "PermissionException",
        "PermissionException",
    ]  # fmt: skip
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208 - no log, no cache


def test_everything_is_explained(demo: Both) -> None:
    """Every table, every view, every column of them carries its meaning in French."""
    rows = demo.plain.connection.execute(COMMENTS).fetchall()

    assert [row[:3] for row in rows if not row[3]] == []
    assert ("main", "lignes", "profondeur") in {row[:3] for row in rows}
    assert len(rows) > 1000


def test_the_rows_stand_on_their_own_types(demo: Both) -> None:
    """Dates are dates, lists are lists, payloads are JSON: as in the engine."""
    rows = demo.plain.rows(
        "select column_name, data_type from duckdb_columns() where table_name = 'lignes'"
    )
    types = dict(rows)

    assert (types["survenu_le"], types["enregistre_le"]) == ("DATE", "TIMESTAMP")
    assert (types["apres"], types["donnees"], types["rang"]) == ("VARCHAR[]", "JSON", "BIGINT")


def test_where_it_comes_from(demo: Both) -> None:
    """One row says which journal, when, up to where, by which versions."""
    described = demo.plain.connection.execute("from provenance")
    names = [column[0] for column in described.description or []]
    (row,) = described.fetchall()
    found = dict(zip(names, row, strict=True))

    assert found["version_duckdb"] == duckdb.__version__
    assert found["nb_evenements"] == demo.exported.events
    assert found["nb_evenements"] == demo.plain.rows("select count(*) from lignes")[0][0]
    assert found["nb_constats"] == len(demo.exported.findings) == 0
    assert orjson.loads(found["position"]) == list(demo.position)
    age = datetime.now(UTC).replace(tzinfo=None) - found["exporte_le"]
    assert 0 <= age.total_seconds() < 3600


def test_today_is_alive(demo: Both) -> None:
    """Without any variable the current day is that of whoever asks, not that of the export."""
    connection = demo.plain.connection
    for name in ("aujourdhui", "a_la_date"):
        connection.execute(f"reset variable {name}")

    days = connection.execute(
        "select date_observation(), (now() at time zone 'Europe/Paris')::date"
    ).fetchall()

    assert days[0][0] == days[0][1]


def test_the_machines_time_zone_changes_nothing(demo: Both, tmp_path: Path) -> None:
    """A day ends when it ends in France, wherever the file is read."""
    sql = "select count(*), max(enregistre_le) from evenements_connus"
    plain = duckdb.connect(shutil.copy(demo.exported.path, tmp_path), read_only=True)

    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        plain.execute(f"set TimeZone = '{zone}'; set variable connu_le = date '2026-01-15'")
        assert plain.execute(sql).fetchall() == demo.plain.rows(sql, connu_le="2026-01-15")
    plain.close()
