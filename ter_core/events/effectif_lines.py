"""A line of a headcount, and what a group of pupils may be called."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from attrs import frozen

from ter_core.events.fields import Count, OneChoice, Title
from ter_core.events.lines import Line
from ter_core.vocabulary.levels import Cycle, Niveau
from ter_core.vocabulary.text import fold

__all__ = ["GROUP_MAX", "Effectif", "check_group", "level_named"]

GROUP_MAX = 60

_LEVELS = {fold(name): niveau for niveau in Niveau for name in niveau.names()}


def level_named(name: str) -> Niveau | None:
    """The level that a name is that of, without regard to case or accents."""
    return _LEVELS.get(fold(name))


def check_group(groupe: str | None, niveau: Niveau | None, example: str) -> None:
    """A group has no « / » in its name, and not the name of another level than its own.

    « CM1/CM2 11 » is meant as a class of two levels: taken as a group of CM1 called CM2, it would
    be wrong without a word.

    Raises:
        ValueError: it has (in French).
    """
    if groupe is None:
        return
    if "/" in groupe:
        raise ValueError(f"« {groupe} » : le nom d'un groupe ne contient pas de « / ».")
    named = level_named(groupe)
    if named and niveau and named is not niveau:
        raise ValueError(
            f"« {groupe} » est le nom d'un niveau, et non d'un groupe de {niveau.label} : une "
            f"classe à plusieurs niveaux se dit en une ligne par niveau, comme « {example} »."
        )


@frozen(kw_only=True)
class Effectif(Line):
    """How many pupils there are in a level, in a class at a level, or in a cycle."""

    title: ClassVar[str] = "un effectif"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:(?P<cycle>C[1-4]|lyc[eé]e)|(?P<niveau>[^\s/]+)(?:/(?P<groupe>[^/]+?))?)"
        r"\s+(?P<nombre>[0-9]+)",
        re.IGNORECASE,
    )
    example: ClassVar[str] = "CM2/CM2-A 24"

    niveau: Annotated[Niveau | None, OneChoice("Niveau", choices=Niveau, example="CM2")] = None
    cycle: Annotated[
        Cycle | None,
        OneChoice("Cycle", choices=Cycle, help="À défaut du niveau.", example="C1"),
    ] = None
    groupe: Annotated[
        str | None,
        Title(
            "Classe",
            limit=GROUP_MAX,
            counts=True,
            help="Si l'effectif est le sien.",
            example="CM2-A",
        ),
    ] = None
    nombre: Annotated[int, Count("Nombre d'élèves", example="24")]

    def check(self) -> None:
        """A level or a cycle; a class is a group of one level."""
        if self.niveau and self.cycle:
            raise ValueError(
                f"« {self.niveau} » et « {self.cycle} » s'excluent : donnez le niveau ou le cycle."
            )
        if not (self.niveau or self.cycle):
            raise ValueError("Il manque le niveau (comme CM2) ou le cycle (comme C1).")
        if self.groupe and not self.niveau:
            raise ValueError(f"La classe « {self.groupe} » se dit avec son niveau, non son cycle.")
        check_group(self.groupe, self.niveau, "CM1/CM1CM2-U 6")

    def short(self) -> str:
        """`CM2 24`, `CM2/CM2-A 24` or `C1 45`."""
        where = f"{self.niveau or self.cycle}"
        return f"{where}/{self.groupe} {self.nombre}" if self.groupe else f"{where} {self.nombre}"
