"""Décision: what an instance decided; adopted, put right, ended. Its course is in `avancement`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.axe import TRANSVERSAL
from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.common_rules import day_of_seance, joins_seance
from ter_core.events.declaration import Declaration, KeyForm, OneOf, Subject
from ter_core.events.fields import ANYONE, Code, Count, Day, OneChoice, Ref, Refs, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import EtatDecision
from ter_core.vocabulary.dates import spoken_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "DECISION",
    "DecisionAbandonnee",
    "DecisionAdoptee",
    "DecisionRectifiee",
    "DecisionRemplacee",
    "DecisionReouverte",
]

_CLOSED = ("executee", "abandonnee", "remplacee")

DECISION = Subject(
    kind="decision",
    label="décision",
    plural="décisions",
    key=KeyForm.NUMBER,
    letter="D",
    definition="Ce qu'une instance a décidé : qui en répond, et pour quand.",
    states={state.value: state.label for state in EtatDecision},
    closed=frozenset(_CLOSED),
    keeps=("echeance", "permanente"),
)


@frozen(kw_only=True)
class DecisionAdoptee(Event):
    """Une décision est adoptée, en séance ou entre deux séances."""

    declaration = Declaration(
        subject=DECISION,
        verb="adopter",
        label="Décision adoptée",
        creates=True,
        to="a_faire",
        one_of=(OneOf(("seance", "hors_seance")), OneOf(("echeance", "permanente"))),
    )

    code: Annotated[
        str | None, Code("Code", help="Numéroté par le programme.", example="D-2026-014")
    ] = None
    seance: Annotated[str | None, Ref("Séance", to=("seance",), example="S3")] = None
    hors_seance: Annotated[
        str | None,
        Title("Hors séance", help="Le canal, si aucune séance ne l'a prise.", example="courriel"),
    ] = None
    point: Annotated[
        int | None,
        Count("Point", least=1, most=999, help="Son numéro à l'ordre du jour.", example="2"),
    ] = None
    libelle: Annotated[
        str, Title("Libellé", example="Ouvrir une navette entre Vars et le collège le jeudi")
    ]
    axe: Annotated[
        str | None,
        Ref("Axe", to=("axe",), words=(TRANSVERSAL,), help="Ou « transversal ».", example="axe-2"),
    ] = None
    action: Annotated[str | None, Ref("Action", to=("action",), example="A7")] = None
    responsables: Annotated[
        tuple[str, ...], Refs("Responsables", to=ANYONE, least=1, example="principal")
    ]
    contributeurs: Annotated[
        tuple[str, ...], Refs("Contributeurs", to=ANYONE, example="mairie-vars")
    ] = ()
    echeance: Annotated[date | None, Day("Échéance", example="15/03/2027")] = None
    permanente: Annotated[
        str | None,
        Title("Permanente", help="Le motif, si elle n'a pas d'échéance.", example="Règle de vie"),
    ] = None
    priorite: Annotated[
        int, Count("Priorité", least=1, most=3, help="De 1 (haute) à 3 (basse).", example="2")
    ] = 2

    def default_date(self, situation: Situation) -> date:
        """The séance's day."""
        day = day_of_seance(situation, self.seance) if self.seance else None
        return day or situation.today

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Its séance may still take it, and its échéance is to come."""
        if self.seance:
            yield from joins_seance(situation, "seance", self.seance)
        elif self.point is not None:
            yield Breach(
                "point",
                "Une décision prise hors séance n'a pas de point à l'ordre du jour.",
                "Retirez le point, ou donnez la séance.",
            )
        yield from _due_after(self.echeance, situation)


@frozen(kw_only=True)
class DecisionRectifiee(Event):
    """Une erreur de saisie est rectifiée : il en a toujours été ainsi de la décision."""

    declaration = Declaration(
        subject=DECISION,
        verb="rectifier",
        label="Décision rectifiée",
        after=("*",),
        state_field="etat",
        correction=True,
    )

    champs: Annotated[Changes, ChangesOf("Champs rectifiés", of=DecisionAdoptee)]
    etat: Annotated[
        EtatDecision | None, OneChoice("État", choices=EtatDecision, example="en_cours")
    ] = None
    motif: Annotated[str, Text("Motif", example="Erreur de saisie du responsable")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """As when it was adopted."""
        given = self.champs.given()
        if seance := given.get("seance"):
            yield from joins_seance(situation, "champs", seance)
        yield from _due_after(given.get("echeance"), situation)


@frozen(kw_only=True)
class DecisionAbandonnee(Event):
    """La décision ne sera pas exécutée."""

    declaration = Declaration(
        subject=DECISION, verb="abandonner", label="Décision abandonnée", to="abandonnee"
    )

    motif: Annotated[str, Text("Motif", example="Le transporteur s'est retiré")]
    seance: Annotated[
        str | None,
        Ref("Séance", to=("seance",), help="Celle qui l'abandonne.", example="S4"),
    ] = None

    def default_date(self, situation: Situation) -> date:
        """The séance's day."""
        day = day_of_seance(situation, self.seance) if self.seance else None
        return day or situation.today

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """The séance that gives it up may still take a decision."""
        if self.seance:
            yield from joins_seance(situation, "seance", self.seance)


@frozen(kw_only=True)
class DecisionRemplacee(Event):
    """Une autre décision remplace celle-ci."""

    declaration = Declaration(
        subject=DECISION,
        verb="remplacer",
        label="Décision remplacée",
        to="remplacee",
        sets=("par",),
    )

    par: Annotated[str, Ref("Remplacée par", to=("decision",), example="D15")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """What replaces it is another decision, still open or adopted since."""
        state, name = situation.state(self.par), situation.named(self.par)
        if self.par == situation.subject:
            yield Breach("par", "Une décision ne se remplace pas elle-même.", "Citez l'autre.")
        elif state in ("abandonnee", "remplacee"):
            yield Breach(
                "par",
                f"« {name} » est elle-même {DECISION.states[state]}.",
                "Citez une décision qui tient.",
            )
        elif state == "executee" and _adopted(situation, self.par) < _adopted(situation):
            yield Breach(
                "par",
                f"« {name} » est exécutée, et a été adoptée avant celle-ci.",
                "Citez une décision ouverte, ou adoptée depuis.",
            )


@frozen(kw_only=True)
class DecisionReouverte(Event):
    """Une décision que l'on croyait finie est de nouveau à faire."""

    declaration = Declaration(
        subject=DECISION,
        verb="rouvrir",
        label="Décision rouverte",
        after=_CLOSED,
        to="a_faire",
    )

    motif: Annotated[str, Text("Motif", example="La navette s'est arrêtée en janvier")]


def _due_after(due: date | None, situation: Situation) -> Iterator[Breach]:
    if due is not None and due < situation.happened_on:
        yield Breach(
            "echeance",
            f"L'échéance ({spoken_day(due)}) précède la décision "
            f"({spoken_day(situation.happened_on)}).",
            "Corrigez l'échéance, ou la date de la décision (`--le`).",
        )


def _adopted(situation: Situation, decision: str | None = None) -> date:
    return min((known.happened_on for known in situation.events(decision)), default=date.max)
