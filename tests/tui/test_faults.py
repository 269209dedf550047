"""What is said when the program itself is at fault."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from rich.console import Console

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
