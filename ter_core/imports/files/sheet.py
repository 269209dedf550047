"""A table as a file gives it: rows of cells, each row with the number people see beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from attrs import field, frozen

__all__ = ["Row", "Sheet", "Value"]

Value = str | int | Decimal | date | datetime | None
"""A text is stripped and never empty; a whole number is an int, whatever the file says of it."""


@frozen
class Row:
    """One row; `number` is 1 for the first row of the file, header included.

    Cells that a merge hides hold the value of the cell they are merged with: `merged` gives, for
    the index of each, the number of the row where that value stands.
    """

    number: int
    cells: tuple[Value, ...]
    merged: Mapping[int, int] = field(factory=dict)


@frozen
class Sheet:
    """One table of a file, its empty rows left out; `others` names the other tables."""

    name: str
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()
