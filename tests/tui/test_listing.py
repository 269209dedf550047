"""Lists: what is shown, filtered, sorted, opened, exported; every one of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ter_core.workspace.start import start
from ter_tui.catalogue import RUBRIQUES
from ter_tui.widgets.table import ReportTable
from tests.tui.driver import Driver, driven
from tests.workspace.conftest import function, territory

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


def table(driver: Driver) -> ReportTable:
    """The list on the screen."""
    return driver.app.screen.query_one("#table", ReportTable)


@pytest.fixture
def bare(tmp_path: Path, env: Environment) -> Path:
    """A territory in which nothing happened yet."""
    folder = tmp_path / "neuf"
    start(folder, env, acteur=function(), territoire=territory(), poste="Portable")
    return folder


async def test_an_empty_list_says_how_it_fills(bare: Path, env: Environment) -> None:
    """Where nothing happened yet a list names the key that fills it, and no command."""
    async with driven(bare, env, start="seances") as driver:
        for rubric in RUBRIQUES[1:3]:
            driver.app.action_open(rubric.name)
            await driver.settle()
            for number, listing in enumerate(rubric.lists):
                if number:
                    await driver.press("right")
                told = str(driver.app.screen.query_one("#vide").render())
                assert "Auc" in told or "Rien" in told
                assert "ter " not in told
                assert ("Appuyez sur n pour en ajouter." in told) == bool(listing.creates)
                assert "0 ligne" in driver.text
        assert driver.toasts == []


async def test_filter_sort_and_go_through(shipped: Path, env: Environment) -> None:
    """Words filter at once, a heading sorts, the cursor stays on its row, Escape shows all."""
    async with driven(shipped, env, start="decisions") as driver:
        assert "16 lignes" in driver.text
        assert "▲ 309 j" in driver.text
        assert "■ bloquée" in driver.text

        await driver.press("slash")
        await driver.type("region")
        await driver.wait_for("1 sur 16")
        assert table(driver).current_key == "D-2025-014"
        await driver.press("escape")
        await driver.wait_for("16 lignes")

        await driver.press("down", "down")
        assert table(driver).current_key == "D-2025-019"
        await driver.pilot.click("#table", offset=(3, 0))  # the heading of the first column
        await driver.settle()
        assert "Décision▲" in driver.text
        assert [row[0] for row in table(driver).rows_shown][:2] == ["D-2024-001", "D-2025-004"]
        assert table(driver).current_key == "D-2025-019"
        await driver.pilot.click("#table", offset=(3, 0))
        await driver.settle()
        assert "Décision▼" in driver.text
        assert table(driver).rows_shown[-1][0] == "D-2024-001"

        await driver.press("home")
        listed = table(driver)
        await driver.pilot.click("#table", offset=(20, 2), times=2)
        await driver.settle()
        assert "Histoire" in driver.text
        assert str(listed.current_key) == listed.rows_shown[1][0]
        assert any(f"│ {listed.current_key}  " in line for line in driver.lines[:5])
        await driver.press("escape")

        screen = driver.app.screen
        report = screen.reports[0]  # type: ignore[attr-defined]
        many = [(f"D-20{n:04}", *report.rows[n % 16][1:]) for n in range(4812)]
        screen.reports[0] = evolve(report, rows=tuple(many))  # type: ignore[attr-defined]
        screen.show()  # type: ignore[attr-defined]
        await driver.wait_for("300 sur 4\u202f812")
        await driver.press("end")
        assert table(driver).cursor_row == 299


async def test_years_parameters_and_what_there_is_to_read(shipped: Path, env: Environment) -> None:
    """The year and what was chosen stand above; what an answer says besides its rows is read."""
    async with driven(shipped, env, start="actions") as driver:
        assert "< 2026-2027 >" in driver.text
        assert "4 lignes" in driver.text
        await driver.press("less_than_sign")
        await driver.wait_for("< 2025-2026 >")
        assert "A-2025-001" in driver.text
        driver.app.screen.params[0]["axe"] = "axe-2"  # type: ignore[attr-defined]
        driver.app.screen.reload()  # type: ignore[attr-defined]
        await driver.settle()
        assert "axe\u202f: axe-2" in driver.text
        before = table(driver).row_count

        await driver.press("right")
        assert "Initiative" in driver.text
        await driver.press("left")
        assert table(driver).row_count == before

        await driver.press("left")  # the last list, round the corner
        assert "Il reste 29" in driver.text
        assert "Espace" in driver.text
        await driver.press("space")
        await driver.wait_for("Par nature de dépense")
        await driver.press("escape")

        await driver.press("right", "right", "right", "right")
        assert "Aucune liaison école-collège" in driver.text
        assert "changent d’année scolaire" in driver.text


async def test_a_list_is_exported_whole(
    shipped: Path, env: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X writes the rows that were found, all their columns; a file is replaced if confirmed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Documents").mkdir()
    async with driven(shipped, env, start="reseau", size=(120, 30)) as driver:
        await driver.press("slash")
        await driver.type("college")
        await driver.wait_for("sur 12")
        found = table(driver).nb_found
        await driver.press("enter", "x")
        await driver.wait_for("ter-etablissements-2026-11-21.csv")
        await driver.press("enter")
        await driver.wait_for("Écrit dans")

        file = tmp_path / "Documents" / "ter-etablissements-2026-11-21.csv"
        lines = file.read_bytes().decode("utf-8-sig").split("\r\n")
        assert lines[0].startswith("Code;Nom;UAI")
        assert len(lines) == found + 2
        assert all("ollège" in line for line in lines[1:-1])

        file.write_text("autre chose", encoding="utf-8")
        await driver.press("x", "enter")
        await driver.wait_for("Ce fichier existe déjà")
        await driver.press("n")
        assert file.read_text(encoding="utf-8") == "autre chose"
        await driver.press("x", "enter")
        await driver.wait_for("Ce fichier existe déjà")
        await driver.press("o")
        await driver.settle()
        assert file.read_bytes().decode("utf-8-sig").split("\r\n") == lines

        await driver.press("x")
        await driver.press("ctrl+a")
        await driver.type("nulle-part/x.csv")
        await driver.press("enter")
        await driver.settle()
        assert any("Ce dossier n" in toast for toast in driver.toasts)
