"""What stands for a number of persons that is not told outside the team."""

from __future__ import annotations

from typing import Any, Final

from ter_core.vocabulary.bounds import Bornes

__all__ = ["BORNES_TUES", "LEGENDE", "MARQUE", "TU", "Tu", "est_tu"]

MARQUE = "n. c."
"""How it is written, whatever it stands for: a small count, or one that would give it away."""

LEGENDE = f"{MARQUE} : non communiqué, effectif de moins de {{seuil}} ou qui le révélerait."


class Tu:
    """A number that is not told: it holds nothing, and what is computed from it is not told.

    Only numbers above zero are kept silent, so it counts as one (`if count`, `count > 0`); of what
    else it may be, nothing is known. Whatever would turn it into a true number fails.
    """

    __slots__ = ()

    def _same(self, _: object = None) -> Tu:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _same
    __floordiv__ = __rfloordiv__ = __truediv__ = __rtruediv__ = _same

    def __gt__(self, other: object) -> bool:
        return True

    def __lt__(self, other: object) -> bool:
        return False

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return MARQUE

    def __format__(self, _: str) -> str:
        return MARQUE

    __repr__ = __str__


TU: Final[Any] = Tu()
"""The only one: it stands wherever a number does."""

BORNES_TUES: Final = Bornes(TU, TU)
"""Bounds that are not told: which of the two is small is not told either."""


def est_tu(value: object) -> bool:
    """Whether a value, or the bounds that it is, is not told."""
    return isinstance(value, Tu) or (
        isinstance(value, Bornes) and any(isinstance(one, Tu) for one in value)
    )
