"""What a séance records: the notes of a point, silently; who is there; its end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.environment import PARIS
from ter_core.errors import InvalidValue
from ter_core.events.seance import PointTraite
from ter_core.events.tout_sujet import EvenementAnnule
from ter_core.reports.evenements import Evenements
from ter_core.vocabulary.dates import typed_hour

if TYPE_CHECKING:
    from ter_core import Written
    from ter_tui.app import TerApp
    from ter_tui.desk import Desk
    from ter_tui.seance.live import Live, Point

__all__ = ["listed", "now_here", "read_moment", "record_notes", "rounded"]

_STEP = 5
_HOUR_ALONE = re.compile(r"\s*(\d{1,2}\s*[:h]\s*(?:\d{2})?|\d{1,2})\s*", re.ASCII)
_EMPTIED = "Notes retirées"


async def record_notes(
    app: TerApp, live: Live, point: Point, title: str, text: str
) -> Sequence[Written] | None:
    """Record what was noted of a point; a text that was emptied takes back what was recorded.

    None where a doubt was not confirmed.

    Raises:
        TerError: it is refused, or could not be written.
    """
    if not text.strip():
        return await _take_back(app, live, point)
    event = PointTraite(
        n=point.n,
        titre=title or (point.title if point.is_treated else "") or None,
        contexte=point.context or None,
        conclusions=text,
        divergences=point.differences or None,
    )
    return await app.record(Entry(event, live.subject), quiet=True)


async def _take_back(app: TerApp, live: Live, point: Point) -> Sequence[Written] | None:
    if point.context or point.differences:
        raise InvalidValue(
            "Ce point a un contexte ou des divergences : ses conclusions restent.",
            remedy="F4 montre tout le point.",
        )
    report = await app.desk.ask(Evenements(nature="seance"))
    found = [
        Entry(EvenementAnnule(evenement=row["id"], motif=_EMPTIED))
        for row in report.named()
        if row["type"] == "PointTraite"
        and row["sujet"] == live.subject
        and not row["est_annule"]
        and _number(row["donnees"]) == point.n
    ]
    return await app.record(*found, quiet=True) if found else ()


def _number(data: object) -> object:
    found = json.loads(data) if isinstance(data, str) else data
    return found.get("n") if isinstance(found, dict) else None


def now_here(desk: Desk) -> datetime:
    """The time in France, on the day that the program takes for today."""
    now = desk.env.now().astimezone(PARIS).replace(tzinfo=None, second=0, microsecond=0)
    return datetime.combine(desk.today, now.time())


def rounded(moment: datetime) -> datetime:
    """Five minutes at most before."""
    return moment - timedelta(minutes=moment.minute % _STEP)


def read_moment(typed: str, day: date) -> datetime:
    """A moment of a day: « 16:10 », « 16h10 », « 16 », or any that has its own date.

    Raises:
        ValueError: it is none (in French).
    """
    if _HOUR_ALONE.fullmatch(typed):
        return typed_hour(f"{day:%d/%m/%Y} {''.join(typed.split())}", day)
    return typed_hour(typed, day)


def listed(codes: Iterable[str]) -> str:
    """Codes as a field of many takes them."""
    return ", ".join(dict.fromkeys(code for code in codes if code))
