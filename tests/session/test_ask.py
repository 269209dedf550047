"""What an answer rests on: a date, a day of knowledge, a position, a log that may be damaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ter_core import Report, Session, reports
from ter_core.errors import UnknownCode
from tests.ledger.conftest import Machine, synchronise

Make = Callable[..., Machine]


def states(machine: Machine, **moment: Any) -> dict[str, str]:
    """The state of every decision, by code."""
    return _states(machine.session.ask(reports.get("suivi")(toutes=True), **moment))


def _states(report: Report) -> dict[str, str]:
    names = [column.name for column in report.columns]
    code, state = names.index("code_affiche"), names.index("libelle_etat")
    return {row[code]: row[state] for row in report.rows}


@pytest.fixture
def told(laptop: Machine) -> Machine:
    """A decision of 12 November, executed on the 18th, which was recorded on the 20th."""
    laptop.decide()
    laptop.at(datetime(2026, 11, 20, 9, tzinfo=UTC))
    laptop.record("DecisionExecutee", "D1", le=date(2026, 11, 18))
    return laptop


def test_today_unless_a_date_is_given(told: Machine) -> None:
    """Without a date the answer is that of today, and says so."""
    report = told.session.ask(reports.get("suivi")())
    assert report.a_la_date == told.session.today == date(2026, 11, 20)
    assert report.connu_le is None


def test_as_of_a_date(told: Machine) -> None:
    """`a_la_date` keeps the facts dated up to that day, whenever they were recorded."""
    assert states(told, a_la_date=date(2026, 11, 11)) == {}
    before = states(told, a_la_date=date(2026, 11, 17))
    after = states(told, a_la_date=date(2026, 11, 18))
    assert list(before) == list(after) == ["D-2026-001"]
    assert before != after == {"D-2026-001": "exécutée"}


def test_as_known_on_a_day(told: Machine) -> None:
    """`connu_le` keeps what had been recorded by the end of that day, in France."""
    later = date(2026, 12, 31)
    unknown = told.session.ask(
        reports.get("suivi")(toutes=True), a_la_date=later, connu_le=date(2026, 11, 19)
    )
    assert unknown.connu_le == date(2026, 11, 19)
    assert _states(unknown) != {"D-2026-001": "exécutée"}
    known = states(told, a_la_date=later, connu_le=date(2026, 11, 20))
    assert known == {"D-2026-001": "exécutée"}


def test_a_position_is_the_answer_of_that_moment(laptop: Machine) -> None:
    """A position taken before an event gives the answer that was given then, row for row."""
    question = reports.get("evenements")()
    laptop.decide()
    before = laptop.session.ask(question)
    laptop.record("DecisionExecutee", "D1", le=date(2026, 11, 12))
    laptop.decide()
    after = laptop.session.ask(question)
    again = laptop.session.ask(question, position=before.position)

    assert len(after.rows) == len(before.rows) + 2
    assert again.rows == before.rows
    assert again.position == before.position != after.position
    assert laptop.session.ask(question).rows == after.rows


def test_a_position_knows_other_postes(machines: Make) -> None:
    """What another poste sent after the position was taken is not in its answer."""
    one = machines()
    two = machines(one)
    question = reports.get("suivi")(toutes=True)
    one.decide()
    before = one.session.ask(question)
    two.decide(libelle="Former les équipes")
    synchronise(one, two)

    assert len(one.session.ask(question).rows) == 2
    assert one.session.ask(question, position=before.position).rows == before.rows
    assert two.session.ask(question, position=before.position).rows == before.rows


def test_a_position_of_nothing_is_an_empty_log(laptop: Machine) -> None:
    """The empty position knows no event."""
    assert laptop.session.ask(reports.get("evenements")(), position=[]).rows == ()


def test_a_position_of_nothing_says_so(laptop: Machine) -> None:
    """A report whose answer rests on the empty position does not claim today's."""
    assert laptop.session.ask(reports.get("evenements")(), position=[]).position == ()


def test_a_parameter_that_names_nothing(laptop: Machine) -> None:
    """A question about an unknown code is an error, not an empty answer."""
    with pytest.raises(UnknownCode, match="maire"):
        laptop.session.ask(reports.get("suivi")(responsable="maire"))


@pytest.fixture
def damaged(laptop: Machine) -> Session:
    """A log of three decisions, one bit of the second one's label changed behind our back."""
    for label in ("Navette", "Jumelage", "Potager"):
        laptop.decide(libelle=label)
    laptop.session.__exit__(None, None, None)
    (file,) = (laptop.folder / "events").rglob("actif.ndjson")
    file.write_bytes(file.read_bytes().replace(b"Jumelage", b"jumelage"))
    for memory in laptop.env.cache_dir.rglob("*"):
        if memory.is_file():
            memory.unlink()  # a machine that never read it whole: nothing can be put back
    return Session.open(laptop.folder, env=laptop.env)


