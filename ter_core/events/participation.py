"""Participation: who took part in an action on a day; pupils are counted, never named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf, changed
from ter_core.events.common_rules import after_change
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import unusual_day
from ter_core.events.fields import Count, Day, Flag, Lines, Ref, Refs, Text, Title
from ter_core.events.participation_completion import complete, incomplete
from ter_core.events.participation_doubts import Counted, out_of_dates
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.events.situation import Breach
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from ter_core.events.situation import Situation, Verdict

__all__ = ["PARTICIPATION", "ParticipationCorrigee", "ParticipationEnregistree"]

_ADULTS = ("autres_professionnels", "accompagnateurs", "familles")

PARTICIPATION = Subject(
    kind="participation",
    label="participation",
    plural="participations",
    key=KeyForm.EVENT,
    definition="La venue d'élèves, d'enseignants, de familles ou de partenaires à une action, un "
    "jour donné : des nombres, jamais des noms.",
    keeps=("action", "lignes", "enseignants", *_ADULTS),
)


@frozen(kw_only=True)
class ParticipationEnregistree(Event):
    """Ceux qui ont pris part à une action, un jour donné, sont enregistrés."""

    declaration = Declaration(
        subject=PARTICIPATION,
        verb="enregistrer",
        label="Participation enregistrée",
        creates=True,
        shown=("lignes",),
    )

    action: Annotated[str, Ref("Action", to=("action",), example="A7")]
    du: Annotated[
        date | None,
        Day(
            "Premier jour",
            help="S'il y en a plusieurs ; la date du fait est le dernier.",
            example="10/11/2026",
        ),
    ] = None
    lieu: Annotated[str | None, Title("Lieu", example="Stade de Guillestre")] = None
    lignes: Annotated[
        tuple[GroupePresent, ...],
        Lines(
            "Élèves",
            of=GroupePresent,
            help="École et classe, ou école, groupe et niveau ; sans nombre, toute la classe.",
            example="guillestre/CM2-A 24",
            more=("guillestre/chorale/CM2 12 dont 7 filles",),
        ),
    ] = ()
    enseignants: Annotated[
        tuple[EquipePresente, ...],
        Lines("Enseignants", of=EquipePresente, help="École et nombre.", example="guillestre 2"),
    ] = ()
    autres_professionnels: Annotated[
        int | None,
        Count(
            "Autres professionnels", help="Intervenants, AESH, infirmière ou autres.", example="3"
        ),
    ] = None
    accompagnateurs: Annotated[
        int | None, Count("Accompagnateurs", help="Adultes bénévoles.", example="4")
    ] = None
    familles: Annotated[int | None, Count("Familles", example="15")] = None
    partenaires: Annotated[
        tuple[str, ...],
        Refs("Partenaires", to=("organisme",), help="Présents ce jour-là.", example="mairie-vars"),
    ] = ()
    heures: Annotated[
        int | None, Count("Heures", help="Durée, pour un groupe.", example="6", most=1000)
    ] = None
    estimation: Annotated[
        bool, Flag("Estimation", help="Les nombres sont donnés « environ ».", example="oui")
    ] = False

    def default_date(self, situation: Situation) -> date:
        """The day of an action that has only one, if it is past; else today."""
        day = situation.value("debut", self.action)
        if day and day == situation.value("fin", self.action):
            return min(date.fromisoformat(day), situation.today)
        return situation.today

    def completed(self, situation: Situation) -> Self:
        """Levels and numbers that the classes say."""
        return self.with_values(lignes=complete(self.lignes, situation))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Somebody came; what is counted is known, likely, and not counted already."""
        yield from incomplete("lignes", self.lignes, situation)
        yield from _begun("du", self.du, situation)
        counted = Counted(self.lignes, self.enseignants, situation)
        yield from _somebody("lignes", counted, [getattr(self, name) for name in _ADULTS])
        yield from counted.doubts()
        yield from unusual_day("survenu_le", situation.happened_on, situation)
        yield from out_of_dates(self.action, self.du, situation)
        yield from counted.repeated("action", self.action)


@frozen(kw_only=True)
class ParticipationCorrigee(Event):
    """Une erreur de saisie est corrigée : il en a toujours été ainsi de la participation."""

    declaration = Declaration(
        subject=PARTICIPATION,
        verb="corriger",
        label="Participation corrigée",
        after=("*",),
        correction=True,
    )

    champs: Annotated[Changes, ChangesOf("Champs corrigés", of=ParticipationEnregistree)]
    motif: Annotated[str, Text("Motif", example="Une classe oubliée")]

    def completed(self, situation: Situation) -> Self:
        """Levels and numbers that the classes say."""
        lines = self._lines()
        if not lines:
            return self
        return self.with_values(champs=changed(self.champs, lignes=complete(lines, situation)))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """As when it was recorded."""
        given: dict[str, Any] = self.champs.given()
        yield from incomplete("champs", self._lines(), situation)
        yield from _begun("champs", given.get("du"), situation)
        counted = Counted(self._lines(), given.get("enseignants", ()), situation)
        whole = self._becomes(situation)
        adults = [after_change(self.champs, name, situation) for name in _ADULTS]
        yield from _somebody("champs", whole, adults)
        yield from counted.doubts(pupils="champs", teachers="champs")
        if given.keys() & {"action", "lignes", "enseignants"}:
            action = after_change(self.champs, "action", situation)
            yield from whole.repeated("champs", action)

    def _becomes(self, situation: Situation) -> Counted:
        """All that the participation counts once corrected."""
        known = Counted.known(situation.subject, situation)
        given: dict[str, Any] = self.champs.given()
        emptied = dict.fromkeys(self.champs.vider, ())
        return Counted(
            given.get("lignes", emptied.get("lignes", known.lignes)),
            given.get("enseignants", emptied.get("enseignants", known.enseignants)),
            situation,
        )

    def _lines(self) -> tuple[GroupePresent, ...]:
        lines: tuple[GroupePresent, ...] = self.champs.given().get("lignes", ())
        return lines


def _begun(field: str, first_day: date | None, situation: Situation) -> Iterator[Breach]:
    """The first of several days does not come after the last."""
    if first_day and first_day > situation.happened_on:
        yield Breach(
            field,
            f"Le premier jour ({spoken_day(first_day)}) suit la date du fait "
            f"({spoken_day(situation.happened_on)}), qui est celle du dernier.",
            "Corrigez-le, ou donnez la date du dernier jour (`--le`).",
        )


def _somebody(field: str, counted: Counted, adults: list[int | None]) -> Iterator[Breach]:
    """Somebody came: no pupil is right where teachers or families did."""
    if any(adults) or counted.anybody():
        return
    yield Breach(
        field,
        "Personne n'a pris part : tous les nombres sont nuls ou absents.",
        "Donnez des élèves, des enseignants, des accompagnateurs ou des familles.",
    )
