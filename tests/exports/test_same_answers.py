"""An exported file answers what `ter` answers, whatever the question and the moment."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from ter_core.projections.engine import Projection
from tests.exports.conftest import TODAY, Both, export, opened
from tests.projections.conftest import LATER, decision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.exports.conftest import Plain
    from tests.projections.hand_log import HandLog

EVERYTHING = """
select if(schema_name = 'main', '', schema_name || '.') || view_name
from duckdb_views() where not internal and database_name = $name
union all
select if(schema_name = 'main', '', schema_name || '.') || table_name
from duckdb_tables() where not internal and database_name = $name
"""
MACROS = (
    "select distinct function_name, function_type, parameters from duckdb_functions() "
    "where not internal and database_name = $name"
)
# What the engine keeps in its own memory, and what only a file has.
BELOW = {
    *("evenements_bruts", "tetes", "sujets_en_conflit", "provenance", "lignes"),
    *("lignes_speciales", "lignes_illisibles", "lignes_homonymes"),
    *("lignes_ramifiees", "lignes_reprises"),
}
ABSENT = "019a0000-0000-7fff-8000-000000000000"
POSITION = '[{"poste":"aaaaaaaaaaaaaaaa","rang":2}]'
# Views that all others read, or that time travel is asked of first: compared at every moment.
ALWAYS = {"evenements_connus", "evenements_appliques", "suivi_decisions", "conflits", "tetes"}
MOMENTS: dict[str, dict[str, Any]] = {
    "today": {},
    "as-of": {"a_la_date": date(2026, 1, 15)},
    "known-on": {"a_la_date": LATER, "connu_le": date(2026, 1, 15)},
    "position": {"position": "half"},
}


def everything(engine: Projection) -> set[str]:
    """Every view and table of the engine, qualified unless it is in the main schema."""
    return {name for (name,) in engine.query(EVERYTHING, {"name": "vues"}).rows}


def compare(engine: Projection, plain: Plain, moment: Mapping[str, Any], names: set[str]) -> None:
    """Assert that both hold the same rows in these views, as seen from one moment."""
    written = dict(moment)
    if "position" in moment:
        written["position"] = orjson.dumps(moment["position"]).decode()
    for name in sorted(names):
        sql = f"from {name} order by all"
        expected = engine.query(sql, **moment).rows
        assert plain.rows(sql, **written) == expected, name


def test_everything_is_there(demo: Both) -> None:
    """Every view, table and macro of the engine is in the file, and nothing else is."""
    connection, name = demo.plain.connection, {"name": "journal"}
    found = {name for (name,) in connection.execute(EVERYTHING, name).fetchall()}
    macros = connection.execute(MACROS, name).fetchall()

    assert found - BELOW == everything(demo.engine)
    assert found >= BELOW
    assert sorted(macros) == sorted(demo.engine.query(MACROS, {"name": "vues"}).rows)


@pytest.mark.parametrize("name", MOMENTS)
def test_every_mart_answers_alike(demo: Both, name: str) -> None:
    """Today, as of a date, as known on a day or at a position: the same rows in every view.

    There are many views: each is compared at one moment in its turn, and what they read at all.
    """
    moment, turn = MOMENTS[name], list(MOMENTS).index(name)
    if "position" in moment:  # half of each stream, and nothing of the last one
        *kept, _ = [place | {"rang": place["rang"] // 2} for place in demo.position]
        moment = {"position": kept}

    compare(
        demo.engine,
        demo.plain,
        moment,
        ALWAYS | set(sorted(everything(demo.engine))[turn :: len(MOMENTS)]),
    )


def test_a_position_as_ter_gives_it(demo: Both) -> None:
    """The position of the file's own provenance knows everything; an empty one, nothing."""
    count = "select count(*) from evenements"
    (written,) = demo.plain.rows("select position from provenance")[0]
    (every,) = demo.plain.rows(count, a_la_date=LATER)[0]

    assert orjson.loads(written) == list(demo.position)
    assert demo.plain.rows(count, a_la_date=LATER, position=written) == [(every,)]
    assert demo.plain.rows(count, a_la_date=LATER, position="[]") == [(0,)]


def two_headed(log: HandLog) -> None:
    """A decision that two postes changed apart, then settled; a number given twice; a bad line."""
    subject = decision(log, on="2026-06-01")
    known = log.heads(subject)
    kept, _ = [
        log.add(
            "EcheanceReportee",
            subject,
            {"echeance": f"2027-0{4 + poste}-02", "motif": "x"},
            on=f"2026-06-0{2 + poste}",
            poste=poste,
            after=known,
        )
        for poste in (0, 1)
    ]
    decision(log, on="2026-06-04", poste=1)
    log.add("ConflitTranche", subject, {"retient": kept, "motif": "vu"}, on="2026-06-05")
    log.add("AvancementConstate", subject, {"etat": 3}, on="2026-06-06", after=[ABSENT])


def test_heads_and_conflicts_travel_too(territory: HandLog, tmp_path: Path) -> None:
    """What the engine works out again at each question is a view of the file."""
    two_headed(territory)
    engine = Projection(tmp_path / "cache", TODAY)
    engine.load(territory.read())
    plain = opened(export(territory).path)
    marts = {"tetes", "conflits", "suivi_decisions", "sujets.decision"}

    heads, fields = [], []
    for day in (2, 3, 5, 6):
        moment = {"a_la_date": LATER, "connu_le": date(2026, 6, day)}
        compare(engine, plain, moment, marts)
        heads.append(plain.rows("select max(nb_tetes) from sujets.decision", **moment)[0][0])
        fields.append(plain.rows("select champs from sujets_en_conflit", **moment))
    assert heads == [1, 2, 1, 2]
    assert fields == [[], [(["echeance"],)], [], []]
    assert plain.rows("select nb_causes_absentes from tetes where nb_causes_absentes > 0") == [(1,)]
    compare(engine, plain, {"position": territory.position()[:1]}, marts | {"codes", "anomalies"})
    plain.connection.close()
    engine.close()


def test_both_branches_of_a_split_stream_are_there(log: HandLog) -> None:
    """Two machines wrote under one name: a position cannot tell their lines apart in plain SQL."""
    subject = decision(log)
    log.add("AvancementConstate", subject, {"etat": "en_cours"})
    log.read()
    kept = (log.journal.root / "aaaaaaaaaaaaaaaa" / "actif.ndjson").read_bytes()
    log.rewind(0, 1)
    log.add("AvancementConstate", subject, {"etat": "bloquee"}, after=log.records[0].apres or [])
    log.read()
    (log.journal.root / "aaaaaaaaaaaaaaaa" / "actif 2.ndjson").write_bytes(kept)

    exported = export(log)

    assert "bifurcation" in {finding.kind for finding in exported.findings}
    plain = opened(exported.path)
    rows = plain.rows("select rang from evenements_bruts order by all", position=POSITION)
    assert rows == [(1,), (2,), (2,)]
    plain.connection.close()
