"""A report as one block of text per row: nothing is cut, every value has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.formats.heading import empty_line, footer_line, title_line
from ter_cli.formats.style import BOLD, DIM, RED, paint
from ter_cli.formats.values import LATE, is_late, shown
from ter_cli.formats.wrap import wrap
from ter_cli.visible import cell_width, visible
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_core.reports.report import Report

__all__ = ["blocks"]


def blocks(report: Report, layout: Layout) -> str:
    """Title, one block per row, and a line that says the date and the position."""
    footer = paint(footer_line(report), DIM, layout)
    if not report.rows:
        return "\n".join([empty_line(report), footer, ""])
    labels = [french(column.label) for column in report.columns]
    margin = min(max(cell_width(label) for label in labels), layout.width // 3)
    lines = [paint(title_line(report), BOLD, layout), ""]
    for row in report.rows:
        lines += [*_block(report, labels, row, margin, layout), ""]
    return "\n".join([*lines, footer, ""])


def _block(
    report: Report, labels: list[str], row: tuple[Any, ...], margin: int, layout: Layout
) -> list[str]:
    lines = [paint(visible(shown(row[0])) or "—", BOLD, layout)]
    for column, label, value in list(zip(report.columns, labels, row, strict=True))[1:]:
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
