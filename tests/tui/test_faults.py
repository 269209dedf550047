"""What is said when the program itself is at fault."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from rich.console import Console
from textual.events import Key

from ter_tui.app import TerApp
from ter_tui.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from ter_core.environment import Environment


async def test_a_fault_is_told_in_french(
    shipped: Path, env: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault closes the interface with what happened and where, and answers as a bug does."""
    desk = Desk(shipped, env, None)
    app = TerApp(desk, follow=False)
    told = io.StringIO()
    app.error_console = Console(file=told, width=80)

    async def fail() -> None:
        raise ZeroDivisionError("[red]x")

    with contextlib.suppress(Exception):
        async with app.run_test() as pilot:
            app.run_worker(fail())
            await pilot.pause()
    desk.close()
    app._print_error_renderables()

    assert "défaut du programme (ZeroDivisionError)" in told.getvalue()
    assert "[red]x" in told.getvalue()
    assert "Ce que vous aviez tapé est gardé" in told.getvalue()
    assert app.return_code == 1


async def test_leaving_while_a_list_is_asked(shipped: Path, env: Environment) -> None:
    """Ctrl+Q leaves at once and without a fault, whatever is being asked."""
    desk = Desk(shipped, env, None)
    app = TerApp(desk, follow=False)
    async with app.run_test() as pilot:
        for key in ("9", "3", "8", "ctrl+q"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
    desk.close()

    assert app.return_code == 0