def test_a_damaged_log_answers_with_its_findings(damaged: Session) -> None:
    """The rest of the answer is given; the report says which line is damaged and what to do."""
    with damaged as session:
        report = session.ask(reports.get("suivi")())
        labels = [row[1] for row in report.rows]
        (finding,) = [one for one in report.findings if one.gravite == 4]

        assert labels == ["Navette", "Potager"]
        assert (finding.kind, finding.ligne, finding.rang) == ("ligne-abimee", 8, 8)
        assert finding.remede
        assert session.check()[0] == finding


def test_memory_gives_a_damaged_line_back(laptop: Machine) -> None:
    """A machine that had read the line answers with it, and still tells the damage."""
    laptop.decide(libelle="Navette")
    laptop.session.ask(reports.get("suivi")())
    (file,) = (laptop.folder / "events").rglob("actif.ndjson")
    file.write_bytes(file.read_bytes().replace(b"Navette", b"navette"))
    with Session.open(laptop.folder, env=laptop.env) as session:
        report = session.ask(reports.get("suivi")())
        assert [row[1] for row in report.rows] == ["Navette"]
        kinds = {finding.kind for finding in report.findings}
        assert {"ligne-abimee", "lignes-remises"} <= kinds


def test_a_sound_log_has_no_finding(laptop: Machine) -> None:
    """Neither the report nor the check says anything of a sound log."""
    assert laptop.session.ask(reports.get("suivi")()).findings == ()
    assert laptop.session.check() == []


def test_check_finds_a_conflict_with_both_events(machines: Make) -> None:
    """Two dates given apart are one finding that names both events; settled, it goes."""
    one = machines()
    one.decide()
    two = machines(one)
    mine = one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 9), motif="Neige").record
    their = two.record("EcheanceReportee", "D1", echeance=date(2027, 5, 2), motif="Car").record
    assert one.session.check() == []
    synchronise(one, two)

    (finding,) = one.session.check()
    assert (finding.kind, finding.gravite) == ("conflit", 1)
    assert set(finding.evenements) == {mine.id, their.id}
    assert "D-2026-001" in finding.message
    one.record("ConflitTranche", retient=mine.id, motif="Confirmé")
    assert one.session.check() == []


def test_check_finds_a_rule_that_merging_broke(machines: Make) -> None:
    """Two creations of one axe that differ are an anomaly, shown and never repaired."""
    one = machines()
    two = machines(one)
    made = [
        machine.record("AxeDefini", code="axe-1", numero=1, intitule=title).record.id
        for machine, title in ((one, "Réussite"), (two, "Ambition"))
    ]
    synchronise(one, two)
    kinds = {finding.kind: finding for finding in one.session.check()}

    assert set(kinds) <= {"creation-double", "conflit"}
    assert set(kinds["creation-double"].evenements) == set(made)
    assert kinds["creation-double"].remede


def test_check_puts_the_gravest_first(machines: Make) -> None:
    """Damage comes before what merging broke; each with where it stands."""
    one = machines()
    one.decide()
    two = machines(one)
    one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 9), motif="Neige")
    two.record("EcheanceReportee", "D1", echeance=date(2027, 5, 2), motif="Verglas")
    two.decide(libelle="Potager")
    synchronise(one, two)
    damaged = next(
        path
        for path in (one.folder / "events").rglob("*.ndjson")
        if b"Potager" in path.read_bytes()
    )
    damaged.write_bytes(damaged.read_bytes().replace(b"Potager", b"potager"))
    found = one.session.check()

    assert [finding.gravite for finding in found] == sorted(
        (finding.gravite for finding in found), reverse=True
    )
    assert found[0].kind == "ligne-abimee"
    assert found[0].fichier == damaged.relative_to(one.folder / "events").as_posix()
    assert "conflit" in {finding.kind for finding in found}


def test_a_clock_ahead_is_told(laptop: Machine) -> None:
    """Events recorded after now, by a machine whose clock is ahead, are found and answered."""
    laptop.decide()
    laptop.at(laptop.clock[0] - timedelta(days=2))
    with Session.open(laptop.folder, env=laptop.env) as session:
        assert {finding.kind for finding in session.check()} == {"date-future"}
        assert session.ask(reports.get("suivi")(), a_la_date=date(2026, 11, 12)).rows
