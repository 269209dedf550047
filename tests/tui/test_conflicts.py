"""A conflict is a question with every value beside the others; a digit settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core.reports.conflits import Conflits
from ter_core.reports.fiche import Fiche
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


async def test_a_conflict_is_settled_from_anywhere(demo: Path, env: Environment) -> None:
    """F8 shows both values, who said each and when; a digit and a reason settle it for good."""
    async with driven(demo, env, start="reseau") as driver:
        await driver.press("f8")
        assert driver.app.conflicts == 1
        for told in (
            "D-2025-028, Échéance",
            "29/01/2027",
            "Secrétariat du collège",
            "18/12/2026",
            "Coordination du TER",
            "le 19 novembre 2026",
            "compte en attendant",
            "1 conflit à trancher",
        ):
            assert told in driver.text, told
        await driver.press("p")
        assert "compte en attendant" not in driver.text
        assert driver.app.conflicts == 1

        await driver.press("f8", "é")
        assert "Retenir 18/12/2026" in driver.text
        assert "Écarter 29/01/2027" in driver.text
        await driver.press("escape")
        assert "Laquelle est la bonne" in driver.text
        await driver.press("right", "enter", "enter")
        assert any("Conflit tranché" in toast for toast in driver.toasts)
        assert any("Plus aucun conflit" in toast for toast in driver.toasts)
        assert driver.app.conflicts == 0
        assert "à trancher" not in "\n".join(driver.lines[:6])
        assert not (await driver.app.desk.ask(Conflits())).rows
        card = await driver.app.desk.ask(Fiche(sujet="D-2025-028"))
        values = {row["champ"]: row["valeur"] for row in card.named()}
        assert values["echeance"] == "18/12/2026"

        await driver.press("f8")
        assert "Laquelle est la bonne" not in driver.text


async def test_nothing_is_settled_where_nothing_is_written(shipped: Path, env: Environment) -> None:
    """Where the log is a model F8 says why nothing can be settled."""
    async with driven(shipped, env, start="journal") as driver:
        await driver.press("f8")
        assert "se lit mais ne s’écrit pas" in driver.text
        await driver.press("escape")
        assert "se lit mais" not in driver.text
