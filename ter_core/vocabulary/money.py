"""Sums of money, held in whole cents so that none is ever lost."""

from __future__ import annotations

__all__ = ["Centimes"]


class Centimes(int):
    """A sum in whole cents: the number that programs get, read by people in euros."""

    __slots__ = ()
