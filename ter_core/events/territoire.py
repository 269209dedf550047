"""Territoire: the rural network that the log follows, its communes and its convention."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.common_rules import start_before_end
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Day, Lines, Named, OneChoice, Ref, Text, Title
from ter_core.events.lines import Line
from ter_core.vocabulary.choices import Zone
from ter_core.vocabulary.identifiers import CodeInsee, Siren

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "TERRITOIRE",
    "AvenantSigne",
    "Commune",
    "ConventionSignee",
    "Signataire",
    "TerritoireModifie",
    "TerritoireOuvert",
]

TERRITOIRE = Subject(
    kind="territoire",
    label="territoire",
    plural="territoires",
    key=KeyForm.JOURNAL,
    definition="Le réseau rural que suit ce journal : son nom, son académie, ses communes, sa "
    "convention. Un journal n'en suit qu'un.",
    states={"ouvert": "ouvert"},
    keeps=("communes",),
)


@frozen(kw_only=True)
class Commune(Line):
    """A commune of the territory."""

    title: ClassVar[str] = "une commune"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?P<code_insee>\S{5})\s+(?P<nom>.+)")
    example: ClassVar[str] = "05065 Guillestre"

    code_insee: Annotated[CodeInsee, Named("Code INSEE", of=CodeInsee, example="05065")]
    nom: Annotated[str, Title("Nom", example="Guillestre")]


@frozen(kw_only=True)
class Signataire(Line):
    """Who signs a convention: a body, and in which capacity."""

    title: ClassVar[str] = "un signataire"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?P<organisme>\S+)\s+(?P<qualite>.+)")
    example: ClassVar[str] = "prefecture-05 Le préfet"

    organisme: Annotated[str, Ref("Organisme", to=("organisme",), example="prefecture-05")]
    qualite: Annotated[str, Title("Qualité", example="Le préfet")]


@frozen(kw_only=True)
class TerritoireOuvert(Event):
    """Le territoire commence à être suivi dans ce journal."""

    declaration = Declaration(
        subject=TERRITOIRE, verb="ouvrir", label="Territoire ouvert", creates=True, to="ouvert"
    )

    nom: Annotated[str, Title("Nom", example="TER du Guillestrois-Queyras")]
    departement: Annotated[str, Title("Département", example="Hautes-Alpes")]
    academie: Annotated[str, Title("Académie", example="Aix-Marseille")]
    zone: Annotated[Zone, OneChoice("Zone de vacances", choices=Zone, example="B")]
    epci_siren: Annotated[
        Siren | None, Named("SIREN de l'intercommunalité", of=Siren, example="200067452")
    ] = None
    communes: Annotated[
        tuple[Commune, ...],
        Lines("Communes", of=Commune, help="Code INSEE puis nom.", example="05065 Guillestre"),
    ] = ()


@frozen(kw_only=True)
class TerritoireModifie(Event):
    """Le territoire change de nom, de périmètre ou de rattachement."""

    declaration = Declaration(subject=TERRITOIRE, verb="modifier", label="Territoire modifié")

    champs: Annotated[Changes, ChangesOf("Champs modifiés", of=TerritoireOuvert)]
    motif: Annotated[str, Text("Motif", example="Entrée de la commune de Réotier dans le réseau")]


@frozen(kw_only=True)
class ConventionSignee(Event):
    """Les partenaires du territoire signent sa convention."""

    declaration = Declaration(subject=TERRITOIRE, verb="signer", label="Convention signée")

    lieu: Annotated[str, Title("Lieu de la signature", example="Saint-Crépin")]
    debut: Annotated[date, Day("Début de validité", example="14/10/2024")]
    fin: Annotated[date | None, Day("Fin de validité", example="31/08/2027")] = None
    signataires: Annotated[
        tuple[Signataire, ...],
        Lines(
            "Signataires",
            of=Signataire,
            least=2,
            help="L'organisme puis la qualité de qui signe pour lui.",
            example="prefecture-05 Le préfet",
            more=("rectorat Le recteur",),
        ),
    ]
    document: Annotated[
        str | None, Title("Document", example="Convention TER du 14 octobre 2024, 12 pages")
    ] = None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It ends after it begins."""
        del situation
        yield from start_before_end(self.debut, self.fin)


@frozen(kw_only=True)
class AvenantSigne(Event):
    """Un avenant à la convention est signé."""

    declaration = Declaration(subject=TERRITOIRE, verb="signer", label="Avenant signé")

    objet: Annotated[str, Text("Objet", example="Entrée du Département ; l'axe 3 devient l'axe 2")]
