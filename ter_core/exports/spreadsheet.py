"""A report as CSV: for Excel in French, or as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ter_core.reports.values import dated_columns, number, plain, shown
from ter_core.vocabulary.masked import MARQUE, est_tu

if TYPE_CHECKING:
    from ter_core.reports.report import Column, Report

__all__ = ["french_csv", "standard_csv"]

# What makes a spreadsheet compute a cell, full-width forms included.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_SAID = {
    "a_la_date": "À la date du",
    "connu_le": "Connu le",
    "diffusion": "Diffusion",
    "seuil": "Seuil de diffusion",
}


class _Header(NamedTuple):
    """How a program and a person call a column."""

    name: str
    label: str


class _Sheet(NamedTuple):
    """What both kinds of CSV write, each in its own way."""

    headers: list[_Header]
    rows: list[list[Any]]


def french_csv(report: Report) -> str:
    """`;`, byte order mark, CRLF, labels as headers, 31/12/2026, 3,5; formulas made harmless."""
    sheet = _sheet(report)
    headers = [header.label for header in sheet.headers]
    rows = [[_french(value) for value in row] for row in sheet.rows]
    return "\ufeff" + _written([headers, *rows], ";")


def standard_csv(report: Report) -> str:
    """`,`, no mark, CRLF, column names as headers, 2026-12-31, 3.5; values as they are."""
    sheet = _sheet(report)
    headers = [header.name for header in sheet.headers]
    rows = [[_standard(value) for value in row] for row in sheet.rows]
    return _written([headers, *rows], ",")


def _sheet(report: Report) -> _Sheet:
    """The rows, each with the dates that it holds at; bounds are two columns."""
    said = dated_columns(report)
    headers = [header for column in report.columns for header in _headers(column)]
    headers += [_Header(name, _SAID[name]) for name in said]
    rows = []
    for row in report.rows:
        cells = zip(report.columns, row, strict=True)
        values = [value for column, cell in cells for value in _values(column, cell)]
        rows.append([*values, *said.values()])
    return _Sheet(headers, rows)


def _headers(column: Column) -> list[_Header]:
    if column.type != "bornes":
        return [_Header(column.name, column.label)]
    return [
        _Header(f"{column.name}_min", f"{column.label}, au moins"),
        _Header(f"{column.name}_max", f"{column.label}, au plus"),
    ]


def _values(column: Column, cell: Any) -> tuple[Any, ...]:
    if column.type != "bornes":
        return (cell,)
    return (None, None) if cell is None else tuple(cell)


def _french(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return number(value, group="")
    text = shown(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _standard(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    found = MARQUE if est_tu(value) else plain(value)
    if isinstance(found, list):
        return ", ".join(str(item) for item in found)
    return "" if found is None else str(found)


def _written(rows: list[list[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
