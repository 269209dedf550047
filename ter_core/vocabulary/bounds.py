"""What lies between two numbers, where only these can be known."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Bornes"]


class Bornes(NamedTuple):
    """At least `minimum`, at most `maximum`, both included; equal where the number is known.

    Pupils are never named: of those who came twice, only bounds can be told.
    """

    minimum: int
    maximum: int

    @classmethod
    def known(cls, minimum: int | None, maximum: int | None) -> Bornes | None:
        """The bounds, or None where either is unknown."""
        return None if minimum is None or maximum is None else cls(minimum, maximum)

    @property
    def is_exact(self) -> bool:
        """Whether the bounds meet."""
        return self.minimum == self.maximum
