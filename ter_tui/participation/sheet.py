"""The sheet behind the grid: one row per class and level, and the numbers that are said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, evolve, field, frozen

from ter_core.events.effectif_lines import level_named
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.vocabulary.levels import Degre, Niveau
from ter_core.vocabulary.text import fold
from ter_core.vocabulary.typography import in_full

__all__ = ["Number", "Place", "Row", "School", "Sheet", "rows_of"]


@frozen
class School:
    """An établissement: its full subject, its code, its name, and its degré if it is known."""

    subject: str
    code: str
    name: str
    degre: str | None = None


@frozen
class Place:
    """What a line of a participation counts: pupils of a class or a group, at a level."""

    school: str
    group: str | None
    level: Niveau


@frozen
class Number:
    """How many pupils, and how many of them are girls where that was counted."""

    pupils: int
    girls: int | None = None


@frozen
class Row:
    """A place of the grid: the latest headcount that prefills it, the largest that bounds it."""

    place: Place
    school: School
    headcount: int | None = None
    bound: int | None = None
    is_class: bool = False
    is_planned: bool = False
    """Of an établissement and a level that the action names."""
    came: bool = False
    """Already came to the action."""

    @property
    def folded(self) -> str:
        """What is looked for in it."""
        school, place = self.school, self.place
        return fold(f"{school.code} {school.name} {place.group or ''} {place.level.label}")

    @property
    def name(self) -> str:
        """As messages call it."""
        return "/".join(filter(None, (self.school.code, self.place.group, self.place.level.label)))


@define
class Sheet:
    """The rows that can be ticked, and the numbers of those that are."""

    rows: tuple[Row, ...] = ()
    numbers: dict[Place, Number] = field(factory=dict)
    schools: Mapping[str, School] = field(factory=dict)

    def know(self, rows: Sequence[Row], schools: Mapping[str, School]) -> None:
        """Take in the rows that the log knows; any other place that was said keeps one."""
        self.schools = schools
        known = {row.place: row for row in rows}
        others = [self._other(place) for place in self.numbers if place not in known]
        self.rows = (*rows, *others)

    def add(self, place: Place, number: Number) -> None:
        """Say a number of a place, which gets a row if it has none."""
        self.numbers[place] = number
        if all(row.place != place for row in self.rows):
            self.rows = (*self.rows, self._other(place))

    def toggle(self, rows: Iterable[Row]) -> bool:
        """Tick rows with their headcounts, or clear them if all are ticked.

        False where a headcount is unknown: the number must be typed.
        """
        rows = list(rows)
        if rows and all(row.place in self.numbers for row in rows):
            for row in rows:
                del self.numbers[row.place]
            return True
        missing = [row for row in rows if row.place not in self.numbers]
        for row in missing:
            if row.headcount is not None:
                self.numbers[row.place] = Number(row.headcount)
        return any(row.headcount is not None for row in missing)

    def say(self, row: Row, *, pupils: int | None = None, girls: int | None = None) -> None:
        """Set one of the numbers of a row; no pupil clears it, no girl leaves them uncounted."""
        known = self.numbers.get(row.place)
        if girls is not None:
            base = known or Number(row.headcount or girls)
            self.numbers[row.place] = evolve(base, girls=girls)
        elif pupils:
            self.numbers[row.place] = evolve(known, pupils=pupils) if known else Number(pupils)
        else:
            self.numbers.pop(row.place, None)

    def uncount_girls(self, row: Row) -> None:
        """Girls are not counted there."""
        if known := self.numbers.get(row.place):
            self.numbers[row.place] = evolve(known, girls=None)

    def class_of(self, row: Row) -> list[Row]:
        """Every level of the class that a row is of."""
        place = row.place
        if not row.is_class:
            return [row]
        wanted = (place.school, place.group)
        return [one for one in self.rows if (one.place.school, one.place.group) == wanted]

    def wrong(self, row: Row) -> bool:
        """Whether more came than there are."""
        number = self.numbers.get(row.place)
        if number is None:
            return False
        too_many = row.bound is not None and number.pupils > row.bound
        return too_many or (number.girls or 0) > number.pupils

    def lines(self) -> tuple[GroupePresent, ...]:
        """The lines of the event, in the order of the grid."""
        return tuple(
            GroupePresent(
                etablissement=row.place.school,
                groupe=row.place.group,
                niveau=row.place.level,
                eleves=number.pupils,
                filles=number.girls,
            )
            for row in self.rows
            if (number := self.numbers.get(row.place))
        )

    def total(self) -> str:
        """« 3 classes, 67 élèves dont 30 filles »."""
        ticked = [row for row in self.rows if row.place in self.numbers]
        if not ticked:
            return "Aucun élève pour l'instant."
        classes = {(row.place.school, row.place.group) for row in ticked if row.is_class}
        others = sum(not row.is_class for row in ticked)
        pupils = sum(self.numbers[row.place].pupils for row in ticked)
        girls = [n for row in ticked if (n := self.numbers[row.place].girls) is not None]
        parts = [
            _several(len(classes), "classe"),
            _several(others, "groupe" if not classes else "autre groupe"),
            _several(pupils, "élève"),
        ]
        told = ", ".join(part for part in parts if part)
        return f"{told} dont {_several(sum(girls), 'fille', zero=True)}" if girls else told

    def schools_ticked(self) -> list[str]:
        """The établissements of which somebody came, in the order of the grid."""
        return list(
            dict.fromkeys(row.place.school for row in self.rows if row.place in self.numbers)
        )

    def _other(self, place: Place) -> Row:
        key = place.school.partition(":")[2]
        school = self.schools.get(place.school, School(place.school, key, key))
        return Row(place, school, is_planned=True)


def rows_of(
    schools: Mapping[str, School],
    headcounts: Iterable[Mapping[str, Any]],
    planned: Sequence[str],
    levels: Sequence[Niveau],
    came: Iterable[Place],
) -> tuple[Row, ...]:
    """The rows of a school year: what came to the action, the planned écoles, the others.

    `headcounts` are the rows of the question of that name, `levels` those that the action names.
    """
    before = set(came)
    found: dict[tuple[str, str | None], list[Row]] = {}
    counted = [
        row
        for row in headcounts
        if row["population"] == "eleves" and level_named(row["niveau"] or "")
    ]
    with_class = {(row["uai"], row["niveau"]) for row in counted if row["groupe"]}
    for row in counted:
        if row["groupe"] is None and (row["uai"], row["niveau"]) in with_class:
            continue
        subject = f"etablissement:{row['uai']}"
        school = schools.get(subject)
        level = level_named(row["niveau"])
        if school is None or level is None:
            continue
        place = Place(subject, row["groupe"], level)
        block = found.setdefault((subject, row["groupe"]), [])
        block.append(
            Row(
                place,
                school,
                row["effectif"],
                row["plus_grand"],
                is_class=row["groupe"] is not None,
                came=place in before,
            )
        )
    for subject in planned:
        if subject in schools and all(known != subject for known, _ in found):
            found[subject, None] = list(_uncounted(schools[subject], levels, before))
    blocks = [_planned(block, planned, levels) for block in found.values() if block]
    blocks.sort(key=lambda block: _order(block, planned))
    return tuple(row for block in blocks for row in block)


def teams(
    typed: Sequence[EquipePresente], schools: Mapping[str, School]
) -> tuple[EquipePresente, ...]:
    """Teams with the full subjects of their établissements, where the codes are known."""
    codes = {school.code: subject for subject, school in schools.items()}
    return tuple(
        evolve(one, etablissement=codes.get(one.etablissement, one.etablissement)) for one in typed
    )


def _uncounted(school: School, levels: Sequence[Niveau], before: set[Place]) -> Iterable[Row]:
    """The levels of an établissement of which no headcount is known."""
    of_degree = [one for one in Niveau if one.degre is not None and one.degre == school.degre]
    named = [one for one in levels if one in of_degree or one.degre is None]
    if not named and school.degre == Degre.PREMIER:
        named = of_degree
    for level in named:
        place = Place(school.subject, None, level)
        yield Row(place, school, came=place in before)


def _planned(
    block: Sequence[Row], schools: Sequence[str], levels: Sequence[Niveau]
) -> Sequence[Row]:
    """The rows of a class, told whether the action means it: its école, one of its levels."""
    here = not schools or block[0].place.school in schools
    if here and (not levels or any(row.place.level in levels for row in block)):
        return [evolve(row, is_planned=True) for row in block]
    return block


def _order(block: Sequence[Row], planned: Sequence[str]) -> tuple[int, int]:
    first = block[0]
    if any(row.came for row in block):
        return (0, 0)
    school = first.place.school
    at = planned.index(school) if school in planned else len(planned)
    return (1 if first.is_planned else 2, at)


def _several(number: int, word: str, *, zero: bool = False) -> str:
    if not number and not zero:
        return ""
    return f"{in_full(number)} {word}{'s' * (number > 1)}"
