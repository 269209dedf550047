"""The mouse does what keys do: tabs, lists, rows, headings, the bar of keys, dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.driver import Driver, driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


async def click(driver: Driver, text: str, *, times: int = 1, low: bool = False) -> None:
    """Click on the first letter of a text of the screen: the first from the top, or the last."""
    lines = list(enumerate(driver.lines))
    for y, line in reversed(lines) if low else lines:
        if text in line:
            await driver.pilot.click(offset=(line.index(text), y), times=times)
            await driver.settle()
            return
    raise AssertionError(f"« {text} » is not shown:\n{driver.text}")


async def test_everything_can_be_clicked(shipped: Path, env: Environment) -> None:
    """A click opens a tab, a list, a row, sorts by a heading, and presses a key of the bar."""
    async with driven(shipped, env, size=(120, 30), start="journal") as driver:
        await click(driver, "Réseau")
        assert driver.app.current_mode == "reseau"
        await click(driver, "Organismes")
        assert driver.app.screen.listing.name == "Organismes"  # type: ignore[attr-defined]
        await click(driver, "Journal")
        await click(driver, "Événement ")
        table = driver.app.screen.table  # type: ignore[attr-defined]
        assert table.sort_column == "libelle"
        await click(driver, "Histoire", low=True)
        assert "Échap\u00a0Fermer" in driver.text or "Échap Fermer" in driver.text
        await click(driver, "Fermer", low=True)
        assert "Fermer" not in driver.text
        await click(driver, "Décisions")
        await driver.press("home")
        table = driver.app.screen.table  # type: ignore[attr-defined]
        await click(driver, str(table.rows_shown[3][0]), times=2)
        assert "Histoire" in driver.text
        assert "Fermer" in driver.text
        await driver.press("escape")
        await click(driver, "filtrer")
        await driver.type("region")
        await driver.wait_for("1 sur 16")
