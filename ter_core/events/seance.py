"""Séance: a meeting of an instance, from its date to its end; its relevé is in `releve`."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.common_rules import day_of_seance, not_before_start, start_before_end
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import unusual_day
from ter_core.events.fields import (
    ANYONE,
    Code,
    Count,
    Hour,
    Lines,
    OneChoice,
    Ref,
    Refs,
    Text,
    Title,
)
from ter_core.events.seance_lines import Represente
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import Modalite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "SEANCE",
    "PointTraite",
    "SeanceAnnulee",
    "SeanceProgrammee",
    "SeanceReportee",
    "SeanceTenue",
]

SEANCE = Subject(
    kind="seance",
    label="séance",
    plural="séances",
    key=KeyForm.NUMBER,
    letter="S",
    definition="Une réunion d'une instance : son ordre du jour, ses présents, les conclusions de "
    "chaque point, et le relevé qui en est diffusé.",
    states={
        "programmee": "programmée",
        "annulee": "annulée",
        "tenue": "tenue",
        "releve_valide": "relevé validé",
        "diffuse": "relevé diffusé",
    },
    closed=frozenset({"annulee"}),
    keeps=("debut", "fin", "instance", "presents"),
)


@frozen(kw_only=True)
class SeanceProgrammee(Event):
    """Une séance est programmée."""

    declaration = Declaration(
        subject=SEANCE, verb="programmer", label="Séance programmée", creates=True, to="programmee"
    )

    code: Annotated[
        str | None, Code("Code", help="Numéroté par le programme.", example="S-2026-003")
    ] = None
    instance: Annotated[str, Ref("Instance", to=("instance",), example="copil")]
    debut: Annotated[datetime, Hour("Début", example="12/11/2026 14:00")]
    lieu: Annotated[str, Title("Lieu", example="Mairie de Guillestre")]
    modalite: Annotated[Modalite, OneChoice("Modalité", choices=Modalite, example="presentiel")]
    coorganisateurs: Annotated[
        tuple[str, ...], Refs("Coorganisateurs", to=ANYONE, example="principal")
    ] = ()

    def default_date(self, situation: Situation) -> date:
        """Today, or the day it was held where it is written down afterwards."""
        return min(situation.today, self.debut.date())

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """People do not usually meet on a Sunday or in holidays."""
        yield from unusual_day("debut", self.debut.date(), situation)


@frozen(kw_only=True)
class SeanceReportee(Event):
    """Une séance programmée change de date ou d'heure."""

    declaration = Declaration(
        subject=SEANCE,
        verb="reporter",
        label="Séance reportée",
        after=("programmee",),
        sets=("debut",),
    )

    debut: Annotated[datetime, Hour("Nouveau début", example="19/11/2026 14:00")]
    motif: Annotated[str, Text("Motif", example="Route du col fermée par la neige")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It moves, and not to a Sunday or to holidays."""
        if situation.value("debut") == f"{self.debut:%Y-%m-%dT%H:%M}":
            yield Breach(
                "debut", "La séance est déjà prévue à cette heure.", "Donnez une autre heure."
            )
        yield from unusual_day("debut", self.debut.date(), situation)


@frozen(kw_only=True)
class SeanceAnnulee(Event):
    """Une séance programmée n'aura pas lieu."""

    declaration = Declaration(
        subject=SEANCE,
        verb="annuler",
        label="Séance annulée",
        after=("programmee",),
        to="annulee",
    )

    motif: Annotated[str, Text("Motif", example="Route du col fermée par la neige")]


@frozen(kw_only=True)
class SeanceTenue(Event):
    """La séance se tient : à noter à l'ouverture puis à la clôture, la dernière saisie fait foi."""

    declaration = Declaration(
        subject=SEANCE,
        verb="tenir",
        label="Séance tenue",
        after=("programmee", "tenue"),
        to="tenue",
        sets=(
            "debut",
            "fin",
            "presidence",
            "secretaire",
            "presents",
            "representes",
            "excuses",
            "absents",
        ),
    )

    debut: Annotated[
        datetime | None,
        Hour("Début", help="Par défaut, l'heure prévue ou déjà notée.", example="12/11/2026 14:00"),
    ] = None
    fin: Annotated[
        datetime | None, Hour("Fin", help="Connue à la clôture.", example="12/11/2026 16:10")
    ] = None
    presidence: Annotated[str | None, Ref("Présidence", to=ANYONE, example="ien")] = None
    secretaire: Annotated[str | None, Ref("Secrétaire", to=ANYONE, example="coordination")] = None
    presents: Annotated[
        tuple[str, ...], Refs("Présents", to=ANYONE, example="ien", more=("principal",))
    ] = ()
    representes: Annotated[
        tuple[Represente, ...],
        Lines("Représentés", of=Represente, example="maire-vars par maire-guillestre"),
    ] = ()
    excuses: Annotated[tuple[str, ...], Refs("Excusés", to=ANYONE, example="parc-queyras")] = ()
    absents: Annotated[tuple[str, ...], Refs("Absents", to=ANYONE, example="mairie-risoul")] = ()

    def derived_date(self) -> date | None:
        """The day it began, if it is said."""
        return self.debut.date() if self.debut else None

    def default_date(self, situation: Situation) -> date:
        """The day that was planned, or noted already."""
        return day_of_seance(situation) or situation.today

    def completed(self, situation: Situation) -> Self:
        """With the hour that was planned, or noted already."""
        known = situation.value("debut")
        if self.debut or not known:
            return self
        return self.with_values(debut=datetime.fromisoformat(known))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It ends the day it began, everybody is in one list, and the day is a usual one."""
        if self.debut is None:  # its programming has not arrived yet
            yield Breach("debut", "L'heure de début n'est pas connue.", "Donnez-la.")
            return
        yield from start_before_end(self.debut, self.fin)
        yield from self._ended(self.debut, situation)
        yield from self._in_one_list(situation)
        if day_of_seance(situation) != self.debut.date():  # else it was told when programmed
            yield from unusual_day("debut", self.debut.date(), situation)

    def _ended(self, start: datetime, situation: Situation) -> Iterator[Breach]:
        if self.fin and self.fin.date() > start.date():
            yield Breach("fin", "Une séance finit le jour où elle commence.", "Corrigez la fin.")
        elif self.fin and self.fin > situation.now:
            yield Breach(
                "fin",
                f"La fin ({self.fin:%H:%M}) est à venir : il est {situation.now:%H:%M}.",
                "Notez-la quand la séance sera finie.",
            )

    def _in_one_list(self, situation: Situation) -> Iterator[Breach]:
        seen: dict[str, str] = {}
        lists = {
            "presents": self.presents,
            "representes": tuple(line.qui for line in self.representes),
            "excuses": self.excuses,
            "absents": self.absents,
        }
        for name, members in lists.items():
            for member in members:
                if member in seen:
                    yield Breach(
                        name,
                        f"« {situation.named(member)} » est déjà dans « {seen[member]} ».",
                        "Chacun est présent, représenté, excusé ou absent.",
                    )
                seen[member] = name


@frozen(kw_only=True)
class PointTraite(Event):
    """Un point de l'ordre du jour est traité ; pour un même numéro, la dernière saisie fait foi."""

    declaration = Declaration(
        subject=SEANCE, verb="traiter", label="Point traité", after=("programmee", "tenue")
    )

    n: Annotated[int, Count("Numéro du point", least=1, most=999, example="2")]
    titre: Annotated[
        str | None,
        Title("Titre", help="S'il n'est pas à l'ordre du jour, ou a changé.", example="Transport"),
    ] = None
    contexte: Annotated[
        str | None, Text("Contexte", example="Deux classes n'ont pas de car le jeudi.")
    ] = None
    conclusions: Annotated[
        str, Text("Conclusions", example="La navette du collège desservira Vars le jeudi.")
    ]
    divergences: Annotated[
        str | None, Text("Divergences", example="Risoul souhaite un second arrêt.")
    ] = None

    def default_date(self, situation: Situation) -> date:
        """The séance's day."""
        return day_of_seance(situation) or situation.today

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """The séance has begun."""
        yield from not_before_start(situation, "n")
