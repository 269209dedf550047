"""Initiative: an idea that somebody had for the network, until it is an action or is set aside."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Code, Flag, OneChoice, Ref, Text, Title
from ter_core.vocabulary.choices import EtatInitiative, NatureAction

__all__ = ["INITIATIVE", "InitiativeEcartee", "InitiativeProposee", "InitiativeRetenue"]

INITIATIVE = Subject(
    kind="initiative",
    label="initiative",
    plural="initiatives",
    key=KeyForm.EVENT,
    definition="Une idée proposée au réseau, retenue quand une action en naît, ou écartée.",
    states={state.value: state.label for state in EtatInitiative},
    closed=frozenset({"retenue", "ecartee"}),
)


@frozen(kw_only=True)
class InitiativeProposee(Event):
    """Une idée est proposée au réseau."""

    declaration = Declaration(
        subject=INITIATIVE,
        verb="proposer",
        label="Initiative proposée",
        creates=True,
        to="proposee",
    )

    code: Annotated[str | None, Code("Code", example="orchestre-vallee")] = None
    idee: Annotated[str, Title("Idée", example="Un orchestre des écoles et du collège")]
    domaine: Annotated[NatureAction, OneChoice("Domaine", choices=NatureAction, example="culture")]
    interdegre: Annotated[
        bool, Flag("Inter-degrés", help="Pour des élèves des deux degrés.", example="oui")
    ] = False

    def proposed_code(self) -> str | None:
        """From the idea."""
        return self.idee


@frozen(kw_only=True)
class InitiativeRetenue(Event):
    """L'idée est retenue : une action en naît."""

    declaration = Declaration(
        subject=INITIATIVE,
        verb="retenir",
        label="Initiative retenue",
        to="retenue",
        sets=("action",),
    )

    action: Annotated[
        str, Ref("Action", to=("action",), help="Celle qui en est née.", example="A7")
    ]


@frozen(kw_only=True)
class InitiativeEcartee(Event):
    """L'idée est écartée."""

    declaration = Declaration(
        subject=INITIATIVE, verb="ecarter", label="Initiative écartée", to="ecartee"
    )

    motif: Annotated[str, Text("Motif", example="Aucun intervenant avant la rentrée prochaine")]
