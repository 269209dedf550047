"""Organisme: a body that takes part in the network (commune, association, service of the State)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import namesakes
from ter_core.events.fields import Code, Named, OneChoice, Title
from ter_core.vocabulary.choices import NatureOrganisme
from ter_core.vocabulary.identifiers import CodeInsee, Siren

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ORGANISME", "OrganismeInscrit", "OrganismeModifie", "OrganismeRetire"]

ORGANISME = Subject(
    kind="organisme",
    label="organisme",
    plural="organismes",
    key=KeyForm.SLUG,
    definition="Un partenaire du réseau : collectivité, service de l'État, association…",
    states={"inscrit": "inscrit", "retire": "retiré"},
    closed=frozenset({"retire"}),
    keeps=("nom",),
)


@frozen(kw_only=True)
class OrganismeInscrit(Event):
    """Un organisme entre dans le réseau."""

    declaration = Declaration(
        subject=ORGANISME, verb="inscrire", label="Organisme inscrit", creates=True, to="inscrit"
    )

    code: Annotated[str | None, Code("Code", example="mairie-vars")] = None
    nom: Annotated[str, Title("Nom", example="Mairie de Vars")]
    nature: Annotated[
        NatureOrganisme, OneChoice("Nature", choices=NatureOrganisme, example="commune")
    ]
    siren: Annotated[Siren | None, Named("SIREN", of=Siren, example="200067452")] = None
    code_insee: Annotated[
        CodeInsee | None, Named("Code INSEE de la commune", of=CodeInsee, example="05177")
    ] = None

    def proposed_code(self) -> str | None:
        """From the name."""
        return self.nom

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """No other one bears its name."""
        yield from namesakes("nom", self.nom, situation, said_in="nom")


@frozen(kw_only=True)
class OrganismeModifie(Event):
    """Un organisme change de nom, de nature ou d'identifiant."""

    declaration = Declaration(subject=ORGANISME, verb="modifier", label="Organisme modifié")

    champs: Annotated[Changes, ChangesOf("Champs modifiés", of=OrganismeInscrit)]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """No other one bears the name it takes."""
        if name := self.champs.given().get("nom"):
            yield from namesakes("champs", name, situation, said_in="nom")


@frozen(kw_only=True)
class OrganismeRetire(Event):
    """Un organisme quitte le réseau."""

    declaration = Declaration(
        subject=ORGANISME, verb="retirer", label="Organisme retiré", to="retire"
    )
