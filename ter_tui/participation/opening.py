"""Opening the grid: for a participation to come, or to correct one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ter_core.events.participation import ParticipationCorrigee
from ter_core.reports.fiche import Fiche
from ter_tui.acts.looking import named
from ter_tui.acts.recording import say
from ter_tui.dialogs.ask import TellDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.ink import said, user_text
from ter_tui.participation.correction import CorrectionScreen
from ter_tui.participation.entry import GridScreen
from ter_tui.verbs import verbs_for

if TYPE_CHECKING:
    from ter_core import Written
    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["act_on", "correct", "enter"]


async def enter(app: TerApp, action: str = "") -> list[Written] | None:
    """Record participations; of an action, if its full subject is given."""
    if not await _can_write(app):
        return None
    return await app.push_screen_wait(GridScreen(action))


async def correct(app: TerApp, participation: Known) -> list[Written] | None:
    """Correct a participation, as it is now.

    Raises:
        TerError: it cannot be read.
    """
    if not await _can_write(app):
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


async def act_on(app: TerApp, key: str) -> None:
    """Choose what to say about a participation, and say it.

    Raises:
        TerError: nothing is called so, or it is refused.
    """
    subject = await named(app, "participation", key)
    verbs = verbs_for(subject.kind, subject.state)
    title = said("Que se passe-t-il ? ").append_text(user_text(subject.code, "bold"))
    choices = [(cls.__name__, said(cls.declaration.label)) for cls in verbs]
    if len(choices) == 1:
        chosen: str | None = choices[0][0]
    else:
        chosen = await app.push_screen_wait(ChooseDialog(title, choices))
    if chosen == ParticipationCorrigee.__name__:
        await correct(app, subject)
    elif chosen:
        await say(app, chosen, subject)


async def _can_write(app: TerApp) -> bool:
    if app.desk.can_write:
        return True
    told = said("Ce journal est un modèle : il se lit mais ne s'écrit pas.")
    await app.push_screen_wait(TellDialog(said("Lecture seule"), told))
    return False
