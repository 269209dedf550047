"""Bonne pratique: what worked somewhere, told so that others can take it up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import outside_network
from ter_core.events.fields import Choices, Code, Count, Ref, Text, Title
from ter_core.vocabulary.choices import EtatBonnePratique, Public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "BONNE_PRATIQUE",
    "BonnePratiqueDiffusee",
    "BonnePratiquePubliee",
    "BonnePratiqueReperee",
    "BonnePratiqueReprise",
]

BONNE_PRATIQUE = Subject(
    kind="bonne_pratique",
    label="bonne pratique",
    plural="bonnes pratiques",
    key=KeyForm.EVENT,
    definition="Ce qui a réussi quelque part et que d'autres peuvent reprendre : repérée, puis "
    "publiée sous la forme d'une fiche, diffusée, reprise.",
    states={state.value: state.label for state in EtatBonnePratique},
)


@frozen(kw_only=True)
class BonnePratiqueReperee(Event):
    """Une bonne pratique est repérée dans le réseau."""

    declaration = Declaration(
        subject=BONNE_PRATIQUE,
        verb="reperer",
        label="Bonne pratique repérée",
        creates=True,
        to="reperee",
    )

    code: Annotated[str | None, Code("Code", example="visite-inversee")] = None
    titre: Annotated[str, Title("Titre", example="Les CM2 font visiter leur école aux 6e")]
    action: Annotated[
        str | None, Ref("Action", to=("action",), help="Où elle est née.", example="A7")
    ] = None

    def proposed_code(self) -> str | None:
        """From the title."""
        return self.titre


@frozen(kw_only=True)
class BonnePratiquePubliee(Event):
    """La fiche d'une bonne pratique est publiée ; la dernière publication est celle qui compte."""

    declaration = Declaration(
        subject=BONNE_PRATIQUE,
        verb="publier",
        label="Bonne pratique publiée",
        to="publiee",
        sets=(
            "resume",
            "contexte",
            "etapes",
            "moyens",
            "effets",
            "conditions",
            "vigilance",
            "transferabilite",
            "licence",
        ),
    )

    resume: Annotated[
        str, Text("Résumé", example="Les élèves de CM2 accueillent et guident ceux de 6e.")
    ]
    contexte: Annotated[
        str, Text("Contexte", example="Trois écoles loin du collège, peu de visites.")
    ]
    etapes: Annotated[
        str, Text("Étapes", example="Préparer le parcours, répéter, accueillir, faire le bilan.")
    ]
    moyens: Annotated[str, Text("Moyens", example="Un car, une demi-journée, deux enseignants.")]
    effets: Annotated[
        str, Text("Effets", example="Les familles disent leurs enfants moins inquiets.")
    ]
    conditions: Annotated[
        str, Text("Conditions de réussite", example="Un travail commun des deux équipes en amont.")
    ]
    vigilance: Annotated[
        str, Text("Points de vigilance", example="Pas plus de deux classes à la fois.")
    ]
    transferabilite: Annotated[
        int,
        Count(
            "Transférabilité", least=1, most=4, help="De 1 (difficile) à 4 (facile).", example="4"
        ),
    ]
    licence: Annotated[str, Title("Licence", example="CC BY-SA 4.0")]


@frozen(kw_only=True)
class BonnePratiqueDiffusee(Event):
    """Une bonne pratique publiée est envoyée à ceux qui pourraient la reprendre."""

    declaration = Declaration(
        subject=BONNE_PRATIQUE,
        verb="diffuser",
        label="Bonne pratique diffusée",
        after=("publiee",),
    )

    publics: Annotated[
        tuple[Public, ...],
        Choices("Publics", choices=Public, least=1, example="equipes_1d", more=("equipes_2d",)),
    ]
    canal: Annotated[str, Title("Canal", example="courriel")]


@frozen(kw_only=True)
class BonnePratiqueReprise(Event):
    """Un établissement du réseau reprend une bonne pratique."""

    declaration = Declaration(
        subject=BONNE_PRATIQUE, verb="reprendre", label="Bonne pratique reprise"
    )

    etablissement: Annotated[
        str,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Qui la reprend ; son code ou son UAI.",
            example="vars",
        ),
    ]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """By a school of the network."""
        yield from outside_network("etablissement", [self.etablissement], situation)
