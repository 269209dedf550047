"""Séance en direct: notes, decisions, presences, the relevé that is there at the end."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from rich.console import Console
from textual import events
from textual.widgets import Static, TextArea

from ter_core import Entry, Session
from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.decision import DecisionAdoptee
from ter_core.events.seance import PointTraite, SeanceProgrammee
from ter_core.events.seance_lines import Point
from ter_core.reports.releve import Releve
from ter_core.vocabulary.choices import Modalite
from ter_tui.screens.seance import SeanceScreen
from ter_tui.seance.attendance import Attendance, counted
from ter_tui.seance.live import Point as Known
from ter_tui.seance.live import Seat
from ter_tui.seance.notes import Notes, as_label, cleaned
from ter_tui.seance.releve import ReleveScreen
from ter_tui.seance.strip import as_texts
from ter_tui.widgets.table import ReportTable
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment
    from tests.tui.driver import Driver

_TITLES = ("Suivi des décisions", "Transport", "Familles")
_START = datetime(2026, 11, 21, 9, 30)  # noqa: DTZ001 - local French time
_HOSTILE = "\x1b[31m[red]rouge[/nope]\u202e\u200bfin"


@pytest.fixture
def seance(demo: Path, env: Environment) -> str:
    """A séance of the steering committee that begins half an hour before the tests."""
    with _session(demo, env) as session:
        event = SeanceProgrammee(
            instance="copil", debut=_START, lieu="Guillestre", modalite=Modalite.of("presentiel")
        )
        written = session.record(Entry(event))[0]
        points = tuple(Point(n=n, titre=title) for n, title in enumerate(_TITLES, start=1))
        session.record(Entry(OrdreDuJourArrete(points=points), written.record.sujet))
    return written.name


def _session(folder: Path, env: Environment) -> Session:
    return Session.open(folder, env=env, author="acteur:coordination")


def _releve(folder: Path, env: Environment, code: str) -> dict[str, list[dict[str, object]]]:
    with _session(folder, env) as session:
        report = session.ask(Releve(seance=code))
    return {"": list(report.named())} | {one.name: list(one.named()) for one in report.parts}


def _screen(driver: Driver) -> SeanceScreen:
    screen = driver.app.screen
    assert isinstance(screen, SeanceScreen)
    return screen


async def test_a_meeting_from_its_opening_to_its_releve(
    demo: Path, env: Environment, seance: str
) -> None:
    """A whole meeting at the keyboard: presences, notes, decisions in few strokes, the relevé."""
    async with driven(demo, env, start="seances") as driver:
        await driver.press("s")
        assert seance in driver.text
        await _note_presences(driver)
        await _decide(driver)
        await _decide_for_good(driver)
        await _close(driver)
    told = _releve(demo, env, seance)
    first, second = told["decisions"]
    assert (first["libelle"], first["point"]) == ("Ouvrir une navette le jeudi", 1)
    assert (first["responsables"], first["echeance"]) == (["principal"], date(2026, 12, 6))
    assert second["responsables"] == ["principal", "ien"]
    assert told[""][0]["conclusions"] == "Le car passe à 7 h 10."
    noted = [row["presence"] for row in told["presences"]]
    assert [noted.count(word) for word in ("excusé", "absent", "représenté")] == [1, 1, 1]
    assert noted.count("présent") == len(noted) - 3


async def _write(driver: Driver, text: str) -> None:
    """Notes that are pasted: their strokes are not counted."""
    driver.app.post_message(events.Paste(text))
    await driver.settle()


async def _note_presences(driver: Driver) -> None:
    """One key each; who stands in, by a few letters; whoever is left is there."""
    assert "F5 présences" in driver.text
    driver.count_from_here()
    await driver.press("f5", "p", "e", "a", "r")
    await driver.type("maire-g")
    await driver.press("enter", "t", "ctrl+s")
    assert driver.strokes <= 15
    assert "◐ tenue" in driver.text
    assert "1 excusé" in driver.text


async def _decide(driver: Driver) -> None:
    """Twelve strokes at most beyond the text, and nothing is typed twice."""
    paper = _screen(driver).paper
    await _write(driver, "Le car passe à 7 h 10.\n")
    driver.count_from_here()
    decided = "- Ouvrir une navette le jeudi"
    await driver.type(decided)
    await driver.press("f2")
    await driver.type("pri")
    await driver.press("enter")
    await driver.type("+15j")
    await driver.press("enter")
    assert driver.strokes - len(decided) <= 12
    assert paper.text.strip() == "Le car passe à 7 h 10."
    assert paper.has_focus
    assert "principal — 06/12/2026" in " ".join(driver.text.split())


async def _decide_for_good(driver: Driver) -> None:
    """Leaving a point records its notes; without échéance a decision needs a reason."""
    await driver.press("ctrl+down")
    assert "1 ✓ Suivi" in driver.text
    await _write(driver, "Afficher les horaires")
    await driver.press("f2")
    await driver.type("pri,xyz")
    await driver.press("enter")
    assert "ne désigne rien de connu" in driver.text
    await driver.press("backspace", "backspace", "backspace")
    await driver.type("ie")
    await driver.press("enter", "enter")
    assert "Pour quand" in driver.text
    await driver.type("p")
    await driver.press("enter")
    assert "Pourquoi est-elle permanente" in driver.text
    await driver.type(" règle de vie")
    await driver.press("enter")
    assert _screen(driver).paper.text == ""


async def _close(driver: Driver) -> None:
    """The relevé is there at the end; the list opens it from then on."""
    await driver.press("ctrl+t")  # as F10, which some terminals keep for their menu
    assert "2 points sans conclusion" in driver.text
    await driver.press("enter")
    assert "Le car passe à 7 h 10." in _whole_releve(driver)
    await driver.press("v")
    await driver.press("ctrl+s")
    assert "relevé validé" in driver.lines[0]
    await driver.press("escape", "escape")
    table = driver.app.screen.query_one(ReportTable)
    assert table.has_focus
    assert str(table.current_named["libelle_etat"]) == "relevé validé"
    await driver.press("enter")
    assert "D-2026-010" in _whole_releve(driver)


def _whole_releve(driver: Driver) -> str:
    """Every line of the relevé, those that do not fit on the screen too."""
    assert isinstance(driver.app.screen, ReleveScreen)
    console = Console(width=100)
    with console.capture() as capture:
        console.print(driver.app.screen.query_one("#releve-texte", Static).content)
    return capture.get()


@pytest.mark.parcours
async def test_what_is_typed_survives_and_what_others_write_appears(
    demo: Path, env: Environment, seance: str
) -> None:
    """A draft outlives the program, what others write comes by itself, two texts are a choice."""
    early = evolve(env, now=lambda: datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
    async with driven(demo, early, start="seances") as driver:
        await driver.press("s")
        await _before_it_begins(driver)
    async with driven(demo, env, start="seances") as driver:
        await driver.press("s")
        screen = _screen(driver)
        assert screen.strip.texts["responsables"] == "ars"
        await driver.press("escape")
        assert "Une note jamais enregistrée" in driver.text
        assert "● brouillon" in driver.text
        with _session(demo, env) as other:
            other.record(
                Entry(
                    DecisionAdoptee(
                        seance=seance, point=2, libelle="D'ailleurs", responsables=("ien",),
                        echeance=date(2027, 1, 5),
                    )
                ),
                Entry(PointTraite(n=2, conclusions="Noté par un autre"), seance),
            )  # fmt: skip
        await driver.app.desk.follow()
        await driver.settle()
        assert "D'ailleurs — ien — 05/01/2027" in driver.text
        assert "◆ deux textes" in driver.text
        await driver.press("pageup", "pagedown")  # nothing is recorded over the other text
        assert _releve(demo, env, seance)[""][1]["conclusions"] == "Noté par un autre"
        await driver.press("ctrl+s")
        await driver.press("3")
        assert screen.paper.text.startswith("Noté par un autre\n\nUne note")
        assert "✓ enregistré" in driver.text
        # What a paste hides is left out; markup is text.
        await driver.press("ctrl+end", "enter")
        await _write(driver, _HOSTILE)
        assert "[31m[red]rouge[/nope]fin" in driver.text
        await driver.press("f2")
        assert screen.strip.texts["libelle"] == "[31m[red]rouge[/nope]fin"
        await driver.type("ie")
        await driver.press("enter")
        await driver.type("15/03")
        await driver.press("enter")
        assert "[red]rouge" in driver.text
        # One more point, and one that emptied notes take back.
        await driver.press("ctrl+n")
        await driver.type("Cantine")
        await driver.press("enter")
        await _write(driver, "Rien à dire")
        await driver.press("ctrl+s")
        await driver.press("ctrl+a", "ctrl+k")
        await driver.press("ctrl+s")
        assert "Cantine" in driver.text
        await driver.pilot.resize_terminal(120, 36)
        await driver.settle()
        assert "décisions ouvertes" in driver.text  # the third column
    rows = _releve(demo, env, seance)[""]
    assert [row["n"] for row in rows if row["est_traite"]] == [2]


async def _before_it_begins(driver: Driver) -> None:
    """The agenda is proposed after its own points; notes stay a draft, and the reason is told."""
    await driver.press("f7")
    points = driver.app.screen.query(TextArea).first().text
    assert points.startswith("1 Suivi des décisions\n2 Transport\n3 Familles\n4 ")
    await driver.press("escape", "f6")
    assert "en retard" in driver.text
    await driver.press("escape", "pagedown")
    await _write(driver, "Une note jamais enregistrée\nUne décision à moitié dite")
    await driver.press("ctrl+s")
    assert "n’a pas encore commencé" in driver.text
    await driver.press("f2")
    await driver.type("ars")


def test_notes_know_what_is_recorded() -> None:
    """What is typed stands until the log says the same, and a draft says all of it."""
    notes = Notes()
    notes.learn([Known(1, conclusions="Un"), Known(2)])
    notes.type(1, "Un \n")
    assert not notes.is_typed(1)
    notes.type(1, "Deux")
    notes.titles[5], notes.strip = "Cantine", {"libelle": "Ouvrir"}
    assert Notes.of(notes.draft()).draft() == notes.draft()
    notes.learn([Known(1, conclusions="Un autre")])
    assert notes.is_crossed(1)
    assert notes.text(1) == "Deux"
    notes.settle(1)
    assert not notes.is_crossed(1)
    notes.saved(1, "Deux")
    assert not notes.is_typed(1)
    assert Notes.of({"1": 3, "x": "y", "avant": ""}).draft() == {}


def test_a_line_says_a_label() -> None:
    """The sign that begins a line is not what it says, nor is what a paste hides."""
    assert as_label("  - Ouvrir   une navette") == "Ouvrir une navette"
    assert as_label("2) Ouvrir") == "Ouvrir"
    assert as_label("12 classes viendront") == "12 classes viendront"
    assert cleaned("a\u200bb\tc\r\nd\x1b") == "ab c\nd"


def test_a_permanent_decision_has_a_reason() -> None:
    """« p motif » stands in the place of a date, which never begins so."""
    assert as_texts({"echeance": "p règle de vie"})["permanente"] == "règle de vie"
    assert as_texts({"echeance": "permanente : usage"})["permanente"] == "usage"
    assert as_texts({"echeance": "15/03"}).get("permanente") is None
    assert as_texts({"echeance": "p"})["permanente"] == ""


def test_everybody_is_in_one_list() -> None:
    """Each is noted once, one leads, the same key takes it back, and a draft keeps all of it."""
    people = Attendance([Seat(f"acteur:{code}", code, code, "attendu") for code in "abc"])
    people.note(0, "présent")
    people.note(1, "excusé")
    people.note(1, "excusé")
    people.give_role(0, "présidence")
    people.give_role(2, "présidence")
    people.stand_in(2, "a")
    people.all_present()
    event = people.event(None, {"a": "acteur:a"})
    assert event.presents == ("acteur:a", "acteur:b")
    assert event.presidence == "acteur:c"
    assert [(one.qui, one.par) for one in event.representes] == [("acteur:c", "acteur:a")]
    assert counted(people.seats) == "2 présents, 1 représenté"
    again = Attendance([Seat("acteur:a", "a", "a", "attendu")])
    again.resume(people.draft())
    assert again.seats == people.seats
