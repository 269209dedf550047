"""Acteur: a function held in the network (« la direction de l'école de Vars »), never a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.common_rules import after_change
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import namesakes
from ter_core.events.fields import Choices, Code, Named, Ref, Title
from ter_core.vocabulary.choices import Role
from ter_core.vocabulary.identifiers import NomDePoste

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ACTEUR", "ActeurInscrit", "ActeurModifie", "ActeurRetire", "IdentiteEffacee"]

_PLACE = ("organisme", "etablissement")  # where two functions of one name are two

ACTEUR = Subject(
    kind="acteur",
    label="acteur",
    plural="acteurs",
    key=KeyForm.SLUG,
    definition="Une fonction exercée dans le réseau, jamais une personne : qui l'exerce est noté "
    "dans le carnet, hors du journal.",
    states={"actif": "en fonction", "retire": "retiré"},
    closed=frozenset({"retire"}),
    keeps=("roles", "qualite", *_PLACE),
)


@frozen(kw_only=True)
class ActeurInscrit(Event):
    """Une fonction entre dans le réseau."""

    declaration = Declaration(
        subject=ACTEUR, verb="inscrire", label="Acteur inscrit", creates=True, to="actif"
    )

    code: Annotated[str | None, Code("Code", example="principal")] = None
    qualite: Annotated[
        str,
        Title("Qualité", help="La fonction, jamais le nom.", example="Principal du collège"),
    ]
    roles: Annotated[
        tuple[Role, ...],
        Choices("Rôles", choices=Role, least=1, example="principal", more=("pilote",)),
    ]
    organisme: Annotated[str | None, Ref("Organisme", to=("organisme",), example="cc-gq")] = None
    etablissement: Annotated[
        str | None, Ref("Établissement", to=("etablissement",), example="0059001G")
    ] = None

    def proposed_code(self) -> str | None:
        """From the qualité."""
        return self.qualite

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """No other function is called so in the same place."""
        yield from namesakes(
            "qualite",
            self.qualite,
            situation,
            said_in="qualite",
            organisme=self.organisme,
            etablissement=self.etablissement,
        )


@frozen(kw_only=True)
class ActeurModifie(Event):
    """Une fonction change d'intitulé, de rôle ou de rattachement."""

    declaration = Declaration(subject=ACTEUR, verb="modifier", label="Acteur modifié")

    champs: Annotated[Changes, ChangesOf("Champs modifiés", of=ActeurInscrit)]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """No other function is called so in the place it takes."""
        if {*self.champs.given(), *self.champs.vider} & {"qualite", *_PLACE}:
            qualite = after_change(self.champs, "qualite", situation) or ""
            place = {name: after_change(self.champs, name, situation) for name in _PLACE}
            yield from namesakes("champs", qualite, situation, said_in="qualite", **place)


@frozen(kw_only=True)
class ActeurRetire(Event):
    """Une fonction quitte le réseau."""

    declaration = Declaration(subject=ACTEUR, verb="retirer", label="Acteur retiré", to="retire")


@frozen(kw_only=True)
class IdentiteEffacee(Event):
    """La fiche d'une personne qui a exercé cette fonction est effacée du carnet."""

    declaration = Declaration(
        subject=ACTEUR, verb="effacer", label="Identité effacée", after=("*",), internal=True
    )

    fondement: Annotated[
        str,
        Title("Fondement", help="Ce qui oblige à effacer.", example="RGPD, article 17"),
    ]
    fichier: Annotated[
        str,
        Named(
            "Fiche",
            of=NomDePoste,
            help="Nom de la fiche, tiré au sort : il ne dit rien de personne.",
            example="k7mqzt2wv5c3hxab",
        ),
    ]
