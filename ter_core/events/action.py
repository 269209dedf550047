"""Action: what the network does together (the letter's « projet »), and how it ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.action_doubts import Outline, duplicates
from ter_core.events.axe import TRANSVERSAL
from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.common_rules import after_change, day_after_change, start_before_end
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import outside_network, unusual_day
from ter_core.events.fields import (
    ANYONE,
    Amount,
    Choices,
    Code,
    Count,
    Day,
    OneChoice,
    Ref,
    Refs,
    Text,
    Title,
)
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import NatureAction
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.levels import Niveau

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "ACTION",
    "ActionAnnulee",
    "ActionFusionnee",
    "ActionInscrite",
    "ActionModifiee",
    "ActionRectifiee",
    "ActionReprise",
    "ActionSuspendue",
    "ActionTerminee",
    "standing_for",
]

ACTION = Subject(
    kind="action",
    label="action",
    plural="actions",
    key=KeyForm.NUMBER,
    letter="A",
    definition="Ce que des établissements du réseau font ensemble pour un axe de la convention. "
    "Qu'elle soit en cours ou passée se lit dans ses dates et ses participations.",
    states={
        "inscrite": "inscrite",
        "suspendue": "suspendue",
        "annulee": "annulée",
        "terminee": "terminée",
    },
    closed=frozenset({"annulee", "terminee"}),
    keeps=("intitule", "axe", "nature", "etablissements", "debut", "fin", "dans"),
)


@frozen(kw_only=True)
class ActionInscrite(Event):
    """Une action est inscrite au programme du réseau."""

    declaration = Declaration(
        subject=ACTION, verb="inscrire", label="Action inscrite", creates=True, to="inscrite"
    )

    code: Annotated[
        str | None, Code("Code", help="Numéroté par le programme.", example="A-2026-007")
    ] = None
    intitule: Annotated[str, Title("Intitulé", example="Rencontre d'athlétisme CM2 – 6e")]
    axe: Annotated[
        str,
        Ref("Axe", to=("axe",), words=(TRANSVERSAL,), help="Ou « transversal ».", example="axe-3"),
    ]
    objectif: Annotated[
        str | None, Title("Objectif", example="Que chaque CM2 connaisse le collège avant juin")
    ] = None
    nature: Annotated[NatureAction, OneChoice("Nature", choices=NatureAction, example="sport")]
    description: Annotated[
        str | None, Text("Description", example="Cinq ateliers tenus par les élèves de 6e.")
    ] = None
    porteur: Annotated[str, Ref("Porteur", to=ANYONE, help="Qui la mène.", example="principal")]
    etablissements: Annotated[
        tuple[str, ...],
        Refs(
            "Établissements",
            to=("etablissement",),
            least=1,
            help="Leurs codes ou leurs UAI.",
            example="guillestre",
            more=("vars",),
        ),
    ]
    niveaux: Annotated[
        tuple[Niveau, ...], Choices("Niveaux", choices=Niveau, example="CM2", more=("6E",))
    ] = ()
    partenaires: Annotated[
        tuple[str, ...], Refs("Partenaires", to=("organisme",), example="mairie-vars")
    ] = ()
    debut: Annotated[date, Day("Début", example="12/11/2026")]
    fin: Annotated[
        date, Day("Fin", help="Le même jour, si elle n'en a qu'un.", example="12/11/2026")
    ]
    lieu: Annotated[str | None, Title("Lieu", example="Stade de Guillestre")] = None
    eleves_prevus: Annotated[int | None, Count("Élèves prévus", example="120")] = None
    budget_prevu: Annotated[
        int | None, Amount("Budget prévu", help="En euros.", example="1250,50")
    ] = None
    decision: Annotated[
        str | None,
        Ref("Décision", to=("decision",), help="Celle dont elle vient.", example="D14"),
    ] = None
    dispositif: Annotated[
        str | None, Title("Dispositif", help="S'il en est un.", example="Savoir rouler à vélo")
    ] = None
    source: Annotated[
        str | None, Title("Source", help="Le document d'où elle vient.", example="Fiche action 12")
    ] = None

    def default_date(self, situation: Situation) -> date:
        """Today, or its first day where it is written down afterwards."""
        return min(self.debut, situation.today)

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It ends after it begins; on a usual day, in the network, and not for the second time."""
        yield from start_before_end(self.debut, self.fin)
        yield from outside_network("etablissements", self.etablissements, situation)
        if self.debut == self.fin:
            yield from unusual_day("debut", self.debut, situation)
        yield from duplicates(
            "intitule",
            Outline(self.axe, self.nature, self.debut, self.fin, frozenset(self.etablissements)),
            situation,
        )


@frozen(kw_only=True)
class ActionModifiee(Event):
    """Une action change de dates, d'établissements, de contenu ou de porteur."""

    declaration = Declaration(subject=ACTION, verb="modifier", label="Action modifiée")

    champs: Annotated[Changes, ChangesOf("Champs modifiés", of=ActionInscrite)]
    motif: Annotated[str | None, Text("Motif", example="Piste enneigée : reportée au 19")] = None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """As when it was inscribed."""
        yield from _changed(self.champs, situation)


