"""Poste: one installation of one person, the writer of a stream; what it says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Count, Fingerprint, Lines, Named, Ref, Title
from ter_core.events.lines import Line
from ter_core.events.situation import Breach
from ter_core.vocabulary.identifiers import NomDePoste

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "POSTE",
    "ExportRealise",
    "ImportRealise",
    "PositionLine",
    "PosteOuvert",
    "TemoinDepose",
]

_FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

POSTE = Subject(
    kind="poste",
    label="poste de travail",
    plural="postes de travail",
    key=KeyForm.POSTE,
    definition="Une installation du programme, par une personne sur une machine : tout ce qu'elle "
    "écrit forme une suite que nul autre ne prolonge.",
    states={"ouvert": "ouvert"},
)


@frozen(kw_only=True)
class PositionLine(Line):
    """The last sound line that a machine knew of one stream."""

    title: ClassVar[str] = "une dernière ligne"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<poste>\S+)\s+(?P<rang>\d{1,16})\s+(?P<empreinte>\S+)", re.ASCII
    )
    example: ClassVar[str] = f"k7mqzt2wv5c3hxab 412 {_FINGERPRINT}"

    poste: Annotated[
        NomDePoste, Named("Poste de travail", of=NomDePoste, example="k7mqzt2wv5c3hxab")
    ]
    rang: Annotated[int, Count("Rang", least=1, most=2**53, example="412")]
    empreinte: Annotated[str, Fingerprint("Empreinte", example=_FINGERPRINT)]


@frozen(kw_only=True)
class PosteOuvert(Event):
    """Un poste de travail commence à écrire dans le journal."""

    declaration = Declaration(
        subject=POSTE,
        verb="ouvrir",
        label="Poste ouvert",
        creates=True,
        to="ouvert",
        internal=True,
    )

    nom: Annotated[str, Title("Nom", example="Portable de la coordination")]
    acteur: Annotated[str, Ref("Acteur", to=("acteur",), example="coordination")]
    bifurque_de: Annotated[
        str | None,
        Ref(
            "Bifurque de",
            to=("poste",),
            help="Le poste dont cette machine portait l'identité avant une copie ou un retour "
            "en arrière.",
            example="poste:k7mqzt2wv5c3hxab",
        ),
    ] = None


@frozen(kw_only=True)
class TemoinDepose(Event):
    """Un poste de travail note ce qu'il connaissait du journal des autres."""

    declaration = Declaration(
        subject=POSTE,
        verb="deposer",
        label="Témoin déposé",
        fills=("position",),
        internal=True,
    )

    position: Annotated[
        tuple[PositionLine, ...],
        Lines("Position", of=PositionLine, least=1, example=PositionLine.example),
    ]


@frozen(kw_only=True)
class ImportRealise(Event):
    """Un fichier est importé dans le journal depuis ce poste de travail."""

    declaration = Declaration(subject=POSTE, verb="realiser", label="Import réalisé", internal=True)

    source: Annotated[str, Title("Source", example="Effectifs des écoles, rentrée 2026")]
    empreinte: Annotated[
        str, Fingerprint("Empreinte", help="SHA-256 du fichier.", example=_FINGERPRINT)
    ]
    lignes: Annotated[int, Count("Lignes", help="Lues dans le fichier.", example="412")]
    rejets: Annotated[int, Count("Rejets", help="Lignes qui n'ont pas été prises.", example="3")]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """No more lines are left out than were read."""
        del situation
        if self.rejets > self.lignes:
            yield Breach(
                "rejets",
                f"Il y a plus de rejets ({self.rejets}) que de lignes lues ({self.lignes}).",
                "Comptez parmi les lignes lues celles qui n'ont pas été prises.",
            )


@frozen(kw_only=True)
class ExportRealise(Event):
    """Une vue du journal est exportée depuis ce poste de travail, pour quelqu'un d'autre."""

    declaration = Declaration(subject=POSTE, verb="realiser", label="Export réalisé", internal=True)

    vue: Annotated[str, Title("Vue", example="eleves_touches")]
    destinataire: Annotated[
        str, Title("Destinataire", example="Communauté de communes, service jeunesse")
    ]
    seuil: Annotated[
        int,
        Count(
            "Seuil",
            least=1,
            help="Les nombres plus petits sont masqués.",
            example="5",
        ),
    ]
