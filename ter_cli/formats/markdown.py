"""A report in Markdown, every sign of Markdown in a value made plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ter_cli.formats.chapters import body
from ter_cli.formats.heading import dates_line, footer_line, title_line
from ter_core.reports.values import is_number, shown
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from ter_core.reports.report import Column, Report

__all__ = ["markdown"]

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~#&!$])")
# What makes a list, a rule or a heading of a paragraph that begins so.
_START = re.compile(r"\A(\d*)([-+=.)])")


def markdown(report: Report) -> str:
    """Title, dates, table; a document of several chapters has its footer at its end."""
    title, form = _plain(title_line(report)), _Markdown()
    if report.parts:
        lines = [f"# {title}", "", *body(report, form), f"*{footer_line(report)}*", ""]
    else:
        lines = [f"## {title}", "", f"*{dates_line(report)}*", "", *body(report, form)]
    return "\n".join(lines)


class _Markdown:
    """The pieces of a document in Markdown, which has no width: its reader folds the lines."""

    def heading(self, text: str) -> list[str]:
        """The title, one level under the report's."""
        return [f"## {_plain(text)}", ""]

    def paragraph(self, text: str) -> list[str]:
        """The sentence, on one line."""
        return [_START.sub(r"\1\\\2", _plain(text.strip())), ""]

    def grid(self, columns: tuple[Column, ...], rows: tuple[tuple[Any, ...], ...]) -> list[str]:
        """A table; numbers to the right."""
        return [
            _line([_plain(french(column.label)) for column in columns]),
            _line(["--:" if is_number(column) else "---" for column in columns]),
            *(_line([_plain(visible(shown(value), lines=True)) for value in row]) for row in rows),
            "",
        ]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text).replace("\n", "<br>")
