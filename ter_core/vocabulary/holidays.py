"""French public holidays: eight fixed days, and three counted from Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

__all__ = ["easter", "public_holiday", "public_holidays"]

_FIXED = (
    (1, 1, "jour de l'An"),
    (5, 1, "fête du Travail"),
    (5, 8, "Victoire de 1945"),
    (7, 14, "fête nationale"),
    (8, 15, "Assomption"),
    (11, 1, "Toussaint"),
    (11, 11, "Armistice de 1918"),
    (12, 25, "Noël"),
)
_AFTER_EASTER = (
    (1, "lundi de Pâques"),
    (39, "Ascension"),
    (50, "lundi de Pentecôte"),
)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=128)
def public_holidays(year: int) -> dict[date, str]:
    """The eleven days of a calendar year on which France does not work, with their names."""
    found = {date(year, month, day): name for month, day, name in _FIXED}
    sunday = easter(year)
    for days, name in _AFTER_EASTER:  # 1 or 8 May may also be Ascension: the fixed name stays
        found.setdefault(sunday + timedelta(days=days), name)
    return found


def public_holiday(day: date) -> str | None:
    """The name of the holiday that a day is; None if it is none."""
    return public_holidays(day.year).get(day)
