"""Whether anything may be recorded now, said before somebody fills in what would be refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_tui.dialogs.ask import TellDialog
from ter_tui.ink import said

if TYPE_CHECKING:
    from ter_tui.app import TerApp

__all__ = ["may_write"]


async def may_write(app: TerApp) -> bool:
    """Whether the log may be written as of the day that is looked at; why not is told."""
    if not app.desk.can_write:
        why = "Ce journal est un modèle : il se lit mais ne s'écrit pas."
    elif app.moment is not None:
        why = "Vous regardez une autre date : Ctrl+D revient à aujourd'hui."
    else:
        return True
    await app.push_screen_wait(TellDialog(said("Lecture seule"), said(why)))
    return False
