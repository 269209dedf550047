"""A report as a Markdown table, every sign of Markdown in a value made plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ter_cli.formats.heading import dates_line, empty_line, title_line
from ter_cli.formats.values import shown
from ter_cli.visible import visible
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from ter_core.reports.report import Report

__all__ = ["markdown"]

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~#&!$])")


def markdown(report: Report) -> str:
    """Title, dates, table; the empty sentence where there is no row."""
    lines = [f"## {_plain(title_line(report))}", "", f"*{dates_line(report)}*", ""]
    if not report.rows:
        return "\n".join([*lines, _plain(empty_line(report)), ""])
    numbers = [column.type == "nombre" for column in report.columns]
    lines.append(_line([_plain(french(column.label)) for column in report.columns]))
    lines.append(_line(["--:" if right else "---" for right in numbers]))
    lines += [
        _line([_plain(visible(shown(value), lines=True)) for value in row]) for row in report.rows
    ]
    return "\n".join([*lines, ""])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text).replace("\n", "<br>")
