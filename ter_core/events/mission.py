"""Mission: the letter that charges the coordination with its work for one school year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.common_rules import after_change, day_after_change, start_before_end
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Choices, Code, Count, Day, Named, Ref, Text
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import Volet
from ter_core.vocabulary.school_year import AnneeScolaire

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "MISSION",
    "MissionConfiee",
    "MissionRenouvelee",
    "MissionRevisee",
    "MissionTerminee",
]

MISSION = Subject(
    kind="mission",
    label="mission",
    plural="missions",
    key=KeyForm.EVENT,
    definition="La lettre qui confie la coordination du territoire pour une année scolaire.",
    states={"en_cours": "en cours", "terminee": "terminée"},
    closed=frozenset({"terminee"}),
    keeps=("annee_scolaire", "debut", "fin"),
)


@frozen(kw_only=True)
class MissionConfiee(Event):
    """Une lettre de mission confie la coordination pour une année scolaire."""

    declaration = Declaration(
        subject=MISSION, verb="confier", label="Mission confiée", creates=True, to="en_cours"
    )

    code: Annotated[str | None, Code("Code", example="mission-2026-2027")] = None
    annee_scolaire: Annotated[
        AnneeScolaire, Named("Année scolaire", of=AnneeScolaire, example="2026-2027")
    ]
    volets: Annotated[
        tuple[Volet, ...], Choices("Volets", choices=Volet, least=1, example="coordination")
    ]
    quotite: Annotated[
        int | None,
        Count("Quotité", least=1, most=100, help="En pour cent d'un temps plein.", example="50"),
    ] = None
    debut: Annotated[date, Day("Début", example="01/09/2026")]
    fin: Annotated[date, Day("Fin", example="31/08/2027")]

    def proposed_code(self) -> str | None:
        """From the school year: `mission-2026-2027`."""
        return f"mission {self.annee_scolaire}"

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It ends after it begins, and meets its school year."""
        del situation
        yield from _of_its_year(self.annee_scolaire, self.debut, self.fin)


@frozen(kw_only=True)
class MissionRevisee(Event):
    """La lettre de mission est révisée : volets, quotité ou dates."""

    declaration = Declaration(subject=MISSION, verb="reviser", label="Mission révisée")

    champs: Annotated[Changes, ChangesOf("Champs révisés", of=MissionConfiee)]
    motif: Annotated[str, Text("Motif", example="Décharge portée à 60 % par l'IA-DASEN")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """As when it was confided."""
        if not self.champs.given().keys() & {"annee_scolaire", "debut", "fin"}:
            return
        year = after_change(self.champs, "annee_scolaire", situation)
        start = day_after_change(self.champs, "debut", situation)
        end = day_after_change(self.champs, "fin", situation)
        if year and start and end:
            yield from _of_its_year(AnneeScolaire(year), start, end)


@frozen(kw_only=True)
class MissionRenouvelee(Event):
    """La mission est renouvelée pour une autre année scolaire."""

    declaration = Declaration(
        subject=MISSION,
        verb="renouveler",
        label="Mission renouvelée",
        sets=("annee_scolaire", "fin"),
    )

    annee_scolaire: Annotated[
        AnneeScolaire, Named("Année scolaire", of=AnneeScolaire, example="2027-2028")
    ]
    fin: Annotated[
        date | None,
        Day(
            "Fin", help="Le dernier jour de l'année, si elle n'est pas dite.", example="31/08/2028"
        ),
    ] = None

    def completed(self, situation: Situation) -> Self:
        """It lasts until the end of the year, unless its author says otherwise."""
        del situation
        return self if self.fin else self.with_values(fin=self.annee_scolaire.last_day)

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """For a year that follows, until a day of it."""
        known = situation.value("annee_scolaire")
        if known and self.annee_scolaire <= known:
            yield Breach(
                "annee_scolaire",
                f"La mission est déjà confiée pour {known} : {self.annee_scolaire} ne la suit pas.",
                "Donnez une année scolaire qui vient après.",
            )
        yield from start_before_end(self.annee_scolaire.first_day, self.fin)


@frozen(kw_only=True)
class MissionTerminee(Event):
    """La mission prend fin."""

    declaration = Declaration(
        subject=MISSION, verb="terminer", label="Mission terminée", to="terminee"
    )

    successeur: Annotated[
        str | None,
        Ref("Successeur", to=("acteur", "organisme"), help="Qui la reprend.", example="ien"),
    ] = None


def _of_its_year(year: AnneeScolaire, start: date, end: date) -> Iterator[Breach]:
    yield from start_before_end(start, end)
    if end < year.first_day or start > year.last_day:
        yield Breach(
            "annee_scolaire",
            f"Les dates de la mission sont hors de l'année scolaire {year}.",
            "Corrigez l'année ou les dates.",
        )
