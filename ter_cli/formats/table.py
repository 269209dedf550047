"""A report as a table that fits the width, or as blocks where no table would be readable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.formats.blocks import blocks
from ter_cli.formats.heading import empty_line, footer_line, title_line
from ter_cli.formats.style import BOLD, DIM, RED, paint
from ter_cli.formats.values import LATE, is_late, shown
from ter_cli.formats.wrap import widths, wrap
from ter_cli.visible import cell_width, visible
from ter_core.vocabulary.typography import NARROW, french

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_core.reports.report import Column, Report

__all__ = ["cell", "table"]

_GAP = "  "
_FEWEST = 3


def table(report: Report, layout: Layout) -> str:
    """Title, header, rows, and a line that says the date and the position.

    Columns without any value are left out. Those that do not fit, from the last, are told under
    each row; where fewer than three fit, every row is a block.
    """
    if not report.rows:
        return "\n".join([empty_line(report), paint(footer_line(report), DIM, layout), ""])
    kept = [at for at in range(len(report.columns)) if _is_filled(report, at)]
    columns = [report.columns[at] for at in kept]
    rows = [[row[at] for at in kept] for row in report.rows]
    fitted = _fitted(columns, rows, layout.width)
    if len(fitted) < min(_FEWEST, len(columns)):
        return blocks(report, layout)
    lines = _head(columns, fitted, layout)
    for row in rows:
        lines += _row(columns, row, fitted, layout)
        if len(fitted) < len(columns):
            lines += [*_details(columns[len(fitted) :], row[len(fitted) :], layout), ""]
    title = paint(title_line(report), BOLD, layout)
    lines += [""] if lines[-1] else []
    return "\n".join([title, "", *lines, paint(footer_line(report), DIM, layout), ""])


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


def _is_filled(report: Report, index: int) -> bool:
    return any(row[index] not in (None, "", (), []) for row in report.rows)


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


def _details(columns: list[Column], values: list[Any], layout: Layout) -> list[str]:
    """What did not fit beside, under the row."""
    told = [
        f"{french(column.label)}{NARROW}: {text}"
        for column, value in zip(columns, values, strict=True)
        if (text := cell(column, value))
    ]
    pieces = wrap(" · ".join(told).replace("\n", " "), layout.width - len(_GAP)) if told else []
    return [f"{_GAP}{paint(piece, DIM, layout)}" for piece in pieces]


def _set(text: str, width: int, column: Column) -> str:
    padding = " " * (width - cell_width(text))
    return padding + text if column.type == "nombre" else text + padding


def _joined(parts: list[str]) -> str:
    return _GAP.join(parts).rstrip()
