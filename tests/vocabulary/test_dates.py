"""Days as people write them in words."""

from __future__ import annotations

from datetime import date

import pytest

from ter_core.vocabulary.dates import spoken_day, typed_day, typed_hour

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15 octobre 2027", date(2027, 10, 15)),
        ("1er juillet 2027", date(2027, 7, 1)),
        ("2  Août 2027", date(2027, 8, 2)),
        ("3 décembre", date(2026, 12, 3)),
        ("3 juin", date(2026, 6, 3)),
    ],
)
def test_a_day_is_typed_as_it_is_read(typed: str, day: date) -> None:
    """Its month in letters; without a year, the nearest of that name."""
    assert typed_day(typed, TODAY) == day
    assert typed_day(spoken_day(day), TODAY) == day


def test_a_day_and_its_hour_too() -> None:
    """« 12 novembre 2026 à 14h30 »."""
    assert typed_hour("12 novembre 2026 à 14h30", TODAY).isoformat() == "2026-11-12T14:30:00"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31 février 2027", "n'existe pas dans le calendrier"),
        ("15 brumaire 2027", "n'est pas une date"),
        ("15 octobre 1899", "hors des années 2000 à 2100"),
        ("octobre 2027", "n'est pas une date"),
    ],
)
def test_what_is_no_day_is_refused(typed: str, message: str) -> None:
    """No such day, no such month, out of bounds, no day."""
    with pytest.raises(ValueError, match=message):
        typed_day(typed, TODAY)
