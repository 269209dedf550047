"""Ressource: teaching material that the network shares."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Choices, Code, Title
from ter_core.vocabulary.levels import Niveau

__all__ = ["RESSOURCE", "RessourceMutualisee"]

RESSOURCE = Subject(
    kind="ressource",
    label="ressource",
    plural="ressources",
    key=KeyForm.EVENT,
    definition="Un document, une malle ou une séquence que les équipes du réseau se partagent.",
)


@frozen(kw_only=True)
class RessourceMutualisee(Event):
    """Une ressource pédagogique est mise à la disposition du réseau."""

    declaration = Declaration(
        subject=RESSOURCE, verb="mutualiser", label="Ressource mutualisée", creates=True
    )

    code: Annotated[str | None, Code("Code", example="malle-eau")] = None
    titre: Annotated[str, Title("Titre", example="Malle « L'eau du Guil », cinq séances")]
    lien: Annotated[
        str | None,
        Title("Lien", help="Où la trouver.", example="Nuage, dossier Sciences, Malle eau"),
    ] = None
    licence: Annotated[
        str | None, Title("Licence", help="À quelles conditions.", example="CC BY-SA 4.0")
    ] = None
    niveaux: Annotated[
        tuple[Niveau, ...], Choices("Niveaux", choices=Niveau, example="CM1", more=("CM2",))
    ] = ()

    def proposed_code(self) -> str | None:
        """From the title."""
        return self.titre
