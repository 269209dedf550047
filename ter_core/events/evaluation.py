"""Évaluation: what an action was worth, criterion by criterion, and what should become of it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import frozen

from ter_core.events.action import ACTION
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration
from ter_core.events.fields import Count, Lines, OneChoice, Title
from ter_core.events.lines import Line
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import SuiteAction
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.namesakes import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.situation import Situation, Verdict

__all__ = ["ActionEvaluee", "Critere"]


@frozen(kw_only=True)
class Critere(Line):
    """A criterion of an evaluation: its name, a mark from 1 to 4, what the mark rests on."""

    title: ClassVar[str] = "un critère"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<nom>[^;]+);\s*(?P<note>\d{1,3})\s*;(?P<appui>.+)", re.ASCII
    )
    example: ClassVar[str] = "Adhésion des équipes ; 3 ; Questionnaire de juin"

    nom: Annotated[str, Title("Nom", example="Adhésion des équipes")]
    note: Annotated[
        int, Count("Note", least=1, most=4, help="De 1 (faible) à 4 (fort).", example="3")
    ]
    appui: Annotated[
        str, Title("Appui", help="Sur quoi la note repose.", example="Questionnaire de juin")
    ]

    def check(self) -> None:
        """A name without the sign that ends it in the short form."""
        if ";" in self.nom:
            raise ValueError("Le nom d'un critère ne contient pas de point-virgule.")

    def short(self) -> str:
        """`nom ; note ; appui`."""
        return f"{self.nom} ; {self.note} ; {self.appui}"


@frozen(kw_only=True)
class ActionEvaluee(Event):
    """Une action est évaluée ; la dernière évaluation est celle qui compte."""

    declaration = Declaration(
        subject=ACTION,
        verb="evaluer",
        label="Action évaluée",
        after=("inscrite", "suspendue", "terminee"),
        sets=("criteres", "suite"),
    )

    criteres: Annotated[
        tuple[Critere, ...],
        Lines(
            "Critères",
            of=Critere,
            least=1,
            help="Nom, note de 1 à 4 et appui, séparés par des points-virgules.",
            example=Critere.example,
        ),
    ]
    suite: Annotated[
        SuiteAction,
        OneChoice("Suite", choices=SuiteAction, help="Ce que l'on propose.", example="reconduire"),
    ]

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It has begun, and no criterion is marked twice."""
        start = situation.value("debut")
        if start and situation.happened_on < date.fromisoformat(start):
            yield Breach(
                "survenu_le",
                f"Le {spoken_day(situation.happened_on)}, l'action n'a pas commencé : elle est "
                f"prévue à partir du {spoken_day(date.fromisoformat(start))}.",
                "Évaluez-la quand elle aura eu lieu, ou corrigez la date (`--le`).",
            )
        marked: set[str] = set()
        for one in self.criteres:
            if name_key(one.nom) in marked:
                yield Breach(
                    "criteres",
                    f"Le critère « {one.nom} » est noté plusieurs fois.",
                    "Donnez une seule note à chacun.",
                )
            marked.add(name_key(one.nom))
