"""A moment that a question compares: a day, or a whole school year."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from attrs import frozen

from ter_core.events.kinds import Kind, typed_as
from ter_core.vocabulary import dates
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Moment", "moment_of"]


@frozen
class Moment(Kind):
    """A day in any of the forms people type, or a school year; held as a text in full."""

    word: ClassVar[str] = "moment"
    expects: ClassVar[str] = "une date ou une année scolaire"

    def check(self, value: object) -> str:
        """The text, of a day (`2026-01-15`) or of a school year."""
        text = typed_as(str, value, self.expects).strip()
        moment = moment_of(text)
        return moment if isinstance(moment, AnneeScolaire) else moment.isoformat()

    def parse(self, typed: str, today: date) -> str:
        """The text in full."""
        if AnneeScolaire.form.fullmatch(typed.strip()):
            return self.check(typed)
        return dates.typed_day(typed, today).isoformat()


def moment_of(text: str) -> AnneeScolaire | date:
    """What a text in full says.

    Raises:
        ValueError: neither a day nor a school year (in French).
    """
    return AnneeScolaire(text) if AnneeScolaire.form.fullmatch(text) else dates.iso_day(text)
