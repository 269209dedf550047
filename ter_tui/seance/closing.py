"""F7 and F10: the agenda before the séance, its end after it."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from rich.text import Text

from ter_core import Entry
from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.seance import SeanceTenue
from ter_core.events.seance_lines import Point as Line
from ter_core.reports.preparer import Preparer
from ter_tui.acts.recording import fill
from ter_tui.dialogs.ask import AskDialog
from ter_tui.forms.form import FormRequest
from ter_tui.ink import colour, said, user_text
from ter_tui.seance.saving import now_here, read_moment, rounded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ter_tui.app import TerApp
    from ter_tui.seance.live import Live

__all__ = ["ask_end", "set_agenda"]


async def set_agenda(app: TerApp, live: Live, written: Collection[int]) -> None:
    """Arrest the agenda, what the log proposes already typed.

    What is proposed leaves their numbers to the points that are `written` already.

    Raises:
        TerError: the séance has no agenda to prepare any more, or it is refused.
    """
    rows = (await app.desk.ask(Preparer(seance=live.subject))).named()
    used = {*written, *(row["n"] for row in rows if row["est_arrete"])}
    free = (n for n in count(1) if n not in used)
    lines = [
        Line(
            n=row["n"] if row["est_arrete"] else next(free),
            titre=row["titre"],
            rapporteur=row["code_rapporteur"],
        ).short()
        for row in rows
    ]
    request = FormRequest(
        OrdreDuJourArrete,
        live.subject,
        f"{live.code} {live.instance_label}",
        texts={"points": "\n".join(lines)},
        fixed={"le": ""},
    )
    await fill(app, request)


async def ask_end(app: TerApp, live: Live, unsaved: Sequence[str]) -> bool:
    """Note when the séance ended; whether the relevé may be looked at.

    Raises:
        TerError: it is refused, or could not be written.
    """
    day = live.day or app.desk.today

    def refuse(typed: str) -> str:
        try:
            read_moment(typed, day)
        except ValueError as error:
            return str(error) if typed.strip() else "Donnez l'heure de la fin."
        return ""

    proposed = _proposed(app, live)
    text = f"{proposed:%H:%M}" if proposed else ""
    dialog = AskDialog(
        said("Clore la séance", "bold"),
        _told(app, live, unsaved),
        text=text,
        placeholder="16:10",
        refuse=refuse,
    )
    typed = await app.push_screen_wait(dialog)
    if typed is None:
        return False
    end = read_moment(typed, day)
    if end == live.end:
        return True
    return await app.record(Entry(SeanceTenue(fin=end), live.subject), quiet=True) is not None


def _proposed(app: TerApp, live: Live) -> datetime | None:
    """The end that is known, or the present moment where the séance is of today."""
    now = now_here(app.desk)
    if live.end or live.day != now.date():
        return live.end
    return rounded(now)


def _told(app: TerApp, live: Live, unsaved: Sequence[str]) -> Text:
    """What is still missing, and what comes next."""
    warning = colour(app.current_theme, "attention")
    text = Text()
    if not live.is_attended:
        text.append_text(said("◆ Personne n'est noté présent : F5, avant de clore.\n", warning))
    silent = [one for one in live.points if not one.is_treated]
    if silent:
        several = "s" * (len(silent) > 1)
        told = f"◆ {len(silent)} point{several} sans conclusion.\n"
        text.append_text(said(told, warning))
    for one in unsaved:
        text.append_text(user_text(f"◆ {one}\n", warning))
    text.append("\n" if text.plain else "")
    return text.append_text(
        said("À quelle heure la séance a-t-elle fini ? Le relevé vient ensuite.")
    )
