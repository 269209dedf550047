"""Reminding: one decision to those who answer for it, or everybody who is late, in one lot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.events.avancement import RelanceEmise
from ter_tui.acts.looking import named
from ter_tui.acts.recording import fill, record
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.reminders import RemindersDialog
from ter_tui.forms.form import FormRequest
from ter_tui.ink import said

if TYPE_CHECKING:
    from ter_core import Report
    from ter_core.reports.relancer import Relancer
    from ter_tui.app import TerApp

__all__ = ["remind", "send_reminders"]

_CHANNEL = "courriel"


async def remind(app: TerApp, key: str, functions: Sequence[str]) -> None:
    """Record that whoever answers for a decision was reminded of it."""
    subject = await named(app, "decision", key)
    texts = {"destinataires": ", ".join(functions), "canal": _CHANNEL}
    label = f"{subject.code} {subject.label}"
    await fill(app, FormRequest(RelanceEmise, subject.subject, label, texts=texts))


async def send_reminders(app: TerApp, question: Relancer, report: Report) -> None:
    """Show the messages; once they are sent, record it of every decision at once."""
    if not await app.push_screen_wait(RemindersDialog(report)):
        return
    told = said("Ils partent par vos soins. Par quel moyen ? C'est ce qui en sera noté.")
    title = said("Messages envoyés", "bold")
    channel = await app.push_screen_wait(AskDialog(title, told, text=_CHANNEL, refuse=_needed))
    if channel:
        found = question.recordings(report, canal=channel.strip())
        await record(app, *(Entry(event, subject) for event, subject in found))


def _needed(typed: str) -> str:
    return "" if typed.strip() else "Il faut dire par quel moyen."
