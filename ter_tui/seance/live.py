"""A séance as data for the screen, read from the reports that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ter_core.reports.releve import Releve
from ter_core.reports.seances import Seances

if TYPE_CHECKING:
    from ter_core import Report
    from ter_tui.desk import Desk, Known

__all__ = ["OPEN", "Live", "Point", "Seat", "Taken", "fetch"]

OPEN = ("programmee", "tenue")
"""The states in which a séance may still be written."""


@frozen
class Point:
    """A point of the agenda, or one that came up; `conclusions` are those recorded."""

    n: int
    title: str = ""
    is_announced: bool = False
    is_treated: bool = False
    context: str = ""
    conclusions: str = ""
    differences: str = ""
    rapporteur: str = ""


@frozen
class Taken:
    """A decision of the séance."""

    code: str
    label: str
    point: int | None
    who: tuple[str, ...]
    due: date | None
    state: str
    subject: str


@frozen
class Seat:
    """Somebody expected or noted: `presence` is a word of the relevé, `par` who stands in."""

    subject: str
    code: str
    label: str
    presence: str
    par: str = ""
    role: str = ""


@frozen
class Live:
    """Everything that the screen shows of a séance."""

    subject: str
    code: str
    state: str
    state_label: str
    instance: str
    instance_label: str
    start: datetime | None
    end: datetime | None
    place: str
    points: tuple[Point, ...]
    seats: tuple[Seat, ...]
    taken: tuple[Taken, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may still be written."""
        return self.state in OPEN

    @property
    def day(self) -> date | None:
        """The day it is, or was, held."""
        return self.start.date() if self.start else None

    @property
    def presidence(self) -> str:
        """The code of who leads it; empty while it is not said."""
        return next((one.code for one in self.seats if one.role == "présidence"), "")

    @property
    def is_attended(self) -> bool:
        """Whether somebody was noted, in whatever way."""
        return any(one.presence != "attendu" for one in self.seats)

    def number(self, presence: str) -> int:
        """How many are noted so."""
        return sum(one.presence == presence for one in self.seats)


async def fetch(desk: Desk, known: Known, moment: date | None = None) -> tuple[Live, Report]:
    """A séance, and its relevé as the report tells it.

    Raises:
        TerError: as the desk says.
    """
    report = await desk.ask(Releve(seance=known.subject), moment)
    rows = (await desk.ask(Seances(), moment)).named()
    row = next((one for one in rows if one["code_affiche"] == known.code), {})
    return _live(known, row, report), report


def _live(known: Known, row: Mapping[str, Any], report: Report) -> Live:
    parts = {part.name: part for part in report.parts}
    return Live(
        subject=known.subject,
        code=known.code,
        state=known.state or "",
        state_label=known.state_label or "",
        instance=row.get("code_instance") or "",
        instance_label=row.get("libelle_instance") or known.label,
        start=row.get("debut"),
        end=row.get("fin"),
        place=row.get("lieu") or "",
        points=tuple(_point(one) for one in report.named()),
        seats=tuple(_seat(one) for one in parts["presences"].named()),
        taken=tuple(_taken(one) for one in parts["decisions"].named()),
    )


def _point(row: Mapping[str, Any]) -> Point:
    return Point(
        n=row["n"],
        title=row["titre"] or "",
        is_announced=bool(row["est_a_l_ordre_du_jour"]),
        is_treated=bool(row["est_traite"]),
        context=row["contexte"] or "",
        conclusions=row["conclusions"] or "",
        differences=row["divergences"] or "",
        rapporteur=row["libelle_rapporteur"] or "",
    )


def _seat(row: Mapping[str, Any]) -> Seat:
    return Seat(
        subject=row["sujet"],
        code=row["code"] or "",
        label=row["libelle"] or "",
        presence=row["presence"],
        par=row["par"] or "",
        role=row["role"] or "",
    )


def _taken(row: Mapping[str, Any]) -> Taken:
    return Taken(
        code=row["code_affiche"],
        label=row["libelle"] or "",
        point=row["point"],
        who=tuple(row["responsables"] or ()),
        due=row["echeance"],
        state=row["libelle_etat"] or "",
        subject=row["sujet"],
    )
