"""Rows as one block of text each: nothing is cut, every value has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.formats.screen import Grid, screen
from ter_cli.formats.style import BOLD, DIM, RED, paint
from ter_cli.formats.wrap import wrap
from ter_core.reports.values import LATE, is_late, shown
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import cell_width, visible

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_cli.formats.screen import Columns, Rows
    from ter_core.reports.report import Report

__all__ = ["block_rows", "blocks"]


def blocks(report: Report, layout: Layout) -> str:
    """The answer on a terminal, one block per row."""
    return screen(report, layout, block_rows)


def block_rows(columns: Columns, rows: Rows, layout: Layout) -> Grid:
    """One block per row, its first value as a heading."""
    labels = [french(column.label) for column in columns]
    margin = min(max(cell_width(label) for label in labels), layout.width // 3)
    lines = []
    for row in rows:
        lines += [*_block(columns, labels, row, margin, layout), ""]
    return Grid(lines)


def _block(
    columns: Columns, labels: list[str], row: tuple[Any, ...], margin: int, layout: Layout
) -> list[str]:
    heading = wrap(visible(shown(row[0])) or "—", layout.width)
    lines = [paint(line, BOLD, layout) for line in heading]
    for column, label, value in list(zip(columns, labels, row, strict=True))[1:]:
        text = visible(shown(value), lines=True)
        if not text:
            continue
        late = is_late(column, value)
        pieces = wrap(f"{LATE} {text}" if late else text, max(layout.width - margin - 4, 20))
        names = wrap(label, margin)
        for at in range(max(len(pieces), len(names))):
            name = names[at] if at < len(names) else ""
            piece = pieces[at] if at < len(pieces) else ""
            padding = " " * (margin - cell_width(name))
            shade = paint(piece, RED, layout) if late else piece
            lines.append(f"  {paint(name, DIM, layout)}{padding}  {shade}".rstrip())
    return lines
