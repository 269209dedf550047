"""The figures of a year counted again, from the words of the design: plain dicts, no SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from tests.counting.drawn import Outing, Planned, Year
from tests.counting.places import degree_of, of_action, of_line, of_outing

__all__ = ["MEASURES", "Counted", "counted"]

MEASURES = {
    "participations", "participations_enseignants", "eleves_touches", "enseignants_touches",
    "familles", "interventions", "partenaires_mobilises",
    "projets", "projets_realises", "projets_interdegres",
}  # fmt: skip
Counted = dict[str, tuple[int, int]]
_Level = tuple[str, str]
"""École and level; a teacher has no level."""


@frozen
class _Presence:
    """What one participation says of one group, its lines added."""

    outing: int
    school: str
    niveau: str
    groupe: str
    number: int


@frozen
class _Caps:
    """E(x): the largest headcount of the year; none if unknown, or lower than what was seen."""

    classes: dict[tuple[str, str, str], int]
    levels: dict[_Level, int]


@define
class _Count:
    year: Year
    first: int
    actions: list[tuple[str, Planned]]
    """Of each outing, its action and what tells it from another."""
    figures: dict[str, list[int]] = field(factory=lambda: defaultdict(lambda: [0, 0]))
    different: dict[str, set[str]] = field(factory=lambda: defaultdict(set))

    def add(self, key: str, least: int, most: int | None = None) -> None:
        self.figures[key][0] += least
        self.figures[key][1] += least if most is None else most

    def around(self, outing: int) -> Iterator[str]:
        """Places of a participation."""
        _, action = self.actions[outing]
        return of_outing(self.year.outings[outing], action, self.first)

    def people(self, population: str, sum_: str, seen: list[_Presence], caps: _Caps) -> None:
        """Bounds by (école, level), then summed; an axe or a month is counted from its own."""
        for one in seen:
            for place in (*self.around(one.outing), *of_line(one.school, one.niveau)):
                self.add(sum_ + place, one.number)
        by_place: dict[str, dict[_Level, list[_Presence]]] = defaultdict(lambda: defaultdict(list))
        for one in seen:
            for place in self.around(one.outing):
                by_place[place][one.school, one.niveau].append(one)
        for place, levels in by_place.items():
            for (school, niveau), presences in levels.items():
                least, most = _bounds(presences, caps)
                for where in of_line(school, niveau) if not place else ():
                    self.add(population + where, least, most)
                self.add(population + place, least, most)

    def partners(self) -> None:
        """Every citation, and the organismes that are different."""
        for number, outing in enumerate(self.year.outings):
            for place in self.around(number):
                self.add("familles" + place, outing.families)
            for place in of_action(self.actions[number][1]):
                for partner in outing.partners:
                    self.add("interventions" + place, 1)
                    self.different["partenaires_mobilises" + place].add(partner)

    def projects(self, projects: dict[str, Planned]) -> None:
        """Actions not annulled whose dates meet the year; with a participation; of both degrés."""
        for name, action in projects.items():
            for place in of_action(action):
                self.different["projets" + place].add(name)
            for school in action.schools:
                for place in of_line(school, ""):
                    self.different["projets" + place].add(name)
            own = [number for number, (of, _) in enumerate(self.actions) if of == name]
            if {degree for number in own for degree in self.realised(name, number)} == {"1D", "2D"}:
                for place in of_action(action):
                    self.different["projets_interdegres" + place].add(name)

    def realised(self, name: str, number: int) -> set[str]:
        """By a participation of it; gives the degrés of which pupils came."""
        outing = self.year.outings[number]
        lines = [(one.school, one.niveau) for one in outing.lines if one.number]
        teams = [(one.school, "") for one in outing.teams if one.number]
        places = [place for line in (*lines, *teams) for place in of_line(*line)]
        for place in (*places, *self.around(number)):
            self.different["projets_realises" + place].add(name)
        return {degree_of(school) for school, _ in lines}


def counted(year: Year, first: int, before: Year | None) -> Counted:
    """Every figure that is not zero, by its key; `before` is the year before, if followed."""
    actions = [_action_of(outing, year, before) for outing in year.outings]
    count = _Count(year, first, actions)
    pupils, teachers = _presences(year)
    count.people("eleves_touches", "participations", pupils, _caps(year, pupils, teachers=False))
    count.people(
        "enseignants_touches", "participations_enseignants", teachers,
        _caps(year, teachers, teachers=True),
    )  # fmt: skip
    count.partners()
    running = {f"now {at}": one for at, one in enumerate(year.actions)}
    if before:
        running |= {f"before {at}": one for at, one in enumerate(before.actions) if one.years > 1}
    count.projects({name: one for name, one in running.items() if not one.annulled})
    found = {key: (least, most) for key, (least, most) in count.figures.items()}
    return found | {key: (len(one), len(one)) for key, one in count.different.items()}


def _action_of(outing: Outing, year: Year, before: Year | None) -> tuple[str, Planned]:
    if outing.of_last_year and before and outing.action < len(before.actions):
        return f"before {outing.action}", before.actions[outing.action]
    return f"now {outing.action}", year.actions[outing.action]


def _presences(year: Year) -> tuple[list[_Presence], list[_Presence]]:
    pupils: dict[tuple[int, str, str, str], int] = defaultdict(int)
    teachers: dict[tuple[int, str], int] = defaultdict(int)
    for number, outing in enumerate(year.outings):
        for line in outing.lines:
            pupils[number, line.school, line.niveau, line.groupe] += line.number
        for team in outing.teams:
            teachers[number, team.school] += team.number
    return (
        [_Presence(*place, number) for place, number in pupils.items() if number],
        [_Presence(*place, "", "", number) for place, number in teachers.items() if number],
    )


def _caps(year: Year, seen: list[_Presence], *, teachers: bool) -> _Caps:
    largest: dict[tuple[str, str, str], int] = {}
    for headcount in year.headcounts:
        own = [("", "", headcount.teachers)] if headcount.teachers is not None else []
        for niveau, groupe, number in own if teachers else headcount.lines:
            place = headcount.school, niveau, groupe
            largest[place] = max(number or 0, largest.get(place, 0))
    classes = {place: number for place, number in largest.items() if place[2]}
    known = _Caps(classes, {})
    levels = {(one.school, one.niveau) for one in seen}
    caps = {
        place: largest[*place, ""]
        for place in levels
        if (*place, "") in largest
        and largest[*place, ""]
        >= _least([one for one in seen if (one.school, one.niveau) == place], known)
    }
    return _Caps(classes, caps) if teachers else _Caps(_credible(classes, seen), caps)


def _credible(
    classes: dict[tuple[str, str, str], int], seen: list[_Presence]
) -> dict[tuple[str, str, str], int]:
    """Infinity where more were seen: it is still a classe, without a cap."""
    most = _largest(seen)
    return {
        place: number if number >= most.get(place, 0) else 10**9
        for place, number in classes.items()
    }


def _largest(seen: Iterable[_Presence]) -> dict[tuple[str, str, str], int]:
    """The largest single participation of each group."""
    found: dict[tuple[str, str, str], int] = {}
    for one in seen:
        place = one.school, one.niveau, one.groupe
        found[place] = max(one.number, found.get(place, 0))
    return found


def _least(presences: list[_Presence], caps: _Caps) -> int:
    largest = _largest(presences)
    classes = sum(number for place, number in largest.items() if place in caps.classes)
    others = [number for place, number in largest.items() if place not in caps.classes]
    return max(classes, *others, 0)


def _bounds(presences: list[_Presence], caps: _Caps) -> tuple[int, int]:
    came: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in presences:
        came[one.school, one.niveau, one.groupe] += one.number
    most = sum(min(number, caps.classes.get(place, number)) for place, number in came.items())
    cap = caps.levels.get((presences[0].school, presences[0].niveau), most)
    return min(cap, _least(presences, caps)), min(cap, most)
