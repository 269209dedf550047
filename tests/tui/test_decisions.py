"""Décisions: what is said most often by one key, and Friday's reminders in one lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.driver import Driver, driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment
    from ter_core.reports.question import Question


async def rows(driver: Driver, question: Question) -> dict[str, dict[str, object]]:
    """What a question answers, by its first column."""
    report = await driver.app.desk.ask(question)
    return {str(next(iter(row.values()))): row for row in report.named()}


async def test_friday_is_a_handful_of_keys(demo: Path, env: Environment) -> None:
    """The messages are read, then noted as sent: every late decision reminded, in one lot."""
    async with driven(demo, env, start="journal") as driver:
        driver.count_from_here()
        await driver.press("3", "left")
        assert "3 messages, pour 3 décisions en retard" in driver.text
        assert "--" not in driver.text
        assert "region-transports" in driver.text
        await driver.press("l")
        assert "Service éducation du Département" in driver.text
        assert "Noter l’envoi" in driver.text
        await driver.press("ctrl+s", "enter")
        assert driver.strokes <= 6
        assert len(driver.app.last_written) == 3
        lots = {str(one.record.lot).partition(":")[2] for one in driver.app.last_written}
        assert len(lots) == 1
        assert "Rien à relancer" in driver.text

        await driver.press("enter", "l", "n", "e")  # nothing to do with no row
        assert len(driver.app.screen_stack) == 1


async def test_one_key_says_what_happens_to_a_decision(demo: Path, env: Environment) -> None:
    """e, v, r and l open the form of the row; nothing is said of a decision that is closed."""
    from ter_core.reports.suivi import Suivi

    async with driven(demo, env, start="decisions", size=(120, 36)) as driver:
        await driver.wait_for("Avancement constaté")  # the story of the row, beside the list

        await driver.press("e")
        await driver.wait_for("Décision exécutée")
        await driver.type("Horaires affichés")
        await driver.press("ctrl+s")
        done = (await rows(driver, Suivi(toutes=True)))["D-2025-014"]
        assert (done["etat"] if "etat" in done else done["libelle_etat"]) == "exécutée"
        assert done["preuve"] == "Horaires affichés"
        assert "15 lignes" in driver.text
        assert "D-2025-014" not in driver.text.split("Histoire")[0].splitlines()[6]

        code = driver.app.screen.table.current_key  # type: ignore[attr-defined]
        await driver.press("l")
        await driver.wait_for("Relance émise")
        assert "courriel" in driver.text  # and those who answer for it
        await driver.press("ctrl+s")
        reminded = (await rows(driver, Suivi()))[code]
        assert reminded["derniere_relance"] == env.today()

        for key, title in (("v", "Avancement constaté"), ("r", "Échéance reportée")):
            await driver.press(key)
            await driver.wait_for(title)
            await driver.press("escape")

        await driver.press("right", "right")
        await driver.press("slash")
        await driver.type("exécutée")
        await driver.press("enter", "e", "v", "r", "l")
        assert len(driver.app.screen_stack) == 1
        await driver.press("a")
        await driver.wait_for("Décision rouverte")
