"""A measured quantity: how it is typed, stored and read; and a sum of money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ter_core.vocabulary.quantity import Quantite
from ter_core.vocabulary.typography import euros

NUMBERS = st.decimals(min_value=0, max_value=999_999_999_999, places=4)


@pytest.mark.parametrize(
    ("typed", "stored", "spoken"),
    [
        ("86,50", "86.5", "86,5"),
        ("86.5", "86.5", "86,5"),
        ("007", "7", "7"),
        ("0,0", "0", "0"),
        ("0,0625", "0.0625", "0,0625"),
        ("1 200", "1200", "1\u202f200"),
        ("1\u00a0200,5", "1200.5", "1\u202f200,5"),
        ("1\u202f234\u202f567", "1234567", "1\u202f234\u202f567"),
    ],
)
def test_a_quantity_is_typed_stored_and_read(typed: str, stored: str, spoken: str) -> None:
    """Typed with a comma or a point, stored in one form, read as French writes it."""
    assert Quantite(typed) == stored
    assert Quantite(typed).spoken == spoken


@pytest.mark.parametrize(
    "typed", ["", ",5", "5,", "-3", "+3", "86 %", "1e3", "1,23456", "1,2,3", "1234567890123", "٣"]
)
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    """No sign, unit, exponent or lost decimal is passed over."""
    with pytest.raises(
        ValueError, match="n'est pas un nombre positif, de quatre décimales au plus"
    ):
        Quantite(typed)


@given(NUMBERS)
def test_a_quantity_loses_nothing(number: Decimal) -> None:
    """What is stored has its form, is the number that was typed, and is found again as read."""
    stored = Quantite(f"{number:f}")
    assert Quantite.form.fullmatch(stored)
    assert Decimal(stored) == number
    assert Quantite(stored) == Quantite(stored.spoken) == stored


@pytest.mark.parametrize(
    ("cents", "read"),
    [
        (0, "0\u202f€"),
        (5, "0,05\u202f€"),
        (50, "0,50\u202f€"),
        (1250_00, "1\u202f250\u202f€"),
        (1250_50, "1\u202f250,50\u202f€"),
        (1_000_000_01, "1\u202f000\u202f000,01\u202f€"),
        (-5, "-0,05\u202f€"),
        (-1250_00, "-1\u202f250\u202f€"),
    ],
)
def test_a_sum_is_read_in_euros(cents: int, read: str) -> None:
    """Thousands apart, cents in full or not at all, the unit held to its number."""
    assert euros(cents) == read
