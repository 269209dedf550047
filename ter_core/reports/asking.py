"""The marts at one observation date, and how a report is made of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ter_core.reports.diffusion.outside import threshold_of
from ter_core.reports.diffusion.rows import Diffusion, told_rows
from ter_core.reports.question import Marts, Question
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.bounds import Bornes

if TYPE_CHECKING:
    from ter_core.projections.engine import Projection

__all__ = ["NO_ANSWER", "AsOf", "part", "report"]

NO_ANSWER = "Rien ne répond à cette demande."
"""What is said where there is something, but not what was asked for."""


@frozen
class AsOf:
    """The marts of a projection, as of a date, as known on a day or at a position."""

    projection: Projection
    a_la_date: date
    connu_le: date | None = None
    position: Sequence[Mapping[str, Any]] | None = None

    def at(self, a_la_date: date, position: Sequence[Mapping[str, Any]] | None = None) -> AsOf:
        """The same marts on another day, or exactly as a machine knew them at a position."""
        if position is None:
            return evolve(self, a_la_date=a_la_date)
        return evolve(self, a_la_date=a_la_date, connu_le=None, position=position)

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
    narrowed: object = False,
) -> Report:
    """The report of a question: its columns, by name, from the rest of a SELECT (`from …`).

    `empty` is said where there is nothing, unless the question was `narrowed` by a filter.
    """
    declared = question.declaration
    return Report(
        name=declared.name,
        title=title or declared.label,
        columns=question.columns,
        rows=_rows(marts, question.columns, source, values, question.diffusion or Diffusion()),
        a_la_date=marts.a_la_date,
        empty=NO_ANSWER if narrowed else empty,
    )


def part(
    marts: Marts,
    *,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    source: str,
    values: Mapping[str, Any] | None = None,
    text: tuple[str, ...] = (),
    empty: str = "Aucun élément relevé.",
) -> Part:
    """A chapter: its columns, by name, from the rest of a SELECT (`from …`)."""
    rows = _rows(marts, columns, source, values, Diffusion())
    return Part(name=name, title=title, text=text, columns=columns, rows=rows, empty=empty)


def _rows(
    marts: Marts,
    columns: tuple[Column, ...],
    source: str,
    values: Mapping[str, Any] | None,
    diffusion: Diffusion,
) -> tuple[tuple[Any, ...], ...]:
    names = ", ".join(column.name for column in columns)
    rows = marts.rows(f"select {names}\n{source}", values)  # our own names
    found = _with_bounds(columns, rows)
    seuil = threshold_of(marts)
    return found if seuil is None else told_rows(columns, found, seuil, diffusion)


def _with_bounds(
    columns: tuple[Column, ...], rows: Sequence[tuple[Any, ...]]
) -> tuple[tuple[Any, ...], ...]:
    if all(column.type != "bornes" for column in columns):
        return tuple(rows)
    return tuple(
        tuple(
            _bounds(cell) if column.type == "bornes" else cell
            for column, cell in zip(columns, row, strict=True)
        )
        for row in rows
    )


def _bounds(struct: Mapping[str, Any] | None) -> Bornes | None:
    """What SQL writes `{'minimum': …, 'maximum': …}`."""
    return Bornes.known(**struct) if struct else None
