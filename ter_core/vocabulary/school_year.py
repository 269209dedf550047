"""The school year: 1 September to 31 August, written `2026-2027`."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar, Self

__all__ = ["AnneeScolaire"]

_SEPTEMBER = 9


class AnneeScolaire(str):
    """A school year's label, two calendar years that follow each other.

    Raises:
        ValueError: not such a label (the message is in French).
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(r"([0-9]{4})-([0-9]{4})")

    def __new__(cls, text: str) -> Self:
        """Check and normalise the text."""
        value = text.strip()
        found = cls.form.fullmatch(value)
        if not found or int(found[2]) != int(found[1]) + 1:
            raise ValueError(
                f"« {text} » n'est pas une année scolaire : écrivez-la comme 2026-2027."
            )
        return super().__new__(cls, value)

    @classmethod
    def of(cls, day: date) -> AnneeScolaire:
        """The school year a day belongs to."""
        first = day.year if day.month >= _SEPTEMBER else day.year - 1
        return super().__new__(cls, f"{first}-{first + 1}")

    @property
    def first_year(self) -> int:
        """The calendar year it begins in, the one that numbers decisions and séances."""
        return int(self[:4])

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.first_year, _SEPTEMBER, 1)

    @property
    def last_day(self) -> date:
        """31 August."""
        return date(self.first_year + 1, _SEPTEMBER - 1, 31)
