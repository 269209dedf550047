"""What a row of headcounts changes in the log, and what of it cannot be held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import define, field

from ter_core.events.effectif_lines import Effectif
from ter_core.events.etablissement import EffectifConstate
from ter_core.imports.effectifs.columns import Counted
from ter_core.imports.effectifs.known import School, Seen
from ter_core.imports.proposal import Step
from ter_core.ledger.entry import Entry
from ter_core.reports.counted import counted
from ter_core.vocabulary.levels import Cycle, Niveau
from ter_core.vocabulary.typography import french

__all__ = ["Constat"]


@define
class Constat:
    """A headcount to record: `said` gathers what the log will not hold of it, in whole sentences.

    `is_known` once it was built says that the log has it all already.
    """

    school: School
    counted: Counted
    on: date
    source: str
    said: list[str] = field(factory=list)
    _lines: list[Effectif] = field(factory=list)
    _told: list[str] = field(factory=list)
    _changes: bool = False

    def step(self, line: int) -> Step | None:
        """The step that records it; None where the log says the same."""
        for one, number in self.counted.pupils.items():
            self._count(one, number)
        teachers = self._team()
        self.said.extend(self._left())
        if not self._told:
            return None
        event = EffectifConstate(
            source=self.source, lignes=tuple(self._lines), enseignants=teachers
        )
        return Step(
            line=line,
            sign="~" if self._changes else "+",
            told=f"{self.school.told}, {', '.join(self._told)}",
            entries=(Entry(event, f"etablissement:{self.school.uai}", on=self.on),),
        )

    def _count(self, one: Niveau | Cycle, number: int) -> None:
        seen = self.school.pupils.get(one)
        if not number and not (seen and seen.number):
            return
        if isinstance(one, Cycle) and self._is_told_by_level(one, number):
            return
        if not self._compare(one.label, number, seen):
            return
        of = {"cycle": one} if isinstance(one, Cycle) else {"niveau": one}
        self._lines.append(Effectif(**of, nombre=number))

    def _team(self) -> int | None:
        number, seen = self.counted.teachers, self.school.teachers
        if number is None or (not number and not (seen and seen.number)):
            return None
        return number if self._compare("enseignants", number, seen) else None

    def _compare(self, name: str, number: int, seen: Seen | None) -> bool:
        """Whether a number goes with the headcount: not where the log has a later one."""
        if seen and seen.on > self.on:
            if seen.number != number:
                self.said.append(
                    f"{name} : {number} dans ce fichier, mais le journal a {seen.number} au "
                    f"{seen.on:%d/%m/%Y}, après le {self.on:%d/%m/%Y} : le journal est gardé."
                )
            return False
        if seen is None:
            self._told.append(french(f"{name} : {number}"))
        elif seen.number != number:
            self._told.append(french(f"{name} : {seen.number} → {number}"))
            self._changes = True
        return True

    def _is_told_by_level(self, cycle: Cycle, number: int) -> bool:
        """The log has the levels of that cycle, which count before it does."""
        levels = {
            one: seen.number
            for one, seen in self.school.pupils.items()
            if isinstance(one, Niveau) and one.cycle is cycle and seen.number
        }
        if levels and sum(levels.values()) != number:
            names = ", ".join(one.label for one in levels)
            self.said.append(
                f"{cycle.label} : {number} dans ce fichier, mais le journal a "
                f"{sum(levels.values())} par niveau ({names}) : le journal est gardé."
            )
        return bool(levels)

    def _left(self) -> Iterator[str]:
        """The numbers of the row that no line of a headcount can hold."""
        counts = self.counted
        for one, number in counts.within.items():
            if isinstance(one, Niveau):
                if number:
                    yield f"{one.label} : {counted(number, 'élève')}, déjà dans leur niveau."
                continue
            told = sum(
                pupils
                for of, pupils in counts.pupils.items()
                if isinstance(of, Niveau) and of.cycle is one
            )
            if told != number:
                yield (
                    f"{one.label} : {number} selon ce fichier, mais {told} par niveau : les "
                    "niveaux sont retenus."
                )
        total, told = counts.total, sum(counts.pupils.values())
        if total is None or total == told or not counts.pupils:
            return
        if total > told:
            missing = counted(total - told, "élève")
            yield f"Total de {total}, mais {told} par niveau : {missing} sans niveau, non retenus."
        else:
            yield f"Total de {total}, mais {told} par niveau : vérifiez cette ligne."
