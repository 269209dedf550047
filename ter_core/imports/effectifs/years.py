"""Which school year of a file is read, and how its rows say theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from ter_core.errors import InvalidValue
from ter_core.imports.files.headings import Headings
from ter_core.imports.files.sheet import Row
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["year_of", "year_read"]

_YEAR = re.compile(r"(?:rentr[ée]e\s*)?(20[0-9]{2})(?:\s*[-/–]\s*(?:20)?[0-9]{2})?", re.IGNORECASE)


def year_of(headings: Headings, row: Row) -> AnneeScolaire | None:
    """The school year of a row: « 2026 », « 2026-2027 », « Rentrée 2026 »; None if not said.

    Raises:
        ValueError: something else is said (in French).
    """
    value = headings.value(row, "rentree")
    if value is None:
        return None
    if isinstance(value, date | datetime):
        return AnneeScolaire.of(value if not isinstance(value, datetime) else value.date())
    found = _YEAR.fullmatch(str(value))
    if not found:
        raise ValueError(f"« {value} » n'est pas une rentrée : il faut 2026, ou 2026-2027.")
    return AnneeScolaire.of(date(int(found[1]), 9, 1))


def year_read(
    headings: Headings, today: date, *, year: AnneeScolaire | None, on: date | None
) -> AnneeScolaire:
    """The year that is read: the one that is asked for, else the latest that has begun.

    Raises:
        InvalidValue: `on` is not in it, or it has not begun.
    """
    said = [one for one in _said(headings) if one.first_day <= today]
    chosen = year or (AnneeScolaire.of(on) if on else max(said, default=AnneeScolaire.of(today)))
    if on and AnneeScolaire.of(on) != chosen:
        raise InvalidValue(
            f"Le {on:%d/%m/%Y} n'est pas de l'année scolaire {chosen}.",
            where="date du constat",
            remedy="Donnez un jour de cette année, ou une autre année.",
        )
    if chosen.first_day > today:
        raise InvalidValue(
            f"L'année scolaire {chosen} n'a pas commencé.",
            where="année scolaire",
            remedy="Un effectif se constate : importez celui-ci à la rentrée.",
        )
    return chosen


def _said(headings: Headings) -> Iterator[AnneeScolaire]:
    for row in headings.rows:
        try:
            if year := year_of(headings, row):
                yield year
        except ValueError:
            continue  # told when the row is read
