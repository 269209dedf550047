"""« Prochaines dates »: the séances to come and the échéances of open decisions, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from ter_core.vocabulary.typography import french, in_full
from ter_tui.screens.accueil_blocks import Block, Line, Target

__all__ = ["and_more", "count", "dates"]

_NEAR = 7  # days
_WEEKDAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_PLANNED = "programmée"


@frozen(order=True)
class _Due:
    """Something that has a date, in the order of the calendar."""

    day: date
    hour: str
    code: str
    label: str
    is_meeting: bool


def dates(
    meetings: Sequence[Mapping[str, Any]],
    followed: Sequence[Mapping[str, Any]],
    day: date,
    few: int,
) -> Block:
    """The next ones from a day on."""
    found = sorted((*_meetings(meetings, day), *_dues(followed, day)))
    lines = [_line(one, day) for one in found[:few]]
    return Block(
        name="dates",
        title="Prochaines dates",
        count=count(found),
        lines=and_more(lines, len(found) - few, ("liste", "seances", "Calendrier")),
        empty="Rien n'est prévu : n programme une séance.",
    )


def and_more(lines: Sequence[Line], more: int, target: Target) -> tuple[Line, ...]:
    """The lines, and one for those that are not shown, which leads to all of them."""
    if more <= 0:
        return tuple(lines)
    told = f"et {in_full(more)} autre{'s' * (more > 1)}…"
    return (*lines, Line(text=french(told), target=target))


def count(found: Sequence[object]) -> str:
    """How many there are; nothing where there is none."""
    return in_full(len(found)) if found else ""


def _meetings(rows: Sequence[Mapping[str, Any]], day: date) -> Iterator[_Due]:
    for row in rows:
        if row["debut"] and row["debut"].date() >= day and row["libelle_etat"] == _PLANNED:
            yield _Due(
                row["debut"].date(),
                f"{row['debut']:%H:%M}",
                str(row["code_affiche"] or ""),
                str(row["libelle_instance"] or ""),
                is_meeting=True,
            )


def _dues(rows: Sequence[Mapping[str, Any]], day: date) -> Iterator[_Due]:
    for row in rows:
        if row["echeance"] and row["echeance"] >= day:
            code, label = str(row["code_affiche"] or ""), str(row["libelle"] or "")
            yield _Due(row["echeance"], "", code, label, is_meeting=False)


def _line(one: _Due, today: date) -> Line:
    days = (one.day - today).days
    kind: Target = ("seance",) if one.is_meeting else ("sujet", "decision")
    hour = f" {one.hour}" if one.hour else ""
    return Line(
        symbol="●" if one.is_meeting else "○",
        code=f"{_WEEKDAYS[one.day.weekday()]} {one.day:%d/%m}{hour}",
        text=one.label,
        who=one.code,
        end=_until(days),
        tone="attention" if days <= _NEAR else "",
        target=(*kind, one.code),
    )


def _until(days: int) -> str:
    if days > 1:
        return f"dans {in_full(days)} j"
    return "demain" if days else french("aujourd'hui")
