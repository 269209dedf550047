"""Année: a school year of the territory, with the five periods between its holidays."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Day, Lines, Named
from ter_core.events.lines import Line
from ter_core.events.situation import Breach
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.school_year import AnneeScolaire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ANNEE", "AnneeClose", "AnneeOuverte", "Periode"]

_PERIODS = 5

ANNEE = Subject(
    kind="annee",
    label="année scolaire",
    plural="années scolaires",
    key=KeyForm.YEAR,
    definition="Une année du 1er septembre au 31 août, en cinq périodes que séparent les vacances.",
    states={"ouverte": "ouverte", "close": "close"},
    closed=frozenset({"close"}),
    keeps=("periodes",),
)


@frozen(kw_only=True)
class Periode(Line):
    """A stretch of school between two holidays, first and last day included."""

    title: ClassVar[str] = "une période"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<debut>\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})(?:\s*-\s*|\s+)"
        r"(?P<fin>\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})",
        re.ASCII,
    )
    example: ClassVar[str] = "01/09/2026-16/10/2026"

    debut: Annotated[date, Day("Premier jour", example="01/09/2026")]
    fin: Annotated[date, Day("Dernier jour", example="16/10/2026")]

    def check(self) -> None:
        """It ends after it begins."""
        if self.fin < self.debut:
            raise ValueError(
                f"La fin ({spoken_day(self.fin)}) précède le début ({spoken_day(self.debut)})."
            )

    def short(self) -> str:
        """`01/09/2026-16/10/2026`."""
        return f"{self.debut:%d/%m/%Y}-{self.fin:%d/%m/%Y}"


@frozen(kw_only=True)
class AnneeOuverte(Event):
    """Une année scolaire s'ouvre, avec ses cinq périodes."""

    declaration = Declaration(
        subject=ANNEE, verb="ouvrir", label="Année ouverte", creates=True, to="ouverte"
    )

    annee_scolaire: Annotated[
        AnneeScolaire, Named("Année scolaire", of=AnneeScolaire, example="2026-2027")
    ]
    periodes: Annotated[
        tuple[Periode, ...],
        Lines(
            "Périodes",
            of=Periode,
            least=_PERIODS,
            help="Cinq, dans l'ordre : premier et dernier jour de classe.",
            example="01/09/2026-16/10/2026",
            more=(
                "02/11/2026-18/12/2026",
                "04/01/2027-19/02/2027",
                "08/03/2027-16/04/2027",
                "03/05/2027-03/07/2027",
            ),
        ),
    ]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Five periods, in order, inside the year."""
        del situation
        year, periods = self.annee_scolaire, self.periodes
        if len(periods) != _PERIODS:
            yield Breach(
                "periodes",
                f"Il y a {len(periods)} périodes : une année scolaire en a cinq.",
                "Donnez-les toutes, de la rentrée aux vacances d'été.",
            )
        for before, after in pairwise(periods):
            if after.debut <= before.fin:
                yield Breach(
                    "periodes",
                    f"La période « {after.short()} » commence avant la fin de "
                    f"« {before.short()} ».",
                    "Donnez-les dans l'ordre, sans qu'elles se chevauchent.",
                )
        for period in periods:
            if not year.first_day <= period.debut <= period.fin <= year.last_day:
                yield Breach(
                    "periodes",
                    f"La période « {period.short()} » sort de l'année scolaire {year}.",
                    "Une année va du 1er septembre au 31 août.",
                )


@frozen(kw_only=True)
class AnneeClose(Event):
    """L'année scolaire est close : une saisie tardive devra être confirmée."""

    declaration = Declaration(subject=ANNEE, verb="clore", label="Année close", to="close")
