"""The figures that a line goes to: what the end of their keys may be."""

from __future__ import annotations

from collections.abc import Iterator

from ter_core.vocabulary.levels import Niveau
from tests.counting.book import PERIODS, day_of
from tests.counting.drawn import SCHOOLS, Outing, Planned

__all__ = ["degree_of", "of_action", "of_line", "of_outing"]


def of_outing(outing: Outing, action: Planned, first: int) -> Iterator[str]:
    """The whole, the axe, the nature, the month, the period if it is no holiday."""
    yield from of_action(action)
    yield f".mois.{day_of(first, outing.day)[:7]}"
    for number, (start, end) in enumerate(PERIODS, 1):
        if day_of(first, start) <= day_of(first, outing.day) <= day_of(first, end):
            yield f".periode.P{number}"


def of_action(action: Planned) -> Iterator[str]:
    """The whole, the axe, the nature."""
    yield ""
    yield f".axe.axe-{action.axe}"
    yield f".nature.{action.nature}"


def of_line(school: str, niveau: str) -> Iterator[str]:
    """The degré, cycle, level, école and commune."""
    known = Niveau(niveau) if niveau else None
    degre = known.degre if known and known.degre else degree_of(school)
    yield f".degre.{degre}"
    if known:
        yield f".niveau.{known}"
        if known.cycle:
            yield f".cycle.{known.cycle}"
    yield f".etablissement.{school}"
    yield f".commune.{SCHOOLS[school][0]}"


def degree_of(school: str) -> str:
    """Of an établissement."""
    return "2D" if school in {"college", "lycee"} else "1D"
