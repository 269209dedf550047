"""What is known of the pupils and teachers of one établissement in one school year.

A *classe* is a group that a headcount of the year names, at a level; the latest headcount of a
(level, group) tells how many it has, the largest how many it can have had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from ter_core.events.effectif_lines import Effectif
from ter_core.events.stored_lines import stored_lines
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ter_core.events.situation import Situation

__all__ = ["Headcounts", "headcounts"]

_Place = tuple[Niveau, str | None]  # a level, and the class or None for all of it


@frozen
class Headcounts:
    """Latest and largest headcounts by level and class, and the most teachers seen."""

    latest: Mapping[_Place, int] = field(factory=dict)
    largest: Mapping[_Place, int] = field(factory=dict)
    teachers: int | None = None

    def classes(self) -> dict[str, dict[Niveau, int]]:
        """Each class, with its latest headcount at each level."""
        found: dict[str, dict[Niveau, int]] = {}
        for (niveau, groupe), number in self.latest.items():
            if groupe is not None:
                found.setdefault(groupe, {})[niveau] = number
        return found

    def spelled(self, groupe: str) -> str | None:
        """The class of that name, without regard to case or accents; None if there is none."""
        names = list(self.classes())
        if groupe in names:
            return groupe
        same = [name for name in names if plain(name) == plain(groupe)]
        return same[0] if len(same) == 1 else None

    def whole_level(self, niveau: Niveau) -> str | None:
        """The only class of a level, where it is called as the level is."""
        names = [name for name, levels in self.classes().items() if niveau in levels]
        alike = map(plain, niveau.names())
        return names[0] if len(names) == 1 and plain(names[0]) in alike else None

    def bound(self, niveau: Niveau, groupe: str | None) -> int | None:
        """The most pupils that can have come: of the class, else of the level; None if unknown."""
        return self.largest.get((niveau, groupe), self.largest.get((niveau, None)))


def headcounts(etablissement: str, situation: Situation) -> Headcounts:
    """Those of the school year of the fact."""
    year = AnneeScolaire.of(situation.happened_on)
    return situation.derived(
        ("effectifs", year), etablissement, lambda: _counted(etablissement, year, situation)
    )


def _counted(etablissement: str, year: AnneeScolaire, situation: Situation) -> Headcounts:
    latest: dict[_Place, int] = {}
    largest: dict[_Place, int] = {}
    said = situation.history("lignes", etablissement)
    for day, lines in sorted(said, key=lambda one: one[0]):  # stable: fold order within a day
        for line in stored_lines(Effectif, lines) if AnneeScolaire.of(day) == year else ():
            if line.niveau:
                place = (line.niveau, line.groupe)
                latest[place] = line.nombre
                largest[place] = max(line.nombre, largest.get(place, 0))
    teachers = [
        number
        for day, number in situation.history("enseignants", etablissement)
        if AnneeScolaire.of(day) == year
    ]
    return Headcounts(latest, largest, max(teachers, default=None))
