"""What is typed faster than the screen follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_tui.forms.field_box import FieldBox
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
