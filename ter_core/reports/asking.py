"""The marts at one observation date, and how a report is made of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ter_core.reports.question import Marts, Question
from ter_core.reports.report import Report

if TYPE_CHECKING:
    from ter_core.projections.engine import Projection

__all__ = ["AsOf", "report"]


@frozen
class AsOf:
    """The marts of a projection, as of a date, as known on a day or at a position."""

    projection: Projection
    a_la_date: date
    connu_le: date | None = None
    position: Sequence[Mapping[str, Any]] | None = None

    def at(self, a_la_date: date, position: Sequence[Mapping[str, Any]] | None = None) -> AsOf:
        """The same marts on another day, or exactly as a machine knew them at a position."""
        return evolve(self, a_la_date=a_la_date, position=position or self.position)

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows of one SELECT over marts."""
        return self.projection.query(
            sql,
            values,
            a_la_date=self.a_la_date,
            connu_le=self.connu_le,
            position=self.position,
        ).rows


def report(
    question: Question,
    marts: Marts,
    source: str,
    *,
    values: Mapping[str, Any] | None = None,
    title: str = "",
    empty: str = "Rien à cette date.",
) -> Report:
    """The report of a question: its columns, by name, from the rest of a SELECT (`from …`)."""
    names = ", ".join(column.name for column in question.columns)
    declared = question.declaration
    return Report(
        name=declared.name,
        title=title or declared.label,
        columns=question.columns,
        rows=tuple(marts.rows(f"select {names}\n{source}", values)),  # our own names
        a_la_date=marts.a_la_date,
        empty=empty,
    )
