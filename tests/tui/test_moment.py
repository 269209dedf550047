"""Another day: everything is shown as of that day, nothing is recorded, one key comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ter_core import Entry
from ter_core.errors import ReadOnlyJournal
from ter_core.events import get
from tests.tui.driver import Driver, driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


def codes(driver: Driver) -> list[str]:
    """What the first column of the open list says."""
    return [str(row[0]) for row in driver.app.screen.table.rows_known]  # type: ignore[attr-defined]


async def test_another_day_and_back(demo: Path, env: Environment) -> None:
    """Ctrl+D asks a day and shows lists as of it, on every rubrique; it refuses to record."""
    async with driven(demo, env, start="journal") as driver:
        assert "300 sur 748" in driver.text
        await driver.press("3")
        now = codes(driver)
        assert "D-2026-009" in now

        driver.count_from_here()
        await driver.press("ctrl+d")
        await driver.type("30/06/2026\n")
        assert "Vous regardez le 30 juin 2026" in driver.text
        assert driver.strokes <= 12
        await driver.press("ctrl+d", "ctrl+d")
        await driver.type("31/02")
        assert "▲" in driver.text
        await driver.press(*["backspace"] * 5)
        await driver.type("30/06/2026")
        await driver.press("enter")
        assert "Vous regardez le 30 juin 2026" in driver.text
        assert "mardi 30 juin 2026" in driver.text
        assert codes(driver)
        assert not [code for code in codes(driver) if code.startswith("D-2026")]
        await driver.press("9")
        assert "Vous regardez le 30 juin 2026" in driver.text
        assert "300 sur 748" not in driver.text
        assert "/11/2026" not in "\n".join(driver.lines[5:18])

        for key in ("u", "e", "f8", "3 n"):
            await driver.press(*key.split())
            assert "Ctrl+D revient à aujourd’hui" in driver.text, key
            await driver.press("escape")
        with pytest.raises(ReadOnlyJournal, match="une autre date"):
            await driver.app.record(Entry(get("AxeDefini")(numero=9, intitule="Un axe")))

        await driver.press("ctrl+d")
        assert "Vous regardez" not in driver.text
        assert codes(driver) == now
        await driver.press("9")
        assert "300 sur 748" in driver.text


async def test_what_is_handed_over(demo: Path, env: Environment, tmp_path: Path) -> None:
    """Everything that is open, function by function, goes to a file in a handful of keys."""
    async with driven(demo, env, start="journal") as driver:
        driver.count_from_here()
        await driver.press("right", "right")
        assert driver.app.screen.listing.name == "Passation"  # type: ignore[attr-defined]
        await driver.press("x", "ctrl+u")
        await driver.type(str(tmp_path / "passation.csv"))
        await driver.press("enter")
        assert driver.strokes - len(str(tmp_path / "passation.csv")) <= 6
    written = (tmp_path / "passation.csv").read_text("utf-8-sig")
    assert "D-2026-007" in written
    assert written.startswith("Fonction;")
