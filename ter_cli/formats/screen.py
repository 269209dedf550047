"""An answer on a terminal, from its title to its footer; how rows stand is left to each form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from ter_cli.formats.chapters import body
from ter_cli.formats.heading import empty_line, footer_line, title_line
from ter_cli.formats.style import BOLD, DIM, paint
from ter_cli.formats.wrap import wrap

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_core.reports.report import Column, Report

__all__ = ["Columns", "Grid", "Rows", "screen"]

Columns = tuple["Column", ...]
Rows = tuple[tuple[Any, ...], ...]


class Grid(NamedTuple):
    """Rows laid out, an empty line after them; `note` is told once, at the foot of the answer."""

    lines: list[str]
    note: str = ""


def screen(report: Report, layout: Layout, grid: Callable[[Columns, Rows, Layout], Grid]) -> str:
    """Title, body, and a line that says the date and the position.

    An answer that has nothing to show is one sentence.
    """
    form = _Screen(layout, grid)
    if report.rows or report.text or report.parts:
        lines = [*form.heading(title_line(report)), *body(report, form)]
    else:
        lines = wrap(empty_line(report), layout.width)
    told = [*wrap(footer_line(report), layout.width), *form.notes]
    return "\n".join([*lines, *(paint(line, DIM, layout) for line in told), ""])


class _Screen:
    """The pieces of a document in the width of a terminal."""

    def __init__(self, layout: Layout, grid: Callable[[Columns, Rows, Layout], Grid]) -> None:
        self._layout, self._grid = layout, grid
        self.notes: list[str] = []

    def heading(self, text: str) -> list[str]:
        """The title in bold."""
        lines = wrap(text, self._layout.width)
        return [*(paint(line, BOLD, self._layout) for line in lines), ""]

    def paragraph(self, text: str) -> list[str]:
        """The sentence over the whole width."""
        return [*wrap(text, self._layout.width), ""]

    def grid(self, columns: Columns, rows: Rows) -> list[str]:
        """The rows; what is to be noted of them is kept for the foot."""
        lines, note = self._grid(columns, rows, self._layout)
        if note and note not in self.notes:
            self.notes.append(note)
        return lines