@frozen(kw_only=True)
class ActionRectifiee(Event):
    """Une erreur de saisie est rectifiée : il en a toujours été ainsi de l'action."""

    declaration = Declaration(
        subject=ACTION,
        verb="rectifier",
        label="Action rectifiée",
        after=("*",),
        correction=True,
    )

    champs: Annotated[Changes, ChangesOf("Champs rectifiés", of=ActionInscrite)]
    motif: Annotated[str, Text("Motif", example="Erreur de saisie de l'axe")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """As when it was inscribed."""
        yield from _changed(self.champs, situation)


@frozen(kw_only=True)
class ActionSuspendue(Event):
    """Une action s'interrompt, sans que l'on y renonce."""

    declaration = Declaration(
        subject=ACTION,
        verb="suspendre",
        label="Action suspendue",
        after=("inscrite",),
        to="suspendue",
    )

    motif: Annotated[str, Text("Motif", example="Piscine fermée pour travaux")]


@frozen(kw_only=True)
class ActionReprise(Event):
    """Une action suspendue reprend."""

    declaration = Declaration(
        subject=ACTION,
        verb="reprendre",
        label="Action reprise",
        after=("suspendue",),
        to="inscrite",
    )


@frozen(kw_only=True)
class ActionTerminee(Event):
    """Une action se termine avant la date prévue."""

    declaration = Declaration(
        subject=ACTION,
        verb="terminer",
        label="Action terminée",
        to="terminee",
        sets=("commentaire",),
    )

    commentaire: Annotated[
        str | None, Text("Commentaire", example="Toutes les classes sont passées.")
    ] = None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Between its first day and its last one: after that it is over by itself."""
        start, end = situation.value("debut"), situation.value("fin")
        day = situation.happened_on
        if end and day > date.fromisoformat(end):
            yield Breach(
                "survenu_le",
                f"L'action a pris fin d'elle-même le {spoken_day(date.fromisoformat(end))} : rien "
                "n'est à terminer.",
                "Si elle s'est arrêtée plus tôt, dites quel jour (`--le`).",
            )
        elif start and day < date.fromisoformat(start):
            yield Breach(
                "survenu_le",
                f"Le {spoken_day(day)}, l'action n'a pas commencé : elle est prévue à partir du "
                f"{spoken_day(date.fromisoformat(start))}.",
                "Annulez-la si elle n'aura pas lieu (`ter action annuler`), ou corrigez la date "
                "(`--le`).",
            )


@frozen(kw_only=True)
class ActionAnnulee(Event):
    """Une action n'aura pas lieu."""

    declaration = Declaration(subject=ACTION, verb="annuler", label="Action annulée", to="annulee")

    motif: Annotated[str, Text("Motif", example="Le partenaire s'est retiré")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """What has taken place did: people were counted in it, or in what was merged into it."""
        counted = [
            one
            for one in situation.subjects("participation")
            if standing_for(situation.value("action", one), situation) == situation.subject
        ]
        if counted:
            many = len(counted) > 1
            yield Breach(
                "",
                f"{len(counted)} participations y sont enregistrées : elle a donc eu lieu."
                if many
                else "Une participation y est enregistrée : elle a donc eu lieu.",
                "Terminez-la (`ter action terminer`), ou annulez d'abord "
                f"{'ces participations' if many else 'cette participation'} "
                f"(`ter evenement annuler {situation.named(counted[0])}`).",
            )


@frozen(kw_only=True)
class ActionFusionnee(Event):
    """Une action inscrite deux fois se fond dans l'autre, avec ses participations."""

    declaration = Declaration(
        subject=ACTION,
        verb="fusionner",
        label="Action fusionnée",
        after=("inscrite", "suspendue", "terminee"),
        to="annulee",
        sets=("dans",),
    )

    dans: Annotated[str, Ref("Dans", to=("action",), help="Celle qui reste.", example="A3")]
    motif: Annotated[str, Text("Motif", example="Inscrite aussi par le collège")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Into another one, which stands."""
        if self.dans == situation.subject:
            yield Breach("dans", "Une action ne se fond pas en elle-même.", "Citez l'autre.")


def standing_for(action: str, situation: Situation) -> str:
    """The action that stands for one: itself, or the one into which it was merged."""
    passed: set[str] = set()
    while action not in passed and situation.state(action) == "annulee":
        passed.add(action)
        action = situation.value("dans", action) or action
    return action


def _changed(champs: Changes, situation: Situation) -> Iterator[Verdict]:
    """The rules of an action, on what it becomes; a doubt, on what a change may have brought."""
    given = champs.given()
    start = day_after_change(champs, "debut", situation)
    end = day_after_change(champs, "fin", situation)
    if start is None or end is None:
        return
    yield from start_before_end(start, end)
    if "etablissements" in given:
        yield from outside_network("champs", given["etablissements"], situation)
    if start == end and given.keys() & {"debut", "fin"}:
        yield from unusual_day("champs", start, situation)
    if given.keys() & {"axe", "nature", "etablissements", "debut", "fin"}:
        axe, nature = (after_change(champs, name, situation) for name in ("axe", "nature"))
        schools = after_change(champs, "etablissements", situation) or ()
        outline = Outline(axe, nature, start, end, frozenset(schools))
        yield from duplicates("champs", outline, situation)
