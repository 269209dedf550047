"""The marts of somebody outside the team: the same, and what a report must not tell of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from ter_core.reports.question import Marts

__all__ = ["Outside", "inside", "threshold_of"]


@frozen
class Outside:
    """Marts, and the number of persons under which none is told; reports hide the counts."""

    marts: Marts
    seuil: int

    @property
    def a_la_date(self) -> date:
        """The observation date."""
        return self.marts.a_la_date

    def at(self, a_la_date: date, position: Sequence[Mapping[str, Any]] | None = None) -> Outside:
        """The same marts on another day, or exactly as a machine knew them at a position."""
        return evolve(self, marts=self.marts.at(a_la_date, position))

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows of one SELECT over marts."""
        return self.marts.rows(sql, values)


def threshold_of(marts: Marts) -> int | None:
    """The number of persons under which none is told; None inside the team, where all are."""
    return marts.seuil if isinstance(marts, Outside) else None


def inside(marts: Marts) -> Marts:
    """The same marts for the team."""
    return marts.marts if isinstance(marts, Outside) else marts
