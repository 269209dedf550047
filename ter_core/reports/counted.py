"""How a count is said in a sentence: the number, or the bounds it lies between; money in euros."""

from __future__ import annotations

from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import est_tu
from ter_core.vocabulary.money import Centimes
from ter_core.vocabulary.typography import NARROW, euros, in_full

__all__ = ["bounded", "counted", "percentage"]

_VOWELS = "aeiouéèêh"


def bounded(count: Bornes) -> str:
    """« 65 », « entre 781 et 842 », « 1 250 € »."""
    if count.is_exact:
        return _told(count.minimum)
    return f"entre {_told(count.minimum)} et {_told(count.maximum)}"


def counted(count: Bornes | int, noun: str, plural: str = "") -> str:
    """« 65 élèves », « entre 781 et 842 élèves »; one and none are singular in French.

    « un nombre non communiqué d'élèves », where it is not told.
    """
    bounds = count if isinstance(count, Bornes) else Bornes(count, count)
    if est_tu(bounds):
        several = plural or f"{noun}s"
        of = "d'" if several[0] in _VOWELS else "de "
        return f"un nombre non communiqué {of}{several}"
    return f"{bounded(bounds)} {noun if bounds.maximum < 2 else plural or f'{noun}s'}"


def percentage(share: Bornes) -> str:
    """« 86 % à 93 % »."""
    least, most = share
    if least == most:
        return f"{least}{NARROW}%"
    return f"{least}{NARROW}% à {most}{NARROW}%"


def _told(number: int) -> str:
    return euros(number) if isinstance(number, Centimes) else in_full(number)
