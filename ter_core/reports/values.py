"""A value of a report, as people read it and as a program reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import MARQUE, est_tu
from ter_core.vocabulary.money import Centimes
from ter_core.vocabulary.typography import NARROW, euros

if TYPE_CHECKING:
    from ter_core.reports.report import Column, Report

__all__ = ["LATE", "dated_columns", "is_late", "is_number", "number", "plain", "shown"]

LATE = "▲"
"""What stands before a lateness, so that it does not depend on colour."""


def shown(value: Any) -> str:
    """The value as it is read in French; nothing for an absent one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return _local(value).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Centimes):
        return euros(value)
    if isinstance(value, int | float | Decimal):
        return number(value)
    if est_tu(value):
        return MARQUE
    if isinstance(value, Bornes):
        least, most = shown(value.minimum), shown(value.maximum)
        return least if value.is_exact else f"{least} à {most}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(shown(item) for item in value)
    return str(value)


def number(value: float | Decimal, group: str = NARROW) -> str:
    """A number with a decimal comma, its thousands apart."""
    return f"{value:,}".replace(",", group).replace(".", ",")


def plain(value: Any) -> Any:
    """The value as JSON holds it: ISO dates, lists, bounds by their names.

    What is unknown is null, and so is what is not told: `masques` says which of the two.
    """
    if est_tu(value):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Centimes):
        return int(value)
    if isinstance(value, Bornes):
        return {"minimum": plain(value.minimum), "maximum": plain(value.maximum)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def is_number(column: Column) -> bool:
    """Whether the values of a column are read from the right: numbers, and bounds of numbers."""
    return column.type in ("nombre", "bornes")


def is_late(column: Column, value: Any) -> bool:
    """Whether a cell says that something is late."""
    if column.name.startswith("est_en_retard"):
        return value is True
    return column.name.startswith("nb_jours_retard") and isinstance(value, int) and value > 0


def dated_columns(report: Report) -> dict[str, Any]:
    """What each row of a form without a heading must say: its dates, and to whom it is told."""
    said: dict[str, Any] = {"a_la_date": report.a_la_date}
    if report.connu_le is not None:
        said["connu_le"] = report.connu_le
    if report.seuil is not None:
        said |= {"diffusion": "externe", "seuil": report.seuil}
    names = {column.name for column in report.columns}
    return {name: value for name, value in said.items() if name not in names}


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        return value
    from ter_core.environment import PARIS

    return value.astimezone(PARIS)
