"""A damaged log opens, says so plainly with what to do, and is worked with as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core.log.findings import INTEGRITY, NOTICE, Finding
from ter_tui.dialogs.findings import told
from ter_tui.themes import THEMES
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


def flip(demo: Path) -> str:
    """Change one letter of a line in the middle of the longest stream; the name of the file."""
    file = max(demo.rglob("actif.ndjson"), key=lambda one: one.stat().st_size)
    lines = file.read_bytes().splitlines(keepends=True)
    lines[300] = lines[300].replace(b'"donnees":{"', b'"donnees":{"X', 1)
    file.write_bytes(b"".join(lines))
    return f"{file.parent.name}/{file.name}"


async def test_a_damaged_log_is_worked_with(demo: Path, env: Environment) -> None:
    """The banner says that it is damaged; F9 says where and what to do; lists and forms go on."""
    name = flip(demo)
    async with driven(demo, env, start="decisions", size=(100, 60)) as driver:
        assert "▲ Le journal est abîmé" in driver.text
        assert "D-2026-0" in driver.text
        await driver.press("f9")
        assert "▲ Le journal est abîmé (" in driver.text
        assert "Tout ce qui se lit est montré et compte" in driver.text
        assert f"{name}, ligne\u202f301" in driver.text or f"{name}, ligne 301" in driver.text
        assert "→ " in driver.text
        await driver.press("v")
        assert "F8\u202f: trancher." in driver.text
        await driver.press("escape")
        await driver.press("n")
        assert "Décision adoptée" in driver.text


async def test_a_sound_log_says_so(shipped: Path, env: Environment) -> None:
    """Without findings F9 says it; a full check finds the conflict, and may be left as it runs."""
    async with driven(shipped, env, start="decisions") as driver:
        await driver.press("f9")
        assert "Rien à signaler à la lecture" in driver.text
        await driver.press("v")
        assert "◆ À regarder (1)" in driver.text
        assert "D-2025-028, Échéance" in driver.text
        assert "Vérification en cours" not in driver.text
        await driver.press("v", "f9")  # it is left while the check runs
        assert "État du journal" not in driver.text


def test_the_gravest_comes_first_and_nothing_is_obeyed() -> None:
    """Findings stand by gravity, remedies without commands; hostile names of files are shown."""
    found = [
        Finding("x", NOTICE, "Il manque [b]un[/b] fait.", "Voyez `ter verifier`."),
        Finding("y", INTEGRITY, "Une ligne est fausse.", "", "a\x1b[2Jb/actif.ndjson", 12),
        Finding("conflit", NOTICE, "Deux valeurs.", "Retenez une valeur (`ter conflit trancher`)."),
    ]
    text = told(found, THEMES[0]).plain
    assert text.index("abîmé (1)") < text.index("Une ligne") < text.index("À regarder (2)")
    assert "[b]un[/b]" in text
    assert "a<U+001B>[2Jb/actif.ndjson, ligne 12" in text
    assert text.count("→ F8") == 1
