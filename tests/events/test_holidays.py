"""French public holidays, against the calendars of real years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ter_core.vocabulary.holidays import easter, public_holiday, public_holidays


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28),
     (2038, 4, 25), (2049, 4, 18), (2076, 4, 19)],
)  # fmt: skip
def test_easter(year: int, month: int, day: int) -> None:
    """Earliest, latest and exceptional Easters are right."""
    assert easter(year) == date(year, month, day)


def test_the_eleven_holidays_of_2026() -> None:
    """As published."""
    assert sorted(public_holidays(2026)) == [
        date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14),
        date(2026, 5, 25), date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1),
        date(2026, 11, 11), date(2026, 12, 25),
    ]  # fmt: skip


def test_a_holiday_has_a_name_and_another_day_has_none() -> None:
    """The name goes into a message."""
    assert public_holiday(date(2026, 5, 14)) == "Ascension"
    assert public_holiday(date(2026, 5, 15)) is None


def test_a_day_that_is_two_holidays_at_once() -> None:
    """Ascension on 1 May 2008: ten days left, and the fixed name."""
    assert public_holiday(date(2008, 5, 1)) == "fête du Travail"
    assert len(public_holidays(2008)) == 10


@given(st.integers(2000, 2100))
def test_easter_is_a_spring_sunday(year: int) -> None:
    """Between 22 March and 25 April; Ascension is a Thursday, Whit Monday a Monday."""
    sunday = easter(year)

    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)
    assert sunday.weekday() == 6
    assert (sunday + timedelta(days=39)).weekday() == 3
