"""The engine follows a log that grows, changes or is repaired under it."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ter_core.projections import driver
from ter_core.projections.engine import Projection
from tests.projections.conftest import LATER, decision

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projections.hand_log import HandLog

COUNT = "select count(*) from evenements"


def state(projection: Projection) -> list[tuple[object, ...]]:
    """State and heads of every decision."""
    sql = "select d.etat, d.nb_tetes from sujets.decision as d order by d.code"
    return projection.query(sql, a_la_date=LATER).rows


def test_update_adds_what_is_new(log: HandLog, projection: Projection) -> None:
    """New lines of the own file, then of another poste, then an annulment."""
    subject = decision(log)
    projection.load(reading := log.read())
    known = log.heads(subject)
    done = log.add("DecisionExecutee", subject, {}, after=known)
    projection.update(reading := log.read(reading))
    assert state(projection) == [("executee", 1)]

    log.add("DecisionAbandonnee", subject, {"motif": "x"}, poste=1, after=known)
    projection.update(reading := log.read(reading))
    assert state(projection) == [("abandonnee", 2)]

    log.add("ConflitTranche", subject, {"retient": done, "motif": "x"})
    projection.update(reading := log.read(reading))
    assert state(projection) == [("executee", 1)]

    log.add("EvenementAnnule", subject, {"evenement": log.heads(subject)[0], "motif": "x"})
    projection.update(log.read(reading))
    assert state(projection) == [("abandonnee", 1)]


def test_update_onto_sealed_segments(log: HandLog, projection: Projection) -> None:
    """A line about a subject of a sealed segment reaches it; so does a late arrival."""
    subject = decision(log)
    known = log.heads(subject)
    log.add("AvancementConstate", subject, {"etat": "en_cours"})
    log.seal()
    projection.load(reading := log.read())
    log.add("AvancementConstate", subject, {"etat": "bloquee"}, poste=1, after=known)

    projection.update(log.read(reading))

    assert state(projection) == [("bloquee", 2)]


def test_update_when_a_file_is_sealed(log: HandLog, projection: Projection) -> None:
    """The active file becomes a segment: every event is there once."""
    for number in range(5):
        decision(log, f"D-2026-{number:03d}")
    projection.load(reading := log.read())
    log.seal()
    decision(log, "D-2026-100")
    projection.update(reading := log.read(reading))
    assert projection.query(COUNT).rows == [(6,)]

    log.seal()
    projection.update(log.read(reading))
    assert projection.query(COUNT).rows == [(6,)]


def test_update_when_a_file_goes(log: HandLog, projection: Projection) -> None:
    """What is no longer in the reading is no longer in the answer."""
    decision(log)
    decision(log, "D-2026-015", poste=1)
    projection.load(log.read())
    for path in log.journal.root.glob("bbb*/*"):
        path.unlink()
    log._open.pop("bbbbbbbbbbbbbbbb")

    projection.update(log.read())

    assert projection.query(COUNT).rows == [(1,)]


def test_update_without_news_is_cheap(
    log: HandLog, projection: Projection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reading whose files did not change touches no file."""
    decision(log)
    projection.load(reading := log.read())
    monkeypatch.setattr("ter_core.projections.intake.load_files", None)

    projection.update(log.read(reading))

    assert projection.query(COUNT).rows == [(1,)]


def test_an_erasure_reaches_what_was_loaded(log: HandLog, projection: Projection) -> None:
    """Once a payload is erased, its reprise takes its place at the next update."""
    subject = decision(log)
    done = log.add("DecisionExecutee", subject, {"commentaire": "Vu avec Zoé"})
    projection.load(reading := log.read())
    log.add(
        "ContenuEfface",
        subject,
        {"evenement": done, "fondement": "RGPD", "reprise": {"commentaire": "Vu"}},
    )

    projection.update(log.read(reading))

    query = "select commentaire, etat from suivi_decisions"
    assert projection.query(query, a_la_date=LATER).rows == [("Vu", "executee")]
    assert projection.query("select count(*) from evenements where donnees::varchar like '%Zoé%'"
                            ).rows == [(0,)]  # fmt: skip


def test_an_empty_log_answers(log: HandLog, projection: Projection) -> None:
    """No event, no row, no error."""
    projection.load(log.read())

    assert projection.query("from suivi_decisions").rows == []
    assert projection.anomalies() == []


def test_questions_from_several_threads(log: HandLog, projection: Projection) -> None:
    """Each answer keeps its own date, whoever else asks meanwhile."""
    log.add("DecisionExecutee", decision(log, on="2026-01-10"), {}, on="2026-02-01")
    projection.load(log.read())
    days = {date(2026, 1, 15): "a_faire", date(2026, 2, 15): "executee"}
    wrong: list[object] = []

    def work(day: date, expected: str) -> None:
        for _ in range(10):
            rows = projection.query("select etat from suivi_decisions", a_la_date=day).rows
            if rows != [(expected,)]:
                wrong.append(rows)

    threads = [threading.Thread(target=work, args=pair) for pair in days.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_answers_say_their_columns(projection: Projection, log: HandLog) -> None:
    """Names and SQL types come with the rows; hours need no other library."""
    decision(log)
    projection.load(log.read())

    answer = projection.query(
        "select sujet, enregistre_le, est_annule, rang from evenements", a_la_date=LATER
    )

    assert answer.columns == ("sujet", "enregistre_le", "est_annule", "rang")
    assert answer.types == ("VARCHAR", "TIMESTAMP", "BOOLEAN", "BIGINT")
    assert str(answer.rows[0][1]) == "2026-11-12 13:00:00"  # 12:00 UTC, as read in France


def test_parameters_are_values(projection: Projection, log: HandLog) -> None:
    """A value given to a query is never part of it."""
    decision(log)
    projection.load(log.read())
    sql = "select count(*) from suivi_decisions where code = $code"

    assert projection.query(sql, {"code": "' or 1=1 --"}, a_la_date=LATER).rows == [(0,)]
    assert projection.query(sql, {"code": "D-2026-014"}, a_la_date=LATER).rows == [(1,)]


def test_the_driver_is_duckdb() -> None:
    """What we import is the compiled half of the package, the same classes."""
    import duckdb

    assert driver.connect is duckdb.connect
    assert driver.Error is duckdb.Error
    assert driver.Connection is duckdb.DuckDBPyConnection


def test_a_half_written_line_changes_nothing(
    log: HandLog, projection: Projection, tmp_path: Path
) -> None:
    """Another poste is writing: what is verified is answered, and the file is left alone."""
    decision(log)
    reading = log.read()
    path = next(tmp_path.rglob("actif.ndjson"))
    with path.open("ab") as file:
        file.write(b'{"id":"019a')

    projection.load(reading)

    assert projection.query(COUNT).rows == [(1,)]
