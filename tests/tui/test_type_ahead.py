"""What is typed faster than the screen follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.form import FormScreen
from ter_tui.seance.paper import Paper
from tests.tui.driver import driven

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.environment import Environment


async def test_a_burst_goes_where_each_key_leads(demo: Path, env: Environment) -> None:
    """Keys that come all at once do what they would have done one by one."""
    async with driven(demo, env, start="decisions") as driver:
        await driver.press("n")
        await driver.burst("tab", *"mail", "tab", *"Ouvrir", "tab", *"prin", "tab", *"+15j")
        texts = {box.plan.key: box.text for box in driver.app.screen.query(FieldBox)}
        assert texts["hors_seance"] == "mail"
        assert texts["libelle"] == "Ouvrir"
        assert texts["responsables"].strip(", ") == "principal"
        assert texts["echeance"] == "+15j"


async def test_what_is_typed_goes_to_what_was_asked_for(demo: Path, env: Environment) -> None:
    """Keys that come before a form, a choice or a séance is there wait for it."""
    async with driven(demo, env, start="decisions") as driver:
        await driver.burst("e", *"fait")
        texts = {box.plan.key: box.text for box in driver.app.screen.query(FieldBox)}
        assert texts["preuve"] == "fait"
        driver.app.post_message(Paste("\nau conseil,\r\n  puis affiché\n"))
        await driver.settle()
        assert driver.app.screen.query(FieldBox).first().text == "fait" + "au conseil, puis affiché"
        await driver.burst("ctrl+s", "ctrl+s")
        assert sum("Décision exécutée" in one for one in driver.toasts) == 1
        await driver.burst("v", "down", "enter")
        form = driver.app.screen
        assert isinstance(form, FormScreen)
        form.action_save()
        form.action_save()  # by the mouse, which waits for nothing
        await driver.settle()
        assert sum("Avancement constaté" in one for one in driver.toasts) == 1
        await driver.burst("a", "5")
        assert "Décision confiée" in driver.lines[1]
        await driver.burst("escape", "2", "s", *"Bon", "f5", "t")
        assert "10 présents" in driver.text
        await driver.burst("escape")
        assert driver.app.screen.query_one(Paper).text == "Bon"
