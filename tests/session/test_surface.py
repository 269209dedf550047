"""The session is six verbs and what it knows of itself; each verb loads its own half only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ter_core import Session
from ter_core.errors import InvalidValue
from tests.ledger.conftest import Machine
from tests.session.conftest import elsewhere

if TYPE_CHECKING:
    from pathlib import Path

VERBS = {"open", "record", "preview", "ask", "check", "follow"}
KNOWN = {"journal", "env", "author", "origin", "today", "erased_persons"}

RECORD = """
import sys
from pathlib import Path
from ter_core import Entry, Session
from ter_core.events import get
with Session.open(Path("."), origin="cli") as session:
    axis = get("AxeDefini")(code="axe-9", numero=9, intitule="Essai")
    session.preview(Entry(axis))
    (written,) = session.record(Entry(axis))
    session.follow()
print(written.record.id, *sorted(sys.modules))
"""
ASK = """
import sys
from pathlib import Path
from ter_core import Session, reports
with Session.open(Path(".")) as session:
    assert session.ask(reports.get("seances")()).rows
    session.check()
    session.follow()
print(*sorted(sys.modules))
"""


def test_six_verbs_and_nothing_else() -> None:
    """New behaviour is a new event or question class: the session itself does not grow."""
    assert {name for name in dir(Session) if not name.startswith("_")} == VERBS | KNOWN


def test_recording_never_loads_the_database(laptop: Machine) -> None:
    """Previewing, recording and following leave DuckDB, the projections and the marts unloaded."""
    laptop.session.follow()
    event_id, *modules = elsewhere(laptop, RECORD).split()

    assert [one.id for one in laptop.session.follow()] == [event_id]
    assert "ter_core.ledger.ledger" in modules  # the control: the measure sees what is loaded
    assert not [
        name
        for name in modules
        if name.split(".")[0] in ("duckdb", "_duckdb", "pyarrow", "pandas")
        or name.startswith(("ter_core.projections", "ter_core.reports"))
    ]


def test_asking_never_loads_the_ledger(laptop: Machine, views: Path) -> None:
    """Asking, checking and following never build what decides what may be written."""
    laptop.env = evolve(laptop.env, cache_dir=views)
    modules = elsewhere(laptop, ASK).split()

    assert {"duckdb", "_duckdb"} & set(modules)  # the control
    assert not [name for name in modules if name.startswith("ter_core.ledger")]


def test_reading_gives_this_machine_no_name(laptop: Machine) -> None:
    """A machine that only asks opens no poste: a copied folder is read without a trace in it."""
    from ter_core import reports

    before = laptop.bytes()
    other = evolve(laptop.env, state_dir=laptop.folder.parent / "autre-etat")
    with Session.open(laptop.folder, env=other) as session:
        session.ask(reports.get("seances")())
        session.check()
        session.follow()
        assert session.author is None
    assert laptop.bytes() == before


@pytest.mark.parametrize("text", ["demain", "21/11/2026", "2026-13-01", "2026-11-31", "20 26", " "])
def test_a_wrong_today_is_told(monkeypatch: pytest.MonkeyPatch, text: str, laptop: Machine) -> None:
    """TER_AUJOURDHUI that is no date is told with its name and its form, before anything opens."""
    monkeypatch.setenv("TER_AUJOURDHUI", text)
    with pytest.raises(InvalidValue) as caught:
        Session.open(laptop.folder)
    assert caught.value.what == f"« {text} » n'est pas une date."
    assert caught.value.where == "variable TER_AUJOURDHUI"
    assert caught.value.remedy == "Écrivez-la comme 2026-11-21."


@pytest.mark.parametrize("text", ["20261121", "2026-W47-6", "0001-01-01", "9999-12-31"])
def test_today_has_one_form(monkeypatch: pytest.MonkeyPatch, text: str, laptop: Machine) -> None:
    """TER_AUJOURDHUI is a day as every stored day is: 2026-11-21, between 2000 and 2100."""
    monkeypatch.setenv("TER_AUJOURDHUI", text)
    with pytest.raises(InvalidValue):
        Session.open(laptop.folder)


def test_a_fixed_today_answers(monkeypatch: pytest.MonkeyPatch, laptop: Machine) -> None:
    """TER_AUJOURDHUI is the day of answers; empty, it is as if it were not there."""
    from ter_core import reports

    monkeypatch.setenv("TER_AUJOURDHUI", "2027-03-16")
    with Session.open(laptop.folder) as session:
        assert session.today.isoformat() == "2027-03-16"
        assert session.ask(reports.get("suivi")()).a_la_date == session.today
    monkeypatch.setenv("TER_AUJOURDHUI", "")
    with Session.open(laptop.folder) as session:
        assert session.env.fixed_today is None


def test_an_empty_lot(laptop: Machine) -> None:
    """Recording nothing writes nothing and gives nothing, as previewing nothing does."""
    assert laptop.session.preview() == []
    assert laptop.session.record() == []


@pytest.mark.parametrize("author", ["acteur:coordinaton", "organisme:coordination"])
def test_an_unknown_function_signs_nothing(laptop: Machine, author: str) -> None:
    """An author that the log does not know, nor the lot creates, is refused; nothing is written."""
    from ter_core import Entry
    from ter_core.errors import UnknownCode
    from ter_core.events import get

    before = laptop.bytes()
    with (
        Session.open(laptop.folder, env=laptop.env, author=author) as session,
        pytest.raises(UnknownCode),
    ):
        session.record(Entry(get("AxeDefini")(numero=1, intitule="Réussite")))
    assert laptop.bytes() == before
