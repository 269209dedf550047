"""Dates and hours as they are typed in France, and as they are stored (ISO 8601).

Stored days are `2026-11-12`; stored hours are local French time without offset, `2026-11-12T14:00`.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

__all__ = ["FIRST_DAY", "LAST_DAY", "iso_day", "iso_hour", "spoken_day", "typed_day", "typed_hour"]

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ISO_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", re.ASCII)
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", re.ASCII)
_SPOKEN_DAY = re.compile(r"(\d{1,2}|1er)\s+([^\W\d_]+)(?:\s+(\d{4}))?")
_OFFSET = re.compile(r"([+-]\d{1,4})\s*j", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})(?:[:h](\d{2})?)?", re.ASCII)
_WORDS = {"aujourd'hui": 0, "aujourd\u2019hui": 0, "hier": -1, "demain": 1, "avant-hier": -2}
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def iso_day(text: str) -> date:
    """A stored day; ValueError (in French) if it is anything else, or out of 2000–2100."""
    if not _ISO_DAY.fullmatch(text):
        raise ValueError(f"« {text} » n'est pas une date : écrivez-la comme 2026-11-12.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"« {text} » n'existe pas dans le calendrier.") from None
    return _bounded(day, text)


def iso_hour(text: str) -> datetime:
    """A stored hour; ValueError (in French) if it is anything else, or out of 2000–2100."""
    if not _ISO_HOUR.fullmatch(text):
        raise ValueError(
            f"« {text} » n'est pas une date avec son heure : écrivez-la comme 2026-11-12T14:00."
        )
    try:
        hour = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"« {text} » n'existe pas dans le calendrier.") from None
    _bounded(hour.date(), text)
    return hour


def typed_day(text: str, today: date) -> date:
    """A typed day: 15/03/2027, 15/03, 2027-03-15, hier, demain, +15j, -30j.

    Without a year, the day is the one nearest to `today`.

    Raises:
        ValueError: it is none of these, or no such day exists (the message is in French).
    """
    value = text.strip().lower()
    if value in _WORDS:
        return today + timedelta(days=_WORDS[value])
    if offset := _OFFSET.fullmatch(value):
        return _bounded(today + timedelta(days=int(offset[1])), text)
    if found := _FRENCH_DAY.fullmatch(value):
        return _of_year(found[3], int(found[2]), int(found[1]), today, text)
    if (found := _SPOKEN_DAY.fullmatch(value)) and found[2] in _MONTHS:
        month, day = _MONTHS.index(found[2]) + 1, int(found[1].removesuffix("er"))
        return _of_year(found[3], month, day, today, text)
    if _ISO_DAY.fullmatch(value):
        return iso_day(value)
    raise ValueError(
        f"« {text} » n'est pas une date : écrivez-la comme 15/03/2027, 2027-03-15, hier ou +15j."
    )


def typed_hour(text: str, today: date) -> datetime:
    """A typed day with its hour: `12/11/2026 14:00`, `2026-11-12T14:00`, `hier 9h30`, `demain 14h`.

    Raises:
        ValueError: the day or the hour is missing or does not exist (the message is in French).
    """
    value = text.strip()
    if _ISO_HOUR.fullmatch(value):
        return iso_hour(value)
    day_text, _, hour_text = value.replace("T", " ").replace(",", " ").rpartition(" ")
    found = _HOUR.fullmatch(hour_text.strip())
    if not day_text or not found:
        raise ValueError(
            f"« {text} » n'est pas une date avec son heure : écrivez-la comme « 12/11/2026 14:00 »."
        )
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"« {hour_text} » n'est pas une heure.")
    day = typed_day(day_text.strip(" à"), today)
    return datetime.combine(day, time(hour, minute))


def spoken_day(day: date, *, weekday: bool = False) -> str:
    """A day as it is read in French: « 1er juillet 2026 », « jeudi 12 novembre 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    spoken = f"{number} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {spoken}" if weekday else spoken


def _of_year(year: str | None, month: int, day: int, today: date, text: str) -> date:
    """A day of the year that is said, or else the nearest of that name."""
    if year is None:
        return _nearest(day, month, today, text)
    return _exact(int(year), month, day, text)


def _exact(year: int, month: int, day: int, text: str) -> date:
    try:
        return _bounded(date(year, month, day), text)
    except ValueError as error:
        if "«" in str(error):
            raise
        raise ValueError(f"« {text} » n'existe pas dans le calendrier.") from None


def _nearest(day: int, month: int, today: date, text: str) -> date:
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # 29/02 exists in one of them only
            continue
    if not candidates:
        raise ValueError(f"« {text} » n'existe pas dans le calendrier.")
    return min(candidates, key=lambda candidate: abs(candidate - today))


def _bounded(day: date, text: str) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"« {text} » est hors des années 2000 à 2100.")
    return day
