"""Diagnostic: what was found of the territory, on which its convention rests."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.declaration import Declaration
from ter_core.events.fields import Lines, Title
from ter_core.events.lines import Line
from ter_core.events.territoire import TERRITOIRE

__all__ = ["ConstatTerritorial", "DiagnosticTerritorialEtabli"]


@frozen(kw_only=True)
class ConstatTerritorial(Line):
    """Something found of the territory: its theme, what it is, where it comes from."""

    title: ClassVar[str] = "un constat"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<theme>[^;]+);(?P<texte>.+);(?P<source>[^;]+)", re.ASCII
    )
    example: ClassVar[str] = "Mobilité ; Six écoles à plus de 30 min du collège ; Enquête 2024"

    theme: Annotated[str, Title("Thème", example="Mobilité")]
    texte: Annotated[
        str, Title("Constat", limit=1000, example="Six écoles à plus de 30 min du collège")
    ]
    source: Annotated[str, Title("Source", example="Enquête 2024")]

    def check(self) -> None:
        """A theme and a source without the sign that parts them in the short form."""
        if ";" in self.theme + self.source:
            raise ValueError("Le thème et la source ne contiennent pas de point-virgule.")

    def short(self) -> str:
        """`thème ; constat ; source`."""
        return f"{self.theme} ; {self.texte} ; {self.source}"


@frozen(kw_only=True)
class DiagnosticTerritorialEtabli(Event):
    """Le diagnostic du territoire est établi ; le dernier établi est celui qui compte."""

    declaration = Declaration(
        subject=TERRITOIRE,
        verb="etablir",
        label="Diagnostic territorial établi",
        sets=("constats",),
    )

    constats: Annotated[
        tuple[ConstatTerritorial, ...],
        Lines(
            "Constats",
            of=ConstatTerritorial,
            least=1,
            help="Thème, constat et source, séparés par des points-virgules.",
            example=ConstatTerritorial.example,
        ),
    ]
