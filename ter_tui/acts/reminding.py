"""Reminding everybody who is late, in one lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core import Entry
from ter_tui.acts.presenting import CHANNEL
from ter_tui.acts.recording import record
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.reminders import RemindersDialog
from ter_tui.ink import said

if TYPE_CHECKING:
    from ter_core import Report
    from ter_core.reports.relancer import Relancer
    from ter_tui.app import TerApp

__all__ = ["send_reminders"]


async def send_reminders(app: TerApp, question: Relancer, report: Report) -> None:
    """Show the messages; once they are sent, record it of every decision at once."""
    if not await app.push_screen_wait(RemindersDialog(report)):
        return
    told = said("Ils partent par vos soins. Par quel moyen ? C'est ce qui en sera noté.")
    title = said("Messages envoyés", "bold")
    channel = await app.push_screen_wait(AskDialog(title, told, text=CHANNEL, refuse=_needed))
    if channel:
        found = question.recordings(report, canal=channel.strip())
        await record(app, *(Entry(event, subject) for event, subject in found))


def _needed(typed: str) -> str:
    return "" if typed.strip() else "Il faut dire par quel moyen."
