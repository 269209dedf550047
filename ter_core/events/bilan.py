"""Bilan: what a school year comes to, written by sections, arrested, sent, put right.

A bilan exists as soon as its school year was opened. What is arrested is the position of the
machine that arrests it: its figures and its texts can be worked out again from there for ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from attrs import frozen

from ter_core.events.axe import TRANSVERSAL
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import (
    ANYONE,
    Count,
    Fingerprint,
    Lines,
    Named,
    OneChoice,
    Ref,
    Refs,
    Text,
    Title,
)
from ter_core.events.lines import Line
from ter_core.events.poste import PositionLine
from ter_core.events.situation import Breach
from ter_core.events.situation import Warning as Doubt
from ter_core.vocabulary.choices import Role, SectionBilan
from ter_core.vocabulary.identifiers import NomDePoste
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "BILAN",
    "NOTHING_FOUND",
    "BilanArrete",
    "BilanRectifie",
    "BilanTransmis",
    "Chiffre",
    "SectionRedigee",
]

BILAN = Subject(
    kind="bilan",
    label="bilan",
    plural="bilans",
    key=KeyForm.YEAR,
    definition="Le bilan quantitatif et qualitatif d'une année scolaire, que la coordination "
    "doit à l'IEN et aux pilotes.",
    states={"en_redaction": "en rédaction", "arrete": "arrêté", "transmis": "transmis"},
    closed=frozenset({"transmis"}),
    keeps=("section",),
    exists_with="annee",
)

NOTHING_FOUND = "Aucun élément relevé"
"""What is said of a qualitative section that has nothing to say; the author confirms it."""

# The three qualitative sections: what feeds each, the rule that confirms its absence, its command.
_QUALITATIVE = (
    (SectionBilan.REUSSITES, "ReussiteRelevee", "aucune-reussite", "reussite relever"),
    (SectionBilan.DIFFICULTES, "DifficulteRelevee", "aucune-difficulte", "difficulte relever"),
    (
        SectionBilan.PERSPECTIVES,
        "PerspectiveProposee",
        "aucune-perspective",
        "perspective proposer",
    ),
)
_SENT_TO = frozenset({Role.IEN, Role.PILOTE})
_SECTION_LIMIT = 20_000
_KEY = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_MOST = 999_999_999  # the nine digits of the short form
_FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@frozen(kw_only=True)
class Chiffre(Line):
    """A figure as it was arrested: its key, and the two bounds, equal where it is exact."""

    title: ClassVar[str] = "un chiffre"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<cle>\S+)\s+(?P<minimum>\d{1,9})\s+(?P<maximum>\d{1,9})", re.ASCII
    )
    example: ClassVar[str] = "eleves_touches 781 842"

    cle: Annotated[str, Title("Clé", example="eleves_touches")]
    minimum: Annotated[int, Count("Au moins", most=_MOST, example="781")]
    maximum: Annotated[int, Count("Au plus", most=_MOST, example="842")]

    def check(self) -> None:
        """A key that `ter preuve` reads, and bounds in their order."""
        if not _KEY.fullmatch(self.cle):
            raise ValueError(
                f"« {self.cle} » n'est pas la clé d'un chiffre, comme "
                "« eleves_touches.niveau.CM2 »."
            )
        if self.maximum < self.minimum:
            raise ValueError(f"Au moins {self.minimum} et au plus {self.maximum} s'excluent.")


@frozen(kw_only=True)
class SectionRedigee(Event):
    """Une section du bilan est rédigée ; la dernière rédaction est celle qui compte."""

    declaration = Declaration(
        subject=BILAN, verb="rediger", label="Section rédigée", fills=("annee_scolaire",)
    )

    annee_scolaire: Annotated[
        AnneeScolaire | None, Named("Année scolaire", of=AnneeScolaire, example="2026-2027")
    ] = None
    section: Annotated[
        SectionBilan, OneChoice("Section", choices=SectionBilan, example="reussites")
    ]
    axe: Annotated[
        str | None,
        Ref(
            "Axe",
            to=("axe",),
            words=(TRANSVERSAL,),
            help="Si elle ne parle que de lui.",
            example="axe-2",
        ),
    ] = None
    texte: Annotated[
        str,
        Text(
            "Texte",
            limit=_SECTION_LIMIT,
            example="Les rencontres d'athlétisme ont réuni toutes les écoles.",
        ),
    ]

    def completed(self, situation: Situation) -> Self:
        """With the year of its bilan."""
        return self.with_values(annee_scolaire=AnneeScolaire(key_of(situation.subject)))


@frozen(kw_only=True)
class BilanArrete(Event):
    """Le bilan est arrêté : ses chiffres et ses textes sont ceux que l'on connaît à cet instant."""

    declaration = Declaration(
        subject=BILAN,
        verb="arreter",
        label="Bilan arrêté",
        after=("en_redaction",),
        to="arrete",
        fills=("version", "position", "chiffres", "empreinte"),
        quotes="bilan",
        witnessed=True,
    )

    version: Annotated[int | None, Count("Version", least=1, most=999, example="1")] = None
    position: Annotated[
        tuple[PositionLine, ...],
        Lines(
            "Position",
            of=PositionLine,
            help="Ce que la machine qui l'arrête connaissait.",
            example=PositionLine.example,
        ),
    ] = ()
    chiffres: Annotated[
        tuple[Chiffre, ...], Lines("Chiffres", of=Chiffre, example=Chiffre.example)
    ] = ()
    empreinte: Annotated[
        str | None,
        Fingerprint(
            "Empreinte", help="SHA-256 des chiffres et des textes arrêtés.", example=_FINGERPRINT
        ),
    ] = None

    def completed(self, situation: Situation) -> Self:
        """With the number of its version."""
        return self.with_values(version=_version(situation))

    def quoting(self, answer: Mapping[str, Any], position: Sequence[Mapping[str, Any]]) -> Self:
        """With its figures, their fingerprint, and the position they rest on."""
        return self.with_values(
            position=tuple(
                PositionLine(
                    poste=NomDePoste(one["poste"]), rang=one["rang"], empreinte=one["empreinte"]
                )
                for one in position
            ),
            chiffres=tuple(Chiffre(**figure) for figure in answer["chiffres"]),
            empreinte=answer["empreinte"],
        )

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Each qualitative section has a text, an appreciation, or a confirmed absence."""
        year = AnneeScolaire(key_of(situation.subject))
        if situation.today < year.first_day:
            yield Breach(
                "annee_scolaire",
                f"L'année scolaire {year} n'a pas commencé.",
                "Un bilan s'arrête quand il y a de quoi le faire.",
            )
        written = {
            section for day, section in situation.history("section") if day <= situation.happened_on
        }
        caught = _appreciations(situation, year)
        for section, type_name, rule, command in _QUALITATIVE:
            if section.value not in written and type_name not in caught:
                yield Doubt(
                    rule,
                    "section",
                    f"Pour « {section.label} », le bilan {year} n'a ni section rédigée ni "
                    f"appréciation (`ter {command}`). {NOTHING_FOUND} ?",
                )


@frozen(kw_only=True)
class BilanTransmis(Event):
    """Le bilan arrêté est envoyé à l'IEN et aux pilotes."""

    declaration = Declaration(
        subject=BILAN,
        verb="transmettre",
        label="Bilan transmis",
        after=("arrete",),
        to="transmis",
        fills=("empreinte",),
    )

    destinataires: Annotated[
        tuple[str, ...],
        Refs(
            "Destinataires",
            to=ANYONE,
            help="Sans eux : toutes les fonctions IEN et pilotes.",
            example="ien",
            more=("principal",),
        ),
    ] = ()
    canal: Annotated[str, Title("Canal", example="courriel")]
    empreinte: Annotated[
        str | None,
        Fingerprint(
            "Empreinte du fichier",
            help="SHA-256 du document envoyé, calculée par le programme.",
            example=_FINGERPRINT,
        ),
    ] = None

    def completed(self, situation: Situation) -> Self:
        """To every IEN and pilote, where nobody is named."""
        return self if self.destinataires else self.with_values(destinataires=_due_to(situation))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It reaches every IEN and every pilote in function."""
        due = _due_to(situation)
        if not due:
            yield Breach(
                "destinataires",
                "Aucune fonction n'a le rôle d'IEN ou de pilote.",
                "Inscrivez-les (`ter acteur inscrire --role ien …`).",
            )
        missing = [situation.named(one) for one in due if one not in self.destinataires]
        if missing:
            yield Breach(
                "destinataires",
                f"Le bilan est dû à toutes les fonctions IEN et pilotes : il manque "
                f"{', '.join(missing)}.",
                "Ajoutez-les, ou ne nommez personne : elles le sont toutes par défaut.",
            )


@frozen(kw_only=True)
class BilanRectifie(Event):
    """Le bilan est rouvert pour être rectifié ; le suivant sera une nouvelle version."""

    declaration = Declaration(
        subject=BILAN,
        verb="rectifier",
        label="Bilan rectifié",
        after=("arrete", "transmis"),
        to="en_redaction",
    )

    motif: Annotated[str, Text("Motif", example="Une participation de juin avait été oubliée")]


def _version(situation: Situation) -> int:
    return 1 + sum(
        1 for known in situation.events() if known.effective and known.type == "BilanRectifie"
    )


def _appreciations(situation: Situation, year: AnneeScolaire) -> set[str]:
    """The types of appreciation that were caught in a school year, up to the day of the bilan."""
    return {
        known.type
        for subject in situation.subjects("appreciation")
        for known in situation.events(subject)
        if known.effective
        and known.happened_on <= situation.happened_on
        and AnneeScolaire.of(known.happened_on) == year
    }


def _due_to(situation: Situation) -> tuple[str, ...]:
    return tuple(
        subject
        for subject in situation.subjects("acteur")
        if situation.state(subject) != "retire"
        and _SENT_TO & set(situation.value("roles", subject) or ())
    )
