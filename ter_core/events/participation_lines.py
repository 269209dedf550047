"""Lines of a participation: the pupils of a class or of a group, the teachers of a school."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar, Self

import attrs
from attrs import frozen

from ter_core.events.effectif_lines import GROUP_MAX, check_group, level_named
from ter_core.events.fields import Count, OneChoice, Ref, Title
from ter_core.events.lines import Line
from ter_core.vocabulary.levels import Niveau

__all__ = ["EquipePresente", "GroupePresent"]

_MISTYPED = re.compile(r"\s([0-9]+[^\s0-9]\w*)$")  # « 24x »
_SCHOOL = ("etablissement",)


@frozen(kw_only=True)
class GroupePresent(Line):
    """Pupils who took part: of which école, class or group, and level, and how many.

    The level and the number may be left out while the class says them; the program writes them.
    In the short form a lone word is a level where it is the name of one, else a group; a « / » at
    the end of it makes it a group in any case.
    """

    title: ClassVar[str] = "un groupe d'élèves"
    form: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<etablissement>[^\s/]+)/(?P<groupe>[^/]+?)(?:/(?P<niveau>[^\s/]*))?"
        r"(?:\s+(?P<eleves>[0-9]+))?(?:\s+dont\s+(?P<filles>[0-9]+)\s+filles?)?",
        re.IGNORECASE,
    )
    example: ClassVar[str] = "guillestre/CM2-A 24"

    etablissement: Annotated[str, Ref("Établissement", to=_SCHOOL, example="guillestre")]
    groupe: Annotated[
        str | None,
        Title(
            "Groupe",
            limit=GROUP_MAX,
            counts=True,
            help="La classe, ou un autre groupe.",
            example="CM2-A",
        ),
    ] = None
    niveau: Annotated[
        Niveau | None,
        OneChoice("Niveau", choices=Niveau, help="À défaut, celui de la classe.", example="CM2"),
    ] = None
    eleves: Annotated[
        int | None,
        Count("Élèves", help="À défaut, l'effectif de la classe ou du niveau.", example="24"),
    ] = None
    filles: Annotated[int | None, Count("Dont filles", example="12")] = None

    @classmethod
    def parse(cls, typed: str, today: date) -> Self:
        """The line that a short text writes."""
        line = super().parse(typed, today)
        found = _MISTYPED.search(line.groupe or "") if line.eleves is None else None
        if found and not level_named(found[1]) and typed.count("/") == 1:
            raise ValueError(
                f"« {found[1]} » n'est pas un nombre entier. Si c'est la fin du nom d'un groupe, "
                f"ajoutez « / » : {typed.strip()}/."
            )
        level = level_named(line.groupe or "")
        if level and typed.count("/") == 1:
            return attrs.evolve(line, groupe=None, niveau=level)
        return line

    def check(self) -> None:
        """A group or a level; no more girls than pupils."""
        if not (self.groupe or self.niveau):
            raise ValueError("Il manque le groupe (comme CM2-A) ou le niveau (comme CM2).")
        check_group(self.groupe, self.niveau, "guillestre/CM1CM2-U/CM1 6")
        if self.filles is not None and self.eleves is not None and self.filles > self.eleves:
            raise ValueError(f"{self.filles} filles pour {self.eleves} élèves, c'est trop.")

    def short(self) -> str:
        """The plainest form that is read back: `guillestre/CM2-A 24 dont 12 filles`."""
        return self.told(self.etablissement)

    def told(self, school: str) -> str:
        """The short form, with the school under the name that people give it."""
        number = "" if self.eleves is None else f" {self.eleves}"
        girls = "" if self.filles is None else f" dont {self.filles} fille{'s' * (self.filles > 1)}"
        if self.groupe and self.niveau:
            return f"{school}/{self.groupe}/{self.niveau}{number}{girls}"
        plainest = f"{school}/{self.groupe or self.niveau}{number}{girls}"
        if self.groupe and (self._is_misread(plainest) or _MISTYPED.search(self.groupe)):
            return f"{school}/{self.groupe}/{number}{girls}"
        return plainest

    def _is_misread(self, plainest: str) -> bool:
        """A group called as a level, or one whose name ends as a number would."""
        found = self.form.fullmatch(plainest)
        return not found or found["groupe"] != self.groupe or bool(level_named(self.groupe or ""))


@frozen(kw_only=True)
class EquipePresente(Line):
    """Teachers who took part, of one établissement."""

    title: ClassVar[str] = "des enseignants"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?P<etablissement>\S+)\s+(?P<nombre>[0-9]+)")
    example: ClassVar[str] = "guillestre 2"

    etablissement: Annotated[str, Ref("Établissement", to=_SCHOOL, example="guillestre")]
    nombre: Annotated[int, Count("Nombre d'enseignants", example="2")]
