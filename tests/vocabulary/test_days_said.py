"""Days as tables write them."""

from __future__ import annotations

from datetime import date

import pytest

from ter_core.vocabulary.days_said import Side, day_said, days_said

_NEAR = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("said", "side", "day"),
    [
        ("12 nov. 2026", "exact", "2026-11-12"),
        ("3/4/27", "exact", "2027-04-03"),
        ("12.11.2026", "exact", "2026-11-12"),
        ("2026-11-12 00:00:00", "exact", "2026-11-12"),
        ("jeudi 12 novembre 2026", "exact", "2026-11-12"),
        ("1er décembre", "exact", "2026-12-01"),
        ("12/10", "exact", "2026-10-12"),
        ("12/10", "last", "2027-10-12"),
        (46338, "exact", "2026-11-12"),
        ("novembre 2026", "first", "2026-11-01"),
        ("novembre 2026", "last", "2026-11-30"),
        ("mi-mars", "last", "2027-03-15"),
        ("fin juin", "last", "2027-06-30"),
        ("début janvier", "first", "2027-01-01"),
    ],
)
def test_days_are_read(said: str | int, side: Side, day: str) -> None:
    """A stretch of time is its first or last day; a day without a year is of the school year."""
    assert day_said(said, _NEAR, side).day.isoformat() == day


@pytest.mark.parametrize(
    "said", ["novembre 2026", "mi-mars", "31/02/2027", "vendredi 12 novembre 2026", "bientôt", 12]
)
def test_what_is_no_day_is_refused(said: str | int) -> None:
    """A month, a day that is not in the calendar or of another name is no day."""
    with pytest.raises(ValueError, match="«"):
        day_said(said, _NEAR)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("du 12 au 14/11/2026", "2026-11-12", "2026-11-14"),
        ("12 et 13 nov 2026", "2026-11-12", "2026-11-13"),
        ("de mars à juin 2027", "2027-03-01", "2027-06-30"),
        ("12/11/2026", "2026-11-12", "2026-11-12"),
    ],
)
def test_spans_are_read(said: str, first: str, last: str) -> None:
    """Two days in one cell are the first and the last."""
    found = days_said(said, _NEAR)
    assert [one.day.isoformat() for one in found] == [first, last]


def test_what_is_understood_is_told() -> None:
    """A day that the text does not name comes with how it was read."""
    assert day_said("mi-mars", _NEAR, "last").how == "« mi-mars », lu 15 mars 2027"
    assert day_said("15/03/2027", _NEAR).how == ""
