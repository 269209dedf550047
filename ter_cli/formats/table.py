"""Rows as a table that fits the width, or as blocks where no table would be readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.formats.blocks import block_rows
from ter_cli.formats.screen import Grid, screen
from ter_cli.formats.style import BOLD, DIM, RED, paint
from ter_cli.formats.wrap import widths, wrap
from ter_core.reports.values import LATE, is_late, is_number, shown
from ter_core.vocabulary.typography import NARROW, french
from ter_core.vocabulary.visible import cell_width, visible

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_cli.formats.screen import Columns, Rows
    from ter_core.reports.report import Column, Report

__all__ = ["cell", "table"]

_GAP = "  "
_FEWEST = 3
_MORE = french("Toutes les colonnes : --format texte")


def table(report: Report, layout: Layout) -> str:
    """The answer on a terminal, its rows in tables."""
    return screen(report, layout, _table_rows)


def _table_rows(columns: Columns, rows: Rows, layout: Layout) -> Grid:
    """Header and rows.

    Columns without any value, and those that stand aside, are left out; a long text goes under its
    row. Where the others do not fit, the first ones stand side by side, what the next ones have to
    say is one line under the row, and a note says how to see them all; where fewer than
    three fit, every row is a block.
    """
    filled = [at for at in range(len(columns)) if any(not _is_blank(row[at]) for row in rows)]
    kept = [at for at in filled if columns[at].place == "beside"]
    long = [at for at in filled if columns[at].place == "under"]
    beside = [columns[at] for at in kept]
    cells = [[row[at] for at in kept] for row in rows]
    fitted = _fitted(beside, cells, layout.width)
    if len(fitted) < max(min(_FEWEST, len(beside)), 1):
        return block_rows(columns, rows, layout)
    telling = [at for at in range(len(fitted), len(beside)) if _tells(beside[at], cells, at)]
    under = [
        [
            *(line for at in long for line in _long(columns[at], whole[at], layout)),
            *_details([(beside[at], row[at]) for at in telling], layout),
        ]
        for whole, row in zip(rows, cells, strict=True)
    ]
    lines = _head(beside, fitted, layout)
    for row, details in zip(cells, under, strict=True):
        lines += [*_row(beside, row, fitted, layout), *details]
        lines += [""] if any(under) else []
    lines += [] if any(under) else [""]
    is_complete = len(fitted) + len(long) == len(filled)
    return Grid(lines, "" if is_complete else _MORE)


def _fitted(columns: list[Column], rows: list[list[Any]], width: int) -> list[int]:
    """The widths of the columns that fit side by side."""
    headers = [french(column.label) for column in columns]
    cells = [
        [cell(column, value) for column, value in zip(columns, row, strict=True)] for row in rows
    ]
    rigid = [column.type not in ("texte", "liste") for column in columns]
    for count in range(len(columns), 0, -1):
        room = width - len(_GAP) * (count - 1)
        found = widths(headers[:count], cells, rigid, room)
        if found is not None:
            return found
    return []


def cell(column: Column, value: Any) -> str:
    """A value as a table or a block shows it."""
    text = visible(shown(value), lines=True)
    return f"{LATE} {text}" if is_late(column, value) else text


def _is_blank(value: Any) -> bool:
    return value in (None, "", (), [])


def _head(columns: list[Column], fitted: list[int], layout: Layout) -> list[str]:
    shown = columns[: len(fitted)]
    wrapped = [wrap(french(c.label), width) for c, width in zip(shown, fitted, strict=True)]
    height = max(len(lines) for lines in wrapped)
    padded = [[""] * (height - len(lines)) + lines for lines in wrapped]
    lines = [
        _joined(
            [
                _set(lines[at], width, column)
                for lines, width, column in zip(padded, fitted, shown, strict=True)
            ]
        )
        for at in range(height)
    ]
    rule = _GAP.join("─" * width for width in fitted)
    return [*(paint(line, BOLD, layout) for line in lines), paint(rule, DIM, layout)]


def _row(columns: list[Column], row: list[Any], fitted: list[int], layout: Layout) -> list[str]:
    shown = list(zip(columns, row, fitted, strict=False))
    wrapped = [wrap(cell(column, value), width) for column, value, width in shown]
    lines = []
    for at in range(max(len(pieces) for pieces in wrapped)):
        parts = []
        for (column, value, width), pieces in zip(shown, wrapped, strict=True):
            text = _set(pieces[at] if at < len(pieces) else "", width, column)
            parts.append(paint(text, RED, layout) if is_late(column, value) else text)
        lines.append(_joined(parts))
    return lines


def _tells(column: Column, rows: list[list[Any]], at: int) -> bool:
    """Whether a column tells rows apart: a word that all of them share says nothing of any."""
    if is_number(column) or column.type == "date" or len(rows) == 1:
        return True
    return any(row[at] != rows[0][at] for row in rows)


def _long(column: Column, value: Any, layout: Layout) -> list[str]:
    """A long text under its row, over the whole width."""
    text = cell(column, value)
    pieces = wrap(text, layout.width - len(_GAP)) if text else []
    return [f"{_GAP}{piece}" for piece in pieces]


def _details(values: list[tuple[Column, Any]], layout: Layout) -> list[str]:
    """What did not fit beside and says something, in one line under the row."""
    line = ""
    for column, value in values:
        if not value:
            continue
        told = f"{french(column.label)}{NARROW}: {cell(column, value)}".replace("\n", " ")
        longer = f"{line} · {told}" if line else f"{_GAP}{told}"
        if cell_width(longer) <= layout.width:
            line = longer
    return [paint(line, DIM, layout)] if line else []


def _set(text: str, width: int, column: Column) -> str:
    padding = " " * (width - cell_width(text))
    return padding + text if is_number(column) else text + padding


def _joined(parts: list[str]) -> str:
    return _GAP.join(parts).rstrip()
