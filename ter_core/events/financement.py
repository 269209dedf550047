"""Financement: money granted to the network, and what is spent of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.action import standing_for
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Amount, Code, Named, OneChoice, Ref, Title
from ter_core.events.situation import Warning as Doubt
from ter_core.vocabulary.choices import NatureDepense
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import euros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["FINANCEMENT", "DepenseEngagee", "FinancementAccorde"]

FINANCEMENT = Subject(
    kind="financement",
    label="financement",
    plural="financements",
    key=KeyForm.EVENT,
    definition="Une somme accordée au réseau pour une année scolaire, et ce qui en est engagé.",
    states={"accorde": "accordé"},
    keeps=("montant", "action"),
)


@frozen(kw_only=True)
class FinancementAccorde(Event):
    """Une somme est accordée au réseau, pour une année scolaire."""

    declaration = Declaration(
        subject=FINANCEMENT,
        verb="accorder",
        label="Financement accordé",
        creates=True,
        to="accorde",
    )

    code: Annotated[str | None, Code("Code", example="ter-2026-2027")] = None
    organisme: Annotated[
        str | None,
        Ref("Organisme", to=("organisme",), help="Qui l'accorde.", example="rectorat"),
    ] = None
    action: Annotated[
        str | None,
        Ref("Action", to=("action",), help="S'il n'en sert qu'une.", example="A7"),
    ] = None
    montant: Annotated[int, Amount("Montant", least=1, help="En euros.", example="30000")]
    enveloppe: Annotated[
        str, Title("Enveloppe", help="D'où vient la somme.", example="Crédits du TER")
    ]
    annee_scolaire: Annotated[
        AnneeScolaire, Named("Année scolaire", of=AnneeScolaire, example="2026-2027")
    ]

    def proposed_code(self) -> str | None:
        """From the envelope and the year: `credits-du-ter-2026-2027`."""
        return f"{self.enveloppe} {self.annee_scolaire}"


@frozen(kw_only=True)
class DepenseEngagee(Event):
    """Une dépense est engagée sur un financement, pour une action."""

    declaration = Declaration(subject=FINANCEMENT, verb="engager", label="Dépense engagée")

    action: Annotated[str, Ref("Action", to=("action",), example="A7")]
    nature: Annotated[
        NatureDepense, OneChoice("Nature", choices=NatureDepense, example="transport")
    ]
    montant: Annotated[int, Amount("Montant", least=1, help="En euros.", example="450")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It stays within what was granted, for the action it was granted for."""
        granted, *spent = (value for _, value in situation.history("montant"))
        left = granted - sum(spent)
        if self.montant > left:
            told = f"il en reste {euros(left)}" if left > 0 else "il n'en reste rien"
            yield Doubt(
                "depassement",
                "montant",
                f"Cette dépense de {euros(self.montant)} dépasse le financement "
                f"« {situation.named(situation.subject)} » : {told}.",
            )
        meant = situation.value("action")
        if meant and standing_for(meant, situation) != self.action:
            yield Doubt(
                "autre-action",
                "action",
                f"Le financement « {situation.named(situation.subject)} » a été accordé pour "
                f"« {situation.named(meant)} ».",
            )
