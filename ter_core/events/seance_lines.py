"""Lines of a séance: a point of its agenda, a member whom another represents."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from attrs import frozen

from ter_core.events.fields import ANYONE, Count, Ref, Title
from ter_core.events.lines import Line

__all__ = ["Point", "Represente"]

_REFERENCE = r"[a-z0-9:@_-]"


@frozen(kw_only=True)
class Point(Line):
    """A point of the agenda: its number, its title, who presents it.

    Its short form ends with `()` where a title without rapporteur would end like one.
    """

    title: ClassVar[str] = "un point"
    form: ClassVar[re.Pattern[str]] = re.compile(
        rf"(?P<n>\d{{1,3}})\s+(?P<titre>.+?)(?:\s+\((?P<rapporteur>{_REFERENCE}*)\))?", re.ASCII
    )
    example: ClassVar[str] = "2 Transport (principal)"

    n: Annotated[int, Count("Numéro", least=1, most=999, example="2")]
    titre: Annotated[str, Title("Titre", example="Transport")]
    rapporteur: Annotated[str | None, Ref("Rapporteur", to=ANYONE, example="principal")] = None

    def short(self) -> str:
        """`2 Transport`, or `2 Transport (principal)`."""
        if self.rapporteur:
            return f"{self.n} {self.titre} ({self.rapporteur})"
        return f"{self.n} {self.titre} ()" if self.titre.endswith(")") else f"{self.n} {self.titre}"


@frozen(kw_only=True)
class Represente(Line):
    """A member who is absent, and who stands in."""

    title: ClassVar[str] = "un membre représenté"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?P<qui>\S+)\s+par\s+(?P<par>\S+)")
    example: ClassVar[str] = "maire-vars par maire-guillestre"

    qui: Annotated[str, Ref("Qui", to=ANYONE, example="maire-vars")]
    par: Annotated[str, Ref("Par qui", to=ANYONE, example="maire-guillestre")]

    def check(self) -> None:
        """Nobody represents himself."""
        if self.qui == self.par:
            raise ValueError(f"« {self.qui} » ne peut pas se représenter lui-même.")

    def short(self) -> str:
        """`maire-vars par maire-guillestre`."""
        return f"{self.qui} par {self.par}"
