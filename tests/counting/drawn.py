"""School years that are drawn: what people typed, and who really came, which nobody may write.

A year is drawn by `pick(least, most)`, an integer of hypothesis or of a seeded generator. Pupils
and teachers have identities here; only numbers reach the log. Days are (month, day), so that one
year may be written several times in a log, as if it had happened in several years.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import define, field, frozen
from hypothesis import strategies as st

from ter_core.vocabulary.levels import Niveau
from tests.counting.book import Book, day_of

__all__ = [
    "AXES", "NATURES", "PARTNERS", "SCHOOLS", "Came", "Headcount", "Outing", "Person", "Pick",
    "Planned", "Team", "Year", "corpus", "drawn_year", "drawn_years", "network", "write",
]  # fmt: skip

Pick = Callable[[int, int], int]
Person = tuple[str, str, int]
"""École, level (none for a teacher), and who."""

AXES = (1, 2, 3)
NATURES = ("sport", "culture")
PARTNERS = ("club", "musee")
DAYS = ((10, 6), (10, 25), (11, 12), (1, 15), (3, 20), (6, 9))
# Commune and levels; the lycée is of no commune of the territory.
SCHOOLS = {
    "amont": ("05001", ("CM1", "CM2", "ULIS")),
    "aval": ("05002", ("CE2", "CM1")),
    "college": ("05001", ("6E", "5E")),
    "lycee": ("05999", ("2DE",)),
}


@frozen
class Came:
    """A line of pupils; no group is an empty name."""

    school: str
    niveau: str
    groupe: str
    number: int


@frozen
class Team:
    """A line of teachers."""

    school: str
    number: int


@frozen
class Planned:
    """An action; it may go on in the next year, and be annulled."""

    axe: int
    nature: str
    schools: tuple[str, ...]
    years: int = 1
    annulled: bool = False


@frozen
class Outing:
    """A participation, and who was there; `of_last_year` tells whose year its action is."""

    action: int
    day: tuple[int, int]
    lines: tuple[Came, ...]
    teams: tuple[Team, ...]
    families: int
    partners: tuple[str, ...]
    pupils: frozenset[Person]
    teachers: frozenset[Person]
    of_last_year: bool = False


@frozen
class Headcount:
    """Of an école: (level or cycle, class, number)."""

    school: str
    day: tuple[int, int]
    lines: tuple[tuple[str, str, int], ...]
    teachers: int | None


@frozen
class Year:
    """All that was typed of one school year."""

    actions: tuple[Planned, ...]
    outings: tuple[Outing, ...]
    headcounts: tuple[Headcount, ...]


@define
class _School:
    """An école of a year, its classes by level, its teachers."""

    name: str
    pick: Pick
    classes: dict[str, list[Person]] = field(factory=dict)
    teachers: list[Person] = field(factory=list)

    @classmethod
    def drawn(cls, name: str, pick: Pick) -> _School:
        made = cls(name, pick)
        levels = SCHOOLS[name][1]
        for number in range(pick(1, 3)):
            first = pick(0, len(levels) - 1)
            span = 2 if len(levels) > 1 and pick(0, 2) == 0 else 1
            own = [levels[(first + step) % len(levels)] for step in range(span)]
            pupils = [
                (name, niveau, 100 * number + 10 * at + one)
                for at, niveau in enumerate(own)
                for one in range(pick(1, 4))
            ]
            made.classes["".join(own) + f"-{'ABC'[number]}"] = pupils
        made.teachers = [(name, "", one) for one in range(pick(1, 4))]
        return made

    @property
    def pupils(self) -> list[Person]:
        return [one for pupils in self.classes.values() for one in pupils]

    def some(self, people: list[Person]) -> list[Person]:
        """Some of them, or none."""
        mask = self.pick(0, 2 ** len(people) - 1)
        return [one for at, one in enumerate(people) if mask >> at & 1]

    def group(self) -> tuple[str, list[Person]]:
        """A class, whole or in part, a half-group, a typo, a level without name, a chorus."""
        kind = self.pick(0, 6)
        name = list(self.classes)[self.pick(0, len(self.classes) - 1)]
        pupils = self.classes[name]
        level = [one for one in self.pupils if one[1] == pupils[0][1]]
        if kind == 0:
            return name, pupils
        if kind == 1:
            return name, self.some(pupils)
        if kind == 2:
            return "demi-groupe", self.some(pupils)
        if kind == 3:
            return name.replace("-", " "), pupils
        if kind == 4:
            return "", self.some(level)
        if kind == 5:
            return "", level
        return "chorale", self.some(self.pupils)

    def headcounts(self, *, contradictory: bool) -> Iterator[Headcount]:
        """Exact, larger than true, missing, corrected down; lower than true if contradictory."""
        early: list[tuple[str, str, int]] = []
        late: list[tuple[str, str, int]] = []
        places: dict[tuple[str, str], int] = {}
        for name, pupils in self.classes.items():
            for _, niveau, _ in pupils:
                for groupe in (name, ""):
                    places[niveau, groupe] = places.get((niveau, groupe), 0) + 1
        for (niveau, groupe), true in places.items():
            how = self.pick(0, 6 if contradictory else 5)
            cycle = Niveau(niveau).cycle
            if how == 6:
                late.append((niveau, groupe, self.pick(0, true)))
            elif how == 5 and not groupe and cycle:
                late.append((f"{cycle}", "", true))
            elif how >= 4:
                early.append((niveau, groupe, true))
                late.append((niveau, groupe, max(0, true - 1)))
            elif how < 3:
                late.append((niveau, groupe, true + (self.pick(1, 3) if how == 2 else 0)))
        how, true = self.pick(0, 4 if contradictory else 3), len(self.teachers)
        known = {0: true, 1: true, 2: true + 1, 3: None, 4: 1}[how]
        # A cycle that two levels name is said once.
        yield Headcount(self.name, (9, 10), tuple(dict.fromkeys(early)), None if how else true - 1)
        yield Headcount(self.name, (9, 20), tuple({one[:2]: one for one in late}.values()), known)


def drawn_year(pick: Pick, *, contradictory: bool = False, long: bool = False) -> Year:
    """A school year; `long` draws actions of two years, and annulled ones."""
    here = [one for one in SCHOOLS if pick(0, 3)] or ["amont"]
    schools = [_School.drawn(one, pick) for one in here]
    actions = tuple(_planned(pick, long=long) for _ in range(pick(2, 4)))
    return Year(
        actions,
        tuple(_outing(pick, schools, len(actions), long=long) for _ in range(pick(1, 5))),
        tuple(
            one
            for school in schools
            for one in school.headcounts(contradictory=contradictory)
            if one.lines or one.teachers is not None
        ),
    )


def _planned(pick: Pick, *, long: bool) -> Planned:
    mask = pick(1, 2 ** len(SCHOOLS) - 1)
    schools = tuple(one for at, one in enumerate(SCHOOLS) if mask >> at & 1)
    years, annulled = (pick(1, 2), pick(0, 4) == 0) if long else (1, False)
    return Planned(AXES[pick(0, 2)], NATURES[pick(0, 1)], schools, years, annulled)


def _outing(pick: Pick, schools: list[_School], actions: int, *, long: bool) -> Outing:
    groups: dict[tuple[str, str, str], list[list[Person]]] = {}
    for _ in range(pick(0, 3)):
        school = schools[pick(0, len(schools) - 1)]
        name, pupils = school.group()
        for niveau in dict.fromkeys(one[1] for one in pupils):
            place = groups.setdefault((school.name, niveau, name), [])
            # One participation says a pupil of a group once, in whichever of its lines.
            said = {one for line in place for one in line}
            place.append([one for one in pupils if one[1] == niveau and one not in said])
    teams: dict[str, list[Person]] = {}
    for _ in range(pick(0, 2)):
        school = schools[pick(0, len(schools) - 1)]
        teams.setdefault(school.name, school.some(school.teachers))
    came = frozenset(one for place in groups.values() for line in place for one in line)
    teachers = frozenset(one for team in teams.values() for one in team)
    return Outing(
        action=pick(0, actions - 1),
        day=DAYS[pick(0, len(DAYS) - 1)],
        lines=tuple(Came(*place, len(line)) for place, lines in groups.items() for line in lines),
        teams=tuple(Team(school, len(team)) for school, team in teams.items()),
        families=pick(0, 2) + (not came and not teachers),
        partners=tuple(one for one in PARTNERS if pick(0, 2) == 0),
        pupils=came,
        teachers=teachers,
        of_last_year=long and pick(0, 3) == 0,
    )


@st.composite
def drawn_years(draw: st.DrawFn, count: int, **how: Any) -> list[Year]:
    """Years that hypothesis draws; they are independent, and one that fails is told in full."""

    def pick(least: int, most: int) -> int:
        return draw(st.integers(least, most))

    return [drawn_year(pick, **how) for _ in range(count)]


def corpus(seed: int, years: int, **how: Any) -> list[Year]:
    """The same years each time."""
    generator = random.Random(seed)  # noqa: S311 - nothing is kept secret
    return [drawn_year(generator.randint, **how) for _ in range(years)]


def network() -> Book:
    """A book that knows the écoles, the axes and the partners, and nothing of any year."""
    book = Book()
    book.territory(Amont="05001", Aval="05002", Hameau="05003")
    for code, (commune, _) in SCHOOLS.items():
        nature = code if code in {"college", "lycee"} else "ecole_primaire"
        book.school(code, commune, nature=nature)
    for numero in AXES:
        book.axe(numero)
    for code in PARTNERS:
        book.partner(code)
    return book


def write(
    book: Book, year: Year, first: int, *, keep: Iterable[int] | None = None,
    before: tuple[str, ...] = (),
) -> tuple[tuple[str, ...], dict[str, int]]:  # fmt: skip
    """Write a year, as that of September `first`, with all its outings or those to keep.

    Gives its actions, which the next year takes as `before`, and the number of each outing.
    """
    book.opens(first)
    for headcount in year.headcounts:
        lines = [f"{'/'.join(filter(None, line[:2]))} {line[2]}" for line in headcount.lines]
        on = day_of(first, headcount.day)
        book.counts(headcount.school, *lines, on=on, teachers=headcount.teachers)
    actions = tuple(_inscribed(book, one, first) for one in year.actions)
    numbers = {}
    for number in range(len(year.outings)) if keep is None else sorted(keep):
        one = year.outings[number]
        of = before if one.of_last_year and one.action < len(before) else actions
        participation = book.came(
            of[one.action],
            *("/".join(filter(None, (line.school, line.groupe, line.niveau))) + f" {line.number}"
              for line in one.lines),
            on=day_of(first, one.day),
            teachers=[f"{team.school} {team.number}" for team in one.teams],
            familles=one.families,
            partners=one.partners,
        )  # fmt: skip
        numbers[participation] = number
    return actions, numbers


def _inscribed(book: Book, one: Planned, first: int) -> str:
    start, end = day_of(first, (9, 2)), day_of(first + one.years - 1, (6, 30))
    action = book.action(one.axe, start, end, *one.schools, nature=one.nature)
    if one.annulled:
        book.add("ActionAnnulee", action, {"motif": "Neige"}, day_of(first, (9, 3)))
    return action
