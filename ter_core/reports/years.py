"""The school year that a question is about: one that is named, or that of the observation date."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ter_core.events.fields import Named
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["AskedYear", "year_or_current"]

AskedYear = Annotated[
    AnneeScolaire | None,
    Named(
        "Année scolaire",
        of=AnneeScolaire,
        help="Par défaut, celle de la date d'observation.",
        example="2026-2027",
    ),
]


def year_or_current(year: AnneeScolaire | None, day: date) -> AnneeScolaire:
    """The school year that was asked for, or that of the observation date."""
    return year or AnneeScolaire.of(day)
