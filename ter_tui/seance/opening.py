"""Opening a séance from anywhere: live while it may be written, else its relevé."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_tui.acts.looking import named
from ter_tui.seance.live import OPEN

if TYPE_CHECKING:
    from ter_tui.app import TerApp

__all__ = ["open_seance"]


async def open_seance(app: TerApp, key: str) -> None:
    """Open the séance of a code over the screen.

    Raises:
        TerError: nothing is called so.
    """
    known = await named(app, "seance", key)
    if known.state in OPEN and app.moment is None:
        from ter_tui.screens.seance import SeanceScreen

        await app.push_screen(SeanceScreen(known))
    else:
        from ter_tui.seance.releve import ReleveScreen

        await app.push_screen(ReleveScreen(known))
