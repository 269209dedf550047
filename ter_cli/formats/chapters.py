"""An answer read as a document: sentences, rows, chapters. All forms for people go through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ter_cli.formats.heading import empty_line
from ter_core.reports.report import Part
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from ter_core.reports.report import Column, Report

__all__ = ["Form", "body"]


class Form(Protocol):
    """How a form writes each piece of a document; every piece ends with an empty line."""

    def heading(self, text: str) -> list[str]:
        """The title of a chapter."""

    def paragraph(self, text: str) -> list[str]:
        """A sentence, or several."""

    def grid(self, columns: tuple[Column, ...], rows: tuple[tuple[Any, ...], ...]) -> list[str]:
        """Rows, at least one."""


def body(report: Report, form: Form) -> list[str]:
    """What the report says itself, then each of its parts."""
    lines = _chapter(_own(report), form)
    for part in report.parts:
        lines += [*form.heading(visible(part.title)), *_chapter(part, form)]
    return lines


def _own(report: Report) -> Part:
    """The report without its parts. Where these say it all, it has no table, not even an empty one.

    A chapter without columns is sentences only.
    """
    has_table = not report.is_flat if report.rows else not report.parts
    return Part(
        name=report.name,
        title=report.title,
        text=report.text,
        columns=report.columns if has_table else (),
        rows=report.rows if has_table else (),
        empty=report.empty,
    )


def _chapter(part: Part, form: Form) -> list[str]:
    # What a report says was typeset by it: it may quote data, which never is.
    lines = [line for text in part.text for line in form.paragraph(visible(text, lines=True))]
    if part.rows:
        lines += form.grid(part.columns, part.rows)
    elif part.columns:
        lines += form.paragraph(empty_line(part))
    return lines
