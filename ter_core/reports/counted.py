"""How a count is said in a sentence: the number, or the bounds it lies between."""

from __future__ import annotations

from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.typography import NARROW, in_full

__all__ = ["bounded", "counted", "percentage"]


def bounded(count: Bornes) -> str:
    """« 65 », « entre 781 et 842 »."""
    if count.is_exact:
        return in_full(count.minimum)
    return f"entre {in_full(count.minimum)} et {in_full(count.maximum)}"


def counted(count: Bornes | int, noun: str, plural: str = "") -> str:
    """« 65 élèves », « entre 781 et 842 élèves »; one and none are singular in French."""
    bounds = count if isinstance(count, Bornes) else Bornes(count, count)
    return f"{bounded(bounds)} {noun if bounds.maximum < 2 else plural or f'{noun}s'}"


def percentage(share: Bornes) -> str:
    """« 86 % à 93 % »."""
    least, most = share
    if least == most:
        return f"{least}{NARROW}%"
    return f"{least}{NARROW}% à {most}{NARROW}%"
