"""A measured quantity: a decimal number that the log holds as a text, without loss."""

from __future__ import annotations

import re
from typing import ClassVar, Self

from ter_core.vocabulary.typography import in_full

__all__ = ["Quantite"]


class Quantite(str):
    """A number of 12 digits and 4 decimals at most, in its shortest form: `86`, `86.5`.

    Raises:
        ValueError: the text is no such number (in French).
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:0|[1-9]\d{0,11})(?:\.\d{0,3}[1-9])?", re.ASCII
    )
    _typed: ClassVar[re.Pattern[str]] = re.compile(r"(\d{1,12})(?:[.,](\d{1,4}))?", re.ASCII)

    def __new__(cls, text: str) -> Self:
        """The shortest form of « 86,50 », « 1 200 » or « 86.5 »."""
        found = cls._typed.fullmatch(re.sub(r"[ \u00a0\u202f]", "", text))
        if not found:
            raise ValueError(
                f"« {text} » n'est pas un nombre positif, de quatre décimales au plus, comme 86,5."
            )
        decimals = (found[2] or "").rstrip("0")
        whole = found[1].lstrip("0") or "0"
        return super().__new__(cls, f"{whole}.{decimals}" if decimals else whole)

    @property
    def spoken(self) -> str:
        """As it is read in French: « 1 200,5 »."""
        whole, _, decimals = self.partition(".")
        return f"{in_full(int(whole))},{decimals}" if decimals else in_full(int(whole))
