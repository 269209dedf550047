"""How a count is said in a sentence: the number, or the bounds it lies between."""

from __future__ import annotations

from datetime import date

from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import NARROW, in_full

__all__ = ["counted", "share", "year_or_current"]


def counted(count: Bornes | int, noun: str, plural: str = "") -> str:
    """« 65 élèves », « entre 781 et 842 élèves »; one and none are singular in French."""
    bounds = count if isinstance(count, Bornes) else Bornes(count, count)
    word = noun if bounds.maximum < 2 else plural or f"{noun}s"
    if bounds.is_exact:
        return f"{in_full(bounds.minimum)} {word}"
    return f"entre {in_full(bounds.minimum)} et {in_full(bounds.maximum)} {word}"


def share(count: Bornes, total: int) -> str:
    """« 86 % à 93 % »: whole percentages, rounded down, so that 100 % leaves nobody out."""
    least, most = (bound * 100 // total for bound in count)
    if least == most:
        return f"{least}{NARROW}%"
    return f"{least}{NARROW}% à {most}{NARROW}%"


def year_or_current(year: AnneeScolaire | None, day: date) -> AnneeScolaire:
    """The school year that was asked for, or that of the observation date."""
    return year or AnneeScolaire.of(day)
