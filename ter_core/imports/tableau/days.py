"""A day of an action: the rows that speak of it, added up into one participation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import define, evolve, field, frozen

from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.imports.tableau.attendance import ADULTS, same_group
from ter_core.imports.tableau.groups import Group

__all__ = ["Day", "Part", "covers", "equipes", "line", "meet", "who"]

_MOST_SHOWN = 8


@frozen
class Part:
    """What one row says."""

    line: int
    groups: list[Group]
    teams: list[tuple[str, int]]
    adults: dict[str, int]
    partenaires: tuple[str, ...]
    lieu: str | None
    du: date | None


@define
class Day:
    """What the rows of one participation say, added up."""

    action: str
    day: date
    parts: list[Part] = field(factory=list)
    groups: list[Group] = field(factory=list)
    teams: dict[str, int] = field(factory=dict)  # under "", those of no school that is said
    adults: dict[str, int] = field(factory=dict)

    def add(self, part: Part) -> None:
        """One more row; a group that is said already is added up, hours are those of all."""
        self.parts.append(part)
        for group in part.groups:
            index = self.place_of(group)
            if index is None:
                self.groups.append(group)
                continue
            said = self.groups[index]
            known = said.filles is not None and group.filles is not None
            girls = (said.filles or 0) + (group.filles or 0) if known else None
            self.groups[index] = evolve(said, eleves=said.eleves + group.eleves, filles=girls)
        for team, number in part.teams:
            self.teams[team] = self.teams.get(team, 0) + number
        for name, number in part.adults.items():
            before = self.adults.get(name, 0)
            self.adults[name] = max(before, number) if name == "heures" else before + number

    def place_of(self, group: Group) -> int | None:
        """Where a group is said already."""
        return next((n for n, one in enumerate(self.groups) if same_group(group, one)), None)

    def of(self, parts: list[Part]) -> Day:
        """The same day, some of its rows only."""
        found = Day(self.action, self.day)
        for part in parts:
            found.add(part)
        return found

    @property
    def line(self) -> int:
        """Its first row."""
        return self.parts[0].line

    @property
    def others(self) -> tuple[int, ...]:
        """Its further rows."""
        return tuple(one.line for one in self.parts[1:])

    @property
    def lines(self) -> str:
        """Its rows, where it has several."""
        numbers = [one.line for one in self.parts]
        if len(numbers) == 1:
            return ""
        if numbers[-1] - numbers[0] == len(numbers) - 1 > 1:
            return f", lignes {numbers[0]} à {numbers[-1]}"
        *first, last = map(str, numbers)
        if len(first) >= _MOST_SHOWN:
            return f", lignes {', '.join(first[:_MOST_SHOWN])}…"
        return f", lignes {', '.join(first)} et {last}"

    def first(self, name: str) -> Any:
        """What the first row that says it says of a field."""
        return next((found for one in self.parts if (found := getattr(one, name))), None)

    def has_adults(self) -> bool:
        """Whether it counts adults whom the log may count."""
        return any(self.teams) or bool(set(self.adults) - {"heures"})

    def counts(self) -> dict[str, int]:
        """Teachers and other adults, and the hours."""
        found = {name: self.adults.get(name, 0) for name in ADULTS}
        return found | {"enseignants": sum(self.teams.values())}


def line(group: Group) -> GroupePresent:
    """A group as an event says it."""
    return GroupePresent(
        etablissement=group.school,
        groupe=group.groupe,
        niveau=group.niveau,
        eleves=group.eleves,
        filles=group.filles,
    )


def equipes(held: Day) -> tuple[EquipePresente, ...]:
    """The teachers whose school is said."""
    return tuple(
        EquipePresente(etablissement=one, nombre=n) for one, n in held.teams.items() if one
    )


def covers(groups: Iterable[Group], come: list[Group]) -> bool:
    """Whether two lists of groups are one."""
    left = list(come)
    for group in groups:
        same = [one for one in left if same_group(group, one)]
        if not same or sum(one.eleves for one in same) != group.eleves:
            return False
        left = [one for one in left if one not in same]
    return not left


def meet(groups: Iterable[Group], come: list[Group]) -> bool:
    """Whether a group is in both lists; two participations of adults alone meet too."""
    found = list(groups)
    if not found:
        return not come
    return any(same_group(one, other) for one in found for other in come)


def who(held: Day) -> str:
    """« 2 groupes, 49 élèves, 3 enseignants »."""
    groups, pupils = len(held.groups), sum(one.eleves for one in held.groups)
    said = []
    if groups:
        said.append(f"{_counted('groupes', groups)}, {_counted('élèves', pupils)}")
    said += [_counted(name, n) for name, n in held.counts().items() if n]
    return ", ".join(said)


def _counted(name: str, number: int) -> str:
    """« 1 enseignant », « 2 autres professionnels »."""
    if number > 1:
        return f"{number} {name.replace('_', ' ')}"
    return f"{number} {name.removesuffix('s').replace('autres_professionnel', 'professionnel')}"
