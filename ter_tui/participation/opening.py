"""Opening the grid: for a participation to come, or to correct one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ter_core.reports.fiche import Fiche
from ter_tui.acts.writing import may_write
from ter_tui.participation.correction import CorrectionScreen
from ter_tui.participation.entry import GridScreen

if TYPE_CHECKING:
    from ter_core import Written
    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["correct", "enter"]


async def enter(app: TerApp, action: str = "") -> list[Written] | None:
    """Record participations; of an action, if its full subject is given."""
    if not await may_write(app):
        return None
    return await app.push_screen_wait(GridScreen(action))


async def correct(app: TerApp, participation: Known) -> list[Written] | None:
    """Correct a participation, as it is now.

    Raises:
        TerError: it cannot be read.
    """
    if not await may_write(app):
        return None
    report = await app.desk.ask(Fiche(sujet=participation.subject))
    stored = {
        row["champ"]: json.loads(row["donnee"])
        for row in report.named()
        if row["donnee"] is not None
    }
    days = [row["survenu_le"] for row in report.named() if row["survenu_le"]]
    happened_on = min(days, default=app.desk.today)
    return await app.push_screen_wait(CorrectionScreen(participation, stored, happened_on))
