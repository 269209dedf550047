"""Instance: a body that meets (comité de pilotage, conseil école-collège, groupe de travail)."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import ANYONE, Code, Count, OneChoice, Refs, Title
from ter_core.vocabulary.choices import NatureInstance

__all__ = ["INSTANCE", "CompositionModifiee", "InstanceCreee"]

# One of each in a territory, as a rule: their initials name them better than their full title.
_NAMED_BY_NATURE = (NatureInstance.COPIL, NatureInstance.COTECH, NatureInstance.CEC)

INSTANCE = Subject(
    kind="instance",
    label="instance",
    plural="instances",
    key=KeyForm.SLUG,
    definition="Ceux qui se réunissent sous un même nom, et qui les préside.",
    states={"active": "active"},
    keeps=("presidence", "membres"),
)


@frozen(kw_only=True)
class InstanceCreee(Event):
    """Une instance de gouvernance est créée."""

    declaration = Declaration(
        subject=INSTANCE, verb="creer", label="Instance créée", creates=True, to="active"
    )

    code: Annotated[str | None, Code("Code", example="copil")] = None
    nature: Annotated[NatureInstance, OneChoice("Nature", choices=NatureInstance, example="copil")]
    nom: Annotated[str, Title("Nom", example="Comité de pilotage du TER")]
    presidence: Annotated[
        tuple[str, ...], Refs("Présidence", to=ANYONE, example="ien", more=("principal",))
    ] = ()
    membres: Annotated[tuple[str, ...], Refs("Membres", to=ANYONE, example="mairie-vars")] = ()
    min_par_an: Annotated[
        int | None,
        Count(
            "Séances par an, au moins",
            least=1,
            most=99,
            help="Ce que les textes ou la convention demandent.",
            example="2",
        ),
    ] = None

    def proposed_code(self) -> str | None:
        """From the initials where everybody uses them, else from the name."""
        return self.nature.value if self.nature in _NAMED_BY_NATURE else self.nom


@frozen(kw_only=True)
class CompositionModifiee(Event):
    """La liste des membres de l'instance est remplacée par une nouvelle."""

    declaration = Declaration(
        subject=INSTANCE, verb="modifier", label="Composition modifiée", sets=("membres",)
    )

    membres: Annotated[
        tuple[str, ...],
        Refs(
            "Membres",
            to=ANYONE,
            least=1,
            help="Tous, y compris ceux qui restent.",
            example="mairie-vars",
            more=("principal",),
        ),
    ]
