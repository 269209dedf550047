"""The rows of an answer as they leave the team: which cells are not told."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from ter_core.reports.diffusion.cells import Cells
from ter_core.reports.diffusion.secrets import secrets
from ter_core.reports.report import Column
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import BORNES_TUES, TU

__all__ = ["Diffusion", "Row", "Rows", "told_rows"]

Row = Mapping[str, Any]
Rows = tuple[tuple[Any, ...], ...]
_SIDES = ("minimum", "maximum")


@frozen(kw_only=True)
class Diffusion:
    """How an answer leaves the team; the columns that count persons say so themselves.

    `sums`: of each row, a column and those that are parts of it. `together`: columns that are told
    together or not at all. `follows`: columns that are not told without another. `relate` says how
    rows add up, from the key of a cell, which is the number of its row and its column; without it
    each row is on its own.
    """

    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    follows: Mapping[str, str] = field(factory=dict)
    relate: Callable[[Cells, tuple[Row, ...]], None] | None = None


def told_rows(
    columns: tuple[Column, ...], rows: Rows, threshold: int, diffusion: Diffusion
) -> Rows:
    """The rows, with a mark in each cell that is not told."""
    counts = [column for column in columns if column.persons]
    if not counts:
        return rows
    names = [column.name for column in columns]
    named = tuple(dict(zip(names, row, strict=True)) for row in rows)
    if diffusion.relate:
        cells = _cells(counts, enumerate(named), diffusion)
        diffusion.relate(cells, named)
        silent = secrets(cells, threshold)
    else:
        silent = frozenset(
            key
            for numbered in enumerate(named)
            for key in secrets(_cells(counts, [numbered], diffusion), threshold)
        )
    return tuple(
        tuple(_told(number, column, row, silent, diffusion) for column in columns)
        for number, row in enumerate(named)
    )


def _cells(counts: list[Column], rows: Iterable[tuple[int, Row]], diffusion: Diffusion) -> Cells:
    cells = Cells()
    for number, row in rows:
        for column in counts:
            value = row[column.name]
            if isinstance(value, Bornes):
                for side, bound in zip(_SIDES, value, strict=True):
                    cells.add((number, column.name, side), bound)
                least, most = ((number, column.name, side) for side in _SIDES)
                cells.within(most, least, counts=False)
                cells.together((least, most))
            else:
                cells.add((number, column.name), value)
        for whole, parts in diffusion.sums:
            cells.divide((number, whole), [(number, part) for part in parts])
        for names in diffusion.together:
            cells.together(key for name in names for key in _keys(number, name))
    return cells


def _keys(number: int, name: str) -> tuple[Hashable, ...]:
    return (number, name), *((number, name, side) for side in _SIDES)


def _told(
    number: int, column: Column, row: Row, silent: frozenset[Hashable], diffusion: Diffusion
) -> Any:
    value = row[column.name]
    name = diffusion.follows.get(column.name, column.name)
    if silent.isdisjoint(_keys(number, name)):
        return value
    return BORNES_TUES if column.type == "bornes" else TU
