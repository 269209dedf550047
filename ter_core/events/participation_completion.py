"""What a line of a participation leaves unsaid, from the headcounts of the school year.

A line is completed, or the breach says why it cannot be and what to type. What is complete
already comes out as it is, so that rules may ask again of what is about to be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from ter_core.events.headcounts import Headcounts, headcounts
from ter_core.events.participation_lines import GroupePresent
from ter_core.events.situation import Breach
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.school_year import AnneeScolaire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ter_core.events.situation import Situation

__all__ = ["complete", "incomplete"]

_Lines = tuple[GroupePresent, ...]


def complete(lines: _Lines, situation: Situation) -> _Lines:
    """The lines with what the headcounts say; one that cannot be completed stays as it was typed.

    So do they all where two of them come out as one: the rule that refuses it says which.
    """
    found: list[GroupePresent] = []
    for line in lines:
        done = _completed(line, situation)
        found += [line] if isinstance(done, Breach) else done
    return tuple(found) if len(set(found)) == len(found) else lines


def incomplete(field: str, lines: _Lines, situation: Situation) -> Iterator[Breach]:
    """Why lines could not be completed, or say the same thing twice."""
    seen: list[GroupePresent] = []
    for line in lines:
        done = _completed(line, situation)
        if isinstance(done, Breach):
            yield attrs.evolve(done, field=field)
            continue
        for one in done:
            if one in seen:
                yield Breach(
                    field,
                    f"« {one.told(situation.named(one.etablissement))} » est dit deux fois.",
                    "Gardez une seule ligne, avec le total.",
                )
        seen += done


def _completed(line: GroupePresent, situation: Situation) -> list[GroupePresent] | Breach:
    known = _Class.of(line, situation)
    levels = known.levels
    niveau = known.line.niveau or (next(iter(levels)) if len(levels) == 1 else None)
    if niveau is None:
        return known.split() if levels else known.unknown()
    line = attrs.evolve(known.line, niveau=niveau)
    if line.eleves is not None:
        return [line]
    number = known.counts.latest.get((niveau, line.groupe))
    if number is None:
        return known.uncounted(line)
    if line.filles is not None and line.filles > number:
        return known.too_many_girls(line, number)
    return [attrs.evolve(line, eleves=number)]


@frozen
class _Class:
    """A line, its group under the name of its class if it is one, and what is known of it."""

    line: GroupePresent
    counts: Headcounts
    school: str
    year: str

    @classmethod
    def of(cls, line: GroupePresent, situation: Situation) -> _Class:
        counts = headcounts(line.etablissement, situation)
        name = line.groupe
        if name is not None:
            name = counts.spelled(name) or name
        elif line.niveau is not None:
            name = counts.whole_level(line.niveau)
        named = situation.named(line.etablissement)
        year = AnneeScolaire.of(situation.happened_on)
        return cls(attrs.evolve(line, groupe=name), counts, named, year)

    @property
    def levels(self) -> dict[Niveau, int]:
        """The headcount of the class at each of its levels; nothing if it is no class."""
        return self.counts.classes().get(self.line.groupe or "", {})

    def split(self) -> list[GroupePresent] | Breach:
        """One line per level of a class that came whole; else people must say who came."""
        line, levels = self.line, self.levels
        total = sum(levels.values())
        if line.filles is None and line.eleves in (None, total):
            return [attrs.evolve(line, niveau=one, eleves=n) for one, n in levels.items()]
        first, number = next(iter(levels.items()))
        girls = "" if line.filles is None else " dont 1 fille"
        form = f"{self.school}/{line.groupe}/{first} {number}{girls}"
        return Breach(
            "lignes",
            f"La classe « {line.groupe} » a plusieurs niveaux ({_listed(levels)}) : dites-les, "
            f"comme {form}.",
            f"Une ligne par niveau. Pour la classe entière ({total} élèves), tapez "
            f"{self.school}/{line.groupe}.",
        )

    def unknown(self) -> Breach:
        """A group that is no class, without its level."""
        line, classes = self.line, self.counts.classes()
        form = f"{self.school}/{line.groupe}/CM2 {24 if line.eleves is None else line.eleves}"
        known = f"Classes connues : {', '.join(classes)}. " if classes else ""
        whole = self.counts.spelled(f"{line.groupe} {line.eleves}")
        if whole and line.eleves is not None:
            known = f"Pour la classe entière « {whole} », tapez {self.school}/{whole}/. "
        return Breach(
            "lignes",
            f"« {line.groupe} » n'est pas une classe connue de « {self.school} » en {self.year}, "
            "et son niveau n'est pas dit.",
            f"{known}Pour un autre groupe, dites son niveau, comme {form}.",
        )

    def uncounted(self, line: GroupePresent) -> Breach:
        """No number, and no headcount to take it from."""
        form = attrs.evolve(line, eleves=24, filles=None).told(self.school)
        remedy = f"Dites combien d'élèves, comme {form}."
        if line.groupe is None:
            names = [one for one, levels in self.counts.classes().items() if line.niveau in levels]
            if names:
                remedy = f"{remedy} Ou dites la classe : {', '.join(names)}."
            what = f"L'effectif du niveau {line.niveau} de « {self.school} » n'est pas connu"
        elif self.levels:
            what = (
                f"La classe « {line.groupe} » n'a pas d'élèves de {line.niveau} connus "
                f"({_listed(self.levels)} seulement)"
            )
        else:
            what = f"« {line.groupe} » n'est pas une classe connue de « {self.school} »"
        return Breach("lignes", f"{what} en {self.year}.", remedy)

    def too_many_girls(self, line: GroupePresent, number: int) -> Breach:
        """More girls than the headcount has pupils."""
        return Breach(
            "lignes",
            f"{line.filles} filles pour un effectif de {number} élèves "
            f"(« {line.told(self.school)} »), c'est trop.",
            "Corrigez l'un des deux nombres ; celui des élèves se tape avant « dont ».",
        )


def _listed(levels: Iterable[Niveau]) -> str:
    return ", ".join(levels)
