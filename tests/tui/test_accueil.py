"""The first screen: what presses, gone through and opened, painted at once, kept up to date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import Entry, Session
from ter_core.events.avancement import DecisionExecutee
from ter_tui.app import TerApp
from ter_tui.desk import Desk
from ter_tui.screens.accueil import Accueil
from ter_tui.screens.accueil_blocks import Block, Line, read_blocks, told_blocks
from ter_tui.screens.accueil_checklist import checklist
from ter_tui.screens.listing import ListingScreen
from ter_tui.themes import THEMES
from ter_tui.widgets.block import BlockView, drawn
from tests.tui.driver import Driver, driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


async def test_what_presses_comes_first(shipped: Path, env: Environment) -> None:
    """The worst lateness leads; arrows go through every block, and Enter opens what they show."""
    async with driven(shipped, env) as driver:
        app = driver.app
        lines = driver.lines
        first = next(at for at, line in enumerate(lines) if "Décisions en retard  7" in line)
        assert "▲ D-2025-014" in lines[first + 1]
        assert lines[first + 1].endswith("309 j")
        assert "et 2 autres…" in lines[first + 6]
        assert "Guillestrois-Queyras" in app.territory
        assert (app.conflicts, app.findings) == (1, ())
        assert "◆ 1 conflit à trancher" in driver.text

        await driver.press("enter")
        assert "bloquée" in driver.text
        await driver.press("escape", *["down"] * 6)
        assert _pointed(driver) == ("sujet", "decision", "D-2026-004")
        await driver.press("tab", "tab")
        assert _pointed(driver) == ("liste", "participations", "Élèves touchés")
        assert any("axe-3" in line and line.endswith("46") for line in driver.lines)
        await driver.press(*["down"] * 20)
        assert "✓ Rien à signaler" in driver.text
        assert "2 postes" in driver.text
        assert _pointed(driver) == ("liste", "journal", "Postes")

        await driver.press("n")
        assert "Que s’est-il passé" in driver.text
        await driver.press("escape")
        app.screen.query_one("#bloc-retards", BlockView).enter_from(-1)
        await driver.press("enter")
        assert isinstance(app.screen, ListingScreen)
        assert app.screen.listing.name == "En retard"


async def test_two_columns_where_there_is_room(shipped: Path, env: Environment) -> None:
    """A wide terminal shows decisions beside coverage, and more lines where it is high."""
    async with driven(shipped, env, size=(120, 36)) as driver:
        assert any(
            "Décisions en retard" in line and "Participations" in line for line in driver.lines
        )
        assert "D-2025-029" in driver.text
        driver.app.look_at(date(2026, 6, 15))
        await driver.settle()
        assert "Rédiger et arrêter le bilan 2025-2026" in driver.text
        assert "D-2026-001" not in driver.text


async def test_the_next_run_paints_at_once(
    demo: Path, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was shown is there before anything is asked, marked so, then gives way to the log."""
    async with driven(demo, env) as driver:
        assert "…" not in _title(driver, "Décisions en retard")
    with monkeypatch.context() as waiting:
        waiting.setattr(Accueil, "load", _never)
        async with driven(demo, env) as driver:
            assert "D-2025-014" in driver.text
            assert "7 …" in _title(driver, "Décisions en retard")
            await driver.press("down")
            assert _pointed(driver) == ("sujet", "decision", "D-2025-013")
    async with driven(demo, env) as driver:
        await driver.press("down")
        with Session.open(demo, env=env, author="acteur:coordination") as other:
            other.record(Entry(DecisionExecutee(), "D-2025-014"))
        await driver.app.desk.follow()
        await driver.settle()
        assert "6" in _title(driver, "Décisions en retard")
        assert "▲ D-2025-014" not in driver.text
        assert _pointed(driver) == ("sujet", "decision", "D-2025-013")
        assert "Décision exécutée" in _shown(driver, "recents")


def test_what_was_kept_is_read_back_or_left() -> None:
    """Blocks survive their JSON form; what is no block shows nothing."""
    line = Line(code="Axe 1", cells=(1, None, 0), tone="alerte", target=("liste", "a", "b"))
    block = Block(name="couverture", title="T", lines=(line,), heads=("sep",), now=0)
    (kept,) = told_blocks({"couverture": block})
    assert read_blocks([kept]) == {"couverture": block}
    assert read_blocks([kept])["couverture"].is_seen_before
    damages: tuple[Any, ...] = (
        None,
        [1],
        [{}],
        [kept | {"title": 3}],
        [kept | {"now": None}],
        [kept | {"lines": [{"text": "x"}]}],
    )
    for damage in damages:
        assert read_blocks(damage) == {}


@pytest.mark.parametrize("width", [30, 47, 79])
def test_texts_of_the_log_are_shown_and_never_obeyed(width: int) -> None:
    """Escapes, direction marks and markup are visible characters, and no row is too wide."""
    hostile = "[red]x[/nope]\x1b]52;c;AA\x07\u202e\u200b"
    line = Line(text=hostile, code=hostile, who=hostile, end="3 j", symbol="▲", cells=(3,))
    for heads in ((), ("sep",)):
        block = Block(name="retards", title="T", lines=(line, Line(text="a")), heads=heads)
        rows = drawn(block, width, 0, THEMES[0])
        assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set("".join(row.plain for row in rows))
        assert all(row.cell_len <= width for row in rows)


def test_a_territory_that_said_all_is_told_nothing() -> None:
    """The list of what is to be said counts what was, and goes with the last of it."""
    kinds = ("axe", "etablissement", "acteur", "instance", "annee", "mission", "seance")
    subjects: list[dict[str, Any]] = [{"nature": kind} for kind in kinds]
    block = checklist(subjects, has_convention=True, has_headcounts=True)
    assert block is not None
    assert [line.code for line in block.lines if line.symbol == "☐"] == ["Fonctions"]
    subjects.append({"nature": "acteur"})
    assert checklist(subjects, has_convention=True, has_headcounts=True) is None
    assert checklist(subjects, has_convention=True, has_headcounts=False) is not None


async def test_styles_are_those_that_textual_would_give(shipped: Path, env: Environment) -> None:
    """Reading the styles once changes no colour: reading them again shows the same screen."""
    desk = Desk(shipped, env, None)
    app = TerApp(desk, follow=False)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            await app.switch_mode("decisions")
            await driver.settle()
            before = _painted(app)
            app.refresh_css(animate=False)
            await driver.settle()
            assert _painted(app) == before
    finally:
        desk.close()


async def _never(_: Accueil) -> None:
    """Nothing is asked."""


def _pointed(driver: Driver) -> tuple[str, ...]:
    focused = driver.app.focused
    assert isinstance(focused, BlockView)
    return focused.target


def _title(driver: Driver, text: str) -> str:
    return next(line for line in driver.lines if text in line)


def _shown(driver: Driver, name: str) -> str:
    return str(driver.app.screen.query_one(f"#bloc-{name}", BlockView).render())


def _painted(app: TerApp) -> list[list[tuple[str, str]]]:
    strips = app.screen._compositor.render_strips()
    return [[(one.text, str(one.style)) for one in strip] for strip in strips]
