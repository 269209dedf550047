"""Days as people write them in a table: « 12 nov. 2026 », « 3/4/27 », « fin mars ».

What names a day is that day. What names a stretch of time (a month, a part of one) stands for its
first day where something begins, for its last where it is due, and for none where a day is needed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from attrs import frozen

from ter_core.vocabulary.dates import FIRST_DAY, LAST_DAY, spoken_day, typed_day
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import fold

__all__ = ["DaySaid", "Side", "day_said", "days_said"]

Side = Literal["exact", "first", "last"]

_MONTHS = (
    ("janvier", "janv", "jan"), ("fevrier", "fevr", "fev"), ("mars", "mar"), ("avril", "avr"),
    ("mai",), ("juin",), ("juillet", "juil", "jul"), ("aout", "aou"), ("septembre", "sept", "sep"),
    ("octobre", "oct"), ("novembre", "nov"), ("decembre", "dec"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = re.compile(rf"^(?:le )?({'|'.join(_WEEKDAYS)}|lun|mar|mer|jeu|ven|sam|dim) (?=\d)")
_NUMBERS = re.compile(r"(\d{1,2}) (\d{1,2})(?: (\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})(?: 0?0 0?0(?: 0?0)?)?")
_SPOKEN = re.compile(rf"(\d{{1,2}}|1er) ({_NAMES})(?: (\d{{4}}|\d{{2}}))?")
_PART = re.compile(
    rf"(?:(debut|mi|fin|courant|avant fin|avant la fin)(?: de)? )?({_NAMES})(?: (\d{{4}}|\d{{2}}))?"
)
_SPAN = re.compile(r"(?:du |de )?(.+?) (?:au|et|à|jusqu'au) (.+)")
_SERIAL = (36526, 73415)  # 2000-01-01 to 2100-12-31, as spreadsheets count days
_SEPTEMBER = 9
_EPOCH = date(1899, 12, 30)


@frozen
class DaySaid:
    """A day, and how it was understood where the text does not name it."""

    day: date
    how: str = ""


def day_said(said: str | int, near: date, side: Side = "exact") -> DaySaid:
    """The day that a text, or the number of a spreadsheet, stands for.

    Without a year it is of the school year of `near`; what is due comes after `near`.

    Raises:
        ValueError: it names no day, or a stretch of time where a day is needed (in French).
    """
    if isinstance(said, int):
        return _serial(said)
    words = _WEEKDAY.sub("", fold(said))
    if words.isdigit() and len(words) == 5:
        return _serial(int(words))
    if found := _ISO.fullmatch(words):
        return DaySaid(_day(int(found[1]), int(found[2]), int(found[3]), said))
    if found := _NUMBERS.fullmatch(words):
        return _with_year(found[3], int(found[2]), int(found[1]), near, side, said)
    if found := _SPOKEN.fullmatch(words):
        number = int(found[1].removesuffix("er"))
        day = _with_year(found[3], _MONTH[found[2]], number, near, side, said)
        return _checked_weekday(said, day)
    if found := _PART.fullmatch(words):
        return _part(found[1] or "", _MONTH[found[2]], found[3], near, side, said)
    try:
        return DaySaid(typed_day(said, near))
    except ValueError:
        raise ValueError(f"« {said} » n'est pas une date.") from None


def days_said(said: str | int, near: date) -> tuple[DaySaid, DaySaid]:
    """The first and the last day of « du 12 au 14/11/2026 », or twice the only one.

    Raises:
        ValueError: it names no such days (in French).
    """
    if isinstance(said, str) and (found := _SPAN.fullmatch(said.strip().lower())):
        last = day_said(found[2], near, "last")
        first_text = found[1].strip()
        if re.fullmatch(r"(?:le )?(?:\d{1,2}|1er)", first_text):  # « 12 au 14/11/2026 »
            digits = re.sub(r"\D", "", first_text)
            first = DaySaid(_day(last.day.year, last.day.month, int(digits), said))
        else:
            first = day_said(found[1], last.day, "first")
        if first.day > last.day:
            raise ValueError(f"« {said} » : le premier jour suit le dernier.")
        return first, last
    return day_said(said, near, "first"), day_said(said, near, "last")


def _serial(number: int) -> DaySaid:
    if not _SERIAL[0] <= number <= _SERIAL[1]:
        raise ValueError(f"« {number} » n'est pas une date.")
    day = _EPOCH + timedelta(days=number)
    return DaySaid(day, f"nombre du tableur {number}, lu {spoken_day(day)}")


def _with_year(
    year: str | None, month: int, day: int, near: date, side: Side, said: str
) -> DaySaid:
    if year is None:
        found = _supposed(month, day, near, side, said)
        return DaySaid(found, f"sans année, lu {spoken_day(found)}")
    return DaySaid(_day(_full(year), month, day, said))


def _part(part: str, month: int, year: str | None, near: date, side: Side, said: str) -> DaySaid:
    if side == "exact":
        raise ValueError(f"« {said} » ne dit pas quel jour.")
    number = _full(year) if year else _supposed(month, 15, near, side, said).year
    length = monthrange(number, month)[1]
    first, last = {"debut": (1, 10), "mi": (15, 15), "fin": (21, length)}.get(part, (1, length))
    if part.startswith("avant"):
        first = last = length
    found = _day(number, month, first if side == "first" else last, said)
    return DaySaid(found, f"« {said} », lu {spoken_day(found)}")


def _supposed(month: int, day: int, near: date, side: Side, said: str) -> date:
    """The day of that name in the school year of `near`; what is due is due after it."""
    first = AnneeScolaire.of(near).first_year
    found = _day(first if month >= _SEPTEMBER else first + 1, month, day, said)
    return found if side != "last" or found >= near else _day(found.year + 1, month, day, said)


def _checked_weekday(said: str, found: DaySaid) -> DaySaid:
    """The day, if it is the day of the week that was said with it."""
    word = fold(said).removeprefix("le ").split()[0]
    named = next((n for n, name in enumerate(_WEEKDAYS) if name == word), None)
    if named is not None and named != found.day.weekday():
        raise ValueError(
            f"« {said} » : le {spoken_day(found.day)} est un {_WEEKDAYS[found.day.weekday()]}."
        )
    return found


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _day(year: int, month: int, day: int, said: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"« {said} » n'existe pas dans le calendrier.") from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError(f"« {said} » est hors des années 2000 à 2100.")
    return found
