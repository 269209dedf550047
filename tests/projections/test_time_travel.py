"""Time travel is three SQL variables that the views read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.projections.conftest import decision

if TYPE_CHECKING:
    from ter_core.projections.engine import Projection
    from tests.projections.conftest import Ask
    from tests.projections.hand_log import HandLog

STATE = "select etat from suivi_decisions"


def test_as_of_a_day_in_plain_sql(log: HandLog, projection: Projection) -> None:
    """`set variable a_la_date` is all an analyst needs; without it, today."""
    log.add("DecisionExecutee", decision(log, on="2026-01-10"), {}, on="2026-02-01")
    projection.load(log.read())
    connection = projection._open()

    connection.execute("set variable a_la_date = date '2026-01-15'")
    assert connection.execute(STATE).fetchall() == [("a_faire",)]
    connection.execute("set variable a_la_date = date '2026-01-09'")
    assert connection.execute(STATE).fetchall() == []
    connection.execute("reset variable a_la_date")
    assert connection.execute(STATE).fetchall() == [("executee",)]


def test_today_is_the_projections(log: HandLog, projection: Projection) -> None:
    """A fixed today stands for the current day where no date is given."""
    decision(log, on="2026-06-10")
    projection.load(log.read())

    projection.today = date(2026, 6, 9)
    assert projection.query(STATE).rows == []
    projection.today = date(2026, 6, 10)
    assert projection.query(STATE).rows == [("a_faire",)]


def test_as_known_on_a_day(log: HandLog, ask: Ask) -> None:
    """What was recorded after midnight in France was not known that day."""
    subject = decision(log, on="2026-06-01")
    log.add("DecisionExecutee", subject, {}, on="2026-06-02", written="2026-06-10T21:59:59")
    log.add(
        "DecisionReouverte", subject, {"motif": "x"}, on="2026-06-03", written="2026-06-10T22:00:00"
    )

    assert ask(STATE, known=date(2026, 6, 9)) == [("a_faire",)]
    assert ask(STATE, known=date(2026, 6, 10)) == [("executee",)]
    assert ask(STATE, known=date(2026, 6, 11)) == [("a_faire",)]  # fmt: skip


def test_an_annulment_is_known_before_the_date_applies(log: HandLog, ask: Ask) -> None:
    """As of a day before it was annulled, what is known to be wrong stays out; as known, not."""
    subject = decision(log, on="2026-06-01")
    wrong = log.add("DecisionExecutee", subject, {}, on="2026-06-02")
    log.add(
        "EvenementAnnule",
        subject,
        {"evenement": wrong, "motif": "x"},
        on="2026-06-02",
        written="2026-07-01T12:00:00",
    )

    assert ask(STATE, on=date(2026, 6, 15)) == [("a_faire",)]
    assert ask(STATE, on=date(2026, 6, 15), known=date(2026, 6, 15)) == [("executee",)]  # fmt: skip


def test_a_position_knows_exactly_its_lines(log: HandLog, ask: Ask) -> None:
    """Per poste, the lines up to its rang; a poste it did not know has none."""
    subject = decision(log)
    then = log.position()
    log.add("DecisionExecutee", subject, {}, poste=1)
    after = log.position()

    assert ask(STATE, position=then) == [("a_faire",)]
    assert ask(STATE, position=after) == [("executee",)]
    assert ask("select count(*) from evenements", position=[]) == [(0,)]


def test_a_position_knows_its_branch_of_a_split_stream(log: HandLog, ask: Ask) -> None:
    """Two machines wrote under one name: a position knew the branch whose head it cites."""
    subject = decision(log)
    log.seal()
    first = log.add("AvancementConstate", subject, {"etat": "en_cours"})
    one = log.position()
    log.rewind(0, 1)
    log._links["aaaaaaaaaaaaaaaa"] = (1, seal_link(log))
    log.add(
        "AvancementConstate",
        subject,
        {"etat": "bloquee"},
        after=log.records[0].apres or [log.records[0].id],
    )
    both = log.position()
    other = [head for head in both if head["empreinte"] != one[0]["empreinte"]]

    assert len(both) == 2
    assert ask("select etat, nb_tetes from sujets.decision", position=one) == [("en_cours", 1)]
    assert ask("select etat, nb_tetes from sujets.decision", position=other) == [("bloquee", 1)]
    assert ask("select nb_tetes from sujets.decision", position=both) == [(2,)]
    assert first in {row[0] for row in ask("select id from evenements")}  # fmt: skip


def seal_link(log: HandLog) -> str:
    """What the first line after the only sealed segment cites."""
    (scan,) = (file.scan for file in log.read().files if file.trusted)
    return scan.seals[0][2].link


def test_a_position_is_also_a_list_of_structs(log: HandLog, projection: Projection) -> None:
    """In SQL a position is written as JSON or as DuckDB's own values."""
    decision(log)
    projection.load(log.read())
    connection = projection._open()

    for value in (
        '\'[{"poste":"aaaaaaaaaaaaaaaa","rang":1}]\'',
        "[{'poste': 'aaaaaaaaaaaaaaaa', 'rang': 1, 'empreinte': 'x'}]",
    ):
        connection.execute(f"set variable position = {value}")
        assert connection.execute("select count(*) from evenements_connus").fetchall() == [(1,)]
    connection.execute("set variable position = '[]'")
    assert connection.execute("select count(*) from evenements_connus").fetchall() == [(0,)]
