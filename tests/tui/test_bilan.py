"""The bilan: read to the evidence of its figures, written, arrested, sent; what was evaluated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ter_tui.screens.bilan import Bilan
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment
    from tests.tui.driver import Driver

_JUNE, _SUMMER = date(2027, 6, 25), date(2026, 8, 15)


def _screen(driver: Driver) -> Bilan:
    screen = driver.app.screen_stack[0]
    assert isinstance(screen, Bilan)
    return screen


async def _another_day(driver: Driver) -> None:
    """Another day is read, and not written."""
    driver.app.look_at(date(2025, 7, 1))
    await driver.settle()
    assert "Vous regardez le 1er juillet 2025" in driver.text
    assert "< 2024-2025 >  ◕ arrêté v1" in driver.text
    await driver.press("e")
    assert any("Vous regardez une autre date" in told for told in driver.toasts)
    driver.app.look_at(None)
    await driver.settle()


async def test_every_figure_opens_to_its_evidence(shipped: Path, env: Environment) -> None:
    """Enter goes from a figure to its pieces, of an arrested bilan to those it rested on."""
    async with driven(shipped, evolve(env, fixed_today=_SUMMER), start="bilan") as driver:
        assert "< 2025-2026 >  ✓ transmis v1" in driver.text
        assert "arrêtée le 3 juillet 2026" in driver.text
        await driver.press("down", "enter", "down")
        assert "La deuxième année a changé d’échelle" in driver.text
        await driver.press("enter")
        assert "Projets réalisés (ensemble), 2025-2026" in driver.text
        assert "(38)" in driver.text, "those that stand in for each other"
        await driver.press("right")
        assert "aucune n’est indispensable à elle seule" in driver.text
        await driver.press("enter")
        assert "Participation" in driver.text
        assert "A-2025-" in driver.text
        await driver.press("escape", "escape", "right")

        assert "300 sur 869" in driver.text
        await driver.press("slash")
        await driver.type("touches cm2")
        await driver.press("enter")
        await driver.wait_for("1 sur 869")
        assert "106 à 111" in driver.text
        assert "eleves_touches.niveau.CM2" in driver.text
        exported = _screen(driver).exported
        assert exported is not None
        assert [row[0] for row in exported.rows] == ["eleves_touches.niveau.CM2"]

        await driver.press("left", "left")
        assert "↷ remplacée" in driver.text
        assert "13 mai 2025 avait été oubliée" in driver.text
        await driver.press("enter")
        assert "version 1 arrêtée" in driver.text
        await driver.press("enter", "down", "down", "enter")
        assert "473." in driver.text, "they are 489 since"


@pytest.mark.parcours
async def test_the_year_is_written_arrested_and_sent(demo: Path, env: Environment) -> None:
    """A section takes two keys beyond its text, none of it lost; what is empty is confirmed."""
    env = evolve(env, fixed_today=_JUNE)
    async with driven(demo, env, start="bilan") as driver:
        assert "◐ en rédaction" in driver.text
        await driver.press("left", "left")
        await _another_day(driver)
        await driver.press("down", "down")
        assert "▲ Réussites" in driver.text
        driver.count_from_here()
        text = "Toutes les classes de CM2 sont venues."
        await driver.press("e")
        await driver.type(text)
        await driver.press("escape", "1", "e")
        assert "Saisie reprise" in driver.text
        await driver.press("ctrl+s")
        assert driver.strokes - len(text) == 2 + 3, "e and Ctrl+S; leaving it and coming back"
        await driver.wait_for("✓ Réussites")
        assert text in driver.text

        await driver.press("down", "down", "e", "f2", "enter", "ctrl+s")
        await driver.wait_for("✓ Perspectives")
        assert "Tenir le café des parents d’Aiguilles" in driver.text
        await driver.press("n")
        await driver.press("1")
        assert "Perspectives, axe-" in driver.text
        await driver.press("escape", "a")
        await driver.dismiss_toasts()  # they hide the right of the next dialog
        await driver.press("1")
        assert "Un motif vous sera demandé" in driver.text
        await driver.press("enter")
        assert "difficultés" in driver.text
        await driver.press("escape")
        assert "◐ en rédaction" in driver.text, "it was not confirmed"
        await driver.press("a")
        await driver.press("1", "enter")
        await driver.type("Rien cette année")
        await driver.press("enter")
        await driver.wait_for("◕ arrêté v1")

        await driver.press("a", "1")
        assert "ien, principal" in driver.text
        assert "courriel" in driver.text
        await driver.press("ctrl+s")
        await driver.wait_for("✓ transmis v1")
        await driver.press("e")
        assert any("Ce bilan est transmis" in told for told in driver.toasts), driver.text
        await driver.press("left", "a", "1")
        await driver.type("Une participation de juin avait été oubliée")
        await driver.press("ctrl+s")
        await driver.wait_for("◐ en rédaction v2")


async def test_actions_are_evaluated_and_indicators_measured(demo: Path, env: Environment) -> None:
    """What was never evaluated is proposed first; a difficulty is caught in 2 keys and Ctrl+S."""
    async with driven(demo, env, start="evaluation") as driver:
        await driver.press("less_than_sign", "e")
        assert "(à évaluer)" in driver.text
        await driver.press("enter")
        assert "Action évaluée — A-2025-009" in driver.text
        await driver.press("escape", "right")
        await driver.press("m")
        assert "Indicateur mesuré — cm2-au-college" in driver.text
        await driver.press("escape", "right")
        driver.count_from_here()
        text = "Deux cars ont manqué."
        await driver.press("n")
        await driver.press("2")
        await driver.type(text)
        await driver.press("ctrl+s")
        assert driver.strokes - len(text) <= 12
        await driver.wait_for(text)
