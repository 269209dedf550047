"""What the interface does through the doors: it sees what they wrote, opens numbers, comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.errors import JournalNotFound
from ter_core.events.appreciation import ReussiteRelevee
from ter_core.reports.appreciations import Appreciations
from ter_tui.desk import Desk
from ter_tui.forms.files import name_problem
from ter_tui.forms.places import told_of
from ter_tui.preferences import Preferences
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from ter_core import Session
    from ter_core.environment import Environment


async def test_what_a_door_wrote_is_seen(demo: Path, env: Environment) -> None:
    """An answer is asked again after a door recorded, even one that followed the log itself."""
    desk = Desk(demo, env, "coordination")
    before = await desk.ask(Appreciations())

    def record_and_follow(session: Session) -> None:
        session.record(Entry(ReussiteRelevee(texte="Une porte")))
        session.follow()

    try:
        await desk.write(record_and_follow)
        assert desk.answered(Appreciations()) is None
        after = await desk.ask(Appreciations())
    finally:
        desk.close()
    assert len(after.rows) == len(before.rows) + 1


async def test_a_number_opens_to_its_evidence(shipped: Path, env: Environment) -> None:
    """Pupils reached open to the pieces that make them; the title names the territory at once."""
    async with driven(shipped, env, start="participations") as driver:
        assert driver.lines[0].startswith(" Territoire éducatif rural")
        await driver.press("right", "enter")
        assert "La preuve de quel chiffre" in driver.text
        await driver.press("1")
        assert "Élèves touchés (École de Guillestre), 2026-2027" in driver.text
        assert "Accès à la natation" in driver.text


def test_the_last_log_is_remembered(env: Environment) -> None:
    """The last log and the theme are kept, each by itself; a wrong file means the defaults."""
    kept = Preferences.of(env)
    kept.keep(place="/ailleurs/events")
    kept.keep(theme="ter-clair")
    assert Preferences.of(env) == kept
    assert kept.place == "/ailleurs/events"
    kept.file.write_text('{"theme": 3, "journal": []}', encoding="utf-8")
    assert Preferences.of(env) == Preferences(kept.file)


async def test_whoever_was_somewhere_goes_back_there(
    demo: Path, env: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened where there is no log, the interface offers first the last one that was."""
    (tmp_path / "vide").mkdir()
    monkeypatch.chdir(tmp_path / "vide")
    Preferences.of(env).keep(place=str(demo))
    async with driven(None, env) as driver:
        assert "1 Rouvrir /" in driver.text
        await driver.press("1")
        await driver.wait_for("Décisions en retard")
        assert driver.app.desk.place == demo


def test_a_place_that_is_gone_is_told(tmp_path: Path) -> None:
    """A log that vanished is told with its place and what to do; a name that is none is refused."""
    told = told_of(JournalNotFound("Aucun journal.", where="/la/bas", remedy="« ter init »."))
    assert "/la/bas" in told
    assert "Remettez-le à sa place" in told
    assert "ter init" not in told
    assert name_problem(str(tmp_path), "dossier") == ""
    assert "ajoutez un nom" in name_problem(str(tmp_path), "fichier")
    for typed in ("", "~personne-ici/x", "x" * 5000):
        assert name_problem(typed, "fichier"), typed[:20]
