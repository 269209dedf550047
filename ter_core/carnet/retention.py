"""How long a person is kept once they hold no function any more."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from ter_core.carnet.person import Person

__all__ = ["DEFAULT", "EXPIRED", "Duration", "expired", "last_day"]

EXPIRED = "Durée de conservation échue"
"""On what ground those are erased whose time has passed."""

_FORM = re.compile(r"(\d{1,4})\s*(a|an|ans|m|mois|j|jour|jours)", re.ASCII)


@frozen
class Duration:
    """A number of months or of days."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, typed: str) -> Duration:
        """« 3a », « 36m », « 90j »; ValueError (in French) otherwise."""
        found = _FORM.fullmatch(typed.strip().lower())
        if not found:
            raise ValueError(f"« {typed} » n'est pas une durée : écrivez-la comme 3a, 36m ou 90j.")
        number = int(found[1])
        if found[2][0] == "j":
            return cls(days=number)
        return cls(months=number * 12 if found[2][0] == "a" else number)

    def before(self, day: date) -> date:
        """The day that stands this long before another."""
        year, month = divmod(day.year * 12 + day.month - 1 - self.months, 12)
        if year < 1:
            return date.min
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) - timedelta(days=self.days)


DEFAULT = Duration(months=12)


def last_day(person: Person) -> date | None:
    """The last day of the last function, None while one has no end.

    Of who never held one, the day of what was written last.
    """
    if not person.tenures:
        return max((date.fromisoformat(one.ecrit_le[:10]) for one in person.mentions), default=None)
    ends = [one.au for one in person.tenures]
    return None if None in ends else max(end for end in ends if end is not None)


def expired(people: Iterable[Person], duration: Duration, today: date) -> tuple[Person, ...]:
    """Those whose last function ended longer ago than that, the oldest first."""
    limit = duration.before(today)
    found = [(last, one) for one in people if (last := last_day(one)) is not None and last < limit]
    return tuple(one for _, one in sorted(found, key=lambda each: (each[0], each[1].id)))
