"""A report as CSV: for Excel in French, or as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ter_cli.formats.values import dated_columns, number, plain, shown

if TYPE_CHECKING:
    from ter_core.reports.report import Report

__all__ = ["french_csv", "standard_csv"]

# What makes a spreadsheet compute a cell, full-width forms included.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def french_csv(report: Report) -> str:
    """`;`, byte order mark, CRLF, labels as headers, 31/12/2026, 3,5; formulas made harmless."""
    said = dated_columns(report)
    headers = [column.label for column in report.columns] + [_label(name) for name in said]
    rows = [[_french(value) for value in (*row, *said.values())] for row in report.rows]
    return "\ufeff" + _written([headers, *rows], ";")


def standard_csv(report: Report) -> str:
    """`,`, no mark, CRLF, column names as headers, 2026-12-31, 3.5; values as they are."""
    said = dated_columns(report)
    headers = [column.name for column in report.columns] + list(said)
    rows = [[_standard(value) for value in (*row, *said.values())] for row in report.rows]
    return _written([headers, *rows], ",")


def _french(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(value, group="")
    text = shown(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _standard(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    found = plain(value)
    if isinstance(found, list):
        return ", ".join(str(item) for item in found)
    return "" if found is None else str(found)


def _label(name: str) -> str:
    return {"a_la_date": "À la date du", "connu_le": "Connu le"}[name]


def _written(rows: list[list[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
