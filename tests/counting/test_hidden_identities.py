"""Pupils have identities here, the log has numbers: the true number is always within the bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hypothesis import Phase, given, settings

from tests.counting.book import Book
from tests.counting.conftest import Marts
from tests.counting.drawn import Outing, Person, Year, corpus, drawn_years, network, write
from tests.counting.places import of_line, of_outing

FIRST = 2000
Bounds = dict[str, tuple[int | None, int | None]]
Truth = dict[str, int]


# The years of an example are independent, and a failure tells which: shrinking would say no more.
@settings(max_examples=5, phases=[Phase.reuse, Phase.generate])
@given(years=drawn_years(25))
def test_the_true_number_is_within_the_bounds(marts: Marts, years: list[Year]) -> None:
    """For the whole, each level, école, degré, cycle, commune, axe, nature, month and period.

    And least is never above most; sums are the exact number.
    """
    assert _wrong_of(marts, years) == []


def test_the_true_number_is_within_the_bounds_of_a_thousand_years(marts: Marts) -> None:
    """The same of years that are always the same ones: some thousands of écoles."""
    for seed in range(2):
        assert _wrong_of(marts, corpus(seed, 350)) == []


def test_within_the_bounds_of_each_level_of_each_ecole_and_of_crossings(marts: Marts) -> None:
    """By école and level, by axe and level, by month and école."""
    years = corpus(3, 250)
    marts.of(_book(years))
    for asked in (("etablissement", "niveau"), ("axe", "niveau"), ("mois", "etablissement")):
        sql = f"""select annee_scolaire, population, {", ".join(asked)}, minimum, maximum
            from touches_par($par)"""  # noqa: S608 - our own names
        found = {tuple(row[:4]): row[4:] for row in marts.rows(sql, par=list(asked))}
        truth = _crossed(years, asked)
        assert len(truth) > 500
        assert truth.keys() == found.keys()
        assert {
            place: (bounds, truth[place])
            for place, bounds in found.items()
            if not bounds[0] <= truth[place] <= bounds[1]
        } == {}


def test_the_obvious_rules_are_wrong() -> None:
    """So the property bites: the largest group, or the sum of groups, is no true number.

    « The largest headcount seen » misses pupils of the other groups; « the sum of distinct groups »
    counts the chorus twice. Each is a bound only by luck: on the same years, and in the eyes of the
    same judge, each is wrong more than once in a hundred.
    """
    years = corpus(0, 350)
    truths = [_truth(year, FIRST + at) for at, year in enumerate(years)]
    for obvious in (max, sum):
        wrong = [
            one
            for at, year in enumerate(years)
            for one in _wrong(
                {key: (said, said) for key, said in _obvious(year, FIRST + at, obvious).items()},
                {key: true for key, true in truths[at].items() if _is_of_pupils(key)},
            )
        ]
        asked = sum(_is_of_pupils(key) for truth in truths for key in truth)
        assert len(wrong) > asked / 100


def test_a_headcount_lower_than_what_was_seen_is_no_cap(marts: Marts) -> None:
    """Of a class, of a level, of teachers; it caps again once a larger one is recorded."""
    book = network()
    book.opens(FIRST)
    action = book.action(1, "2000-09-02", "2001-06-30", "amont")
    book.counts("amont", "CM2/CM2-A 20", "CM1 10", on="2000-09-10", teachers=2)
    for on in ("2000-10-06", "2000-11-12"):
        book.came(action, "amont/CM2-A/CM2 24", "amont/CM1 12", on=on, teachers=["amont 3"])
    lines = len(book.lines)

    seen = marts.of(book).figures()["2000-2001"]
    assert seen["eleves_touches.niveau.CM2"] == (24, 48)
    assert seen["eleves_touches.niveau.CM1"] == (12, 24)
    assert seen["enseignants_touches"] == (3, 6)

    book.counts("amont", "CM2/CM2-A 25", "CM1 14", on="2001-01-10", teachers=4)
    seen = marts.of(book).figures()["2000-2001"]
    assert len(book.lines) == lines + 1
    assert seen["eleves_touches.niveau.CM2"] == (24, 25)
    assert seen["eleves_touches.niveau.CM1"] == (12, 14)
    assert seen["enseignants_touches"] == (3, 4)


def _wrong_of(marts: Marts, years: list[Year]) -> list[str]:
    figures = marts.of(_book(years)).figures()
    return [
        f"{FIRST + at}: {one}\n{year}"
        for at, year in enumerate(years)
        for one in _wrong(figures[f"{FIRST + at}-{FIRST + at + 1}"], _truth(year, FIRST + at))
    ]


def _book(years: list[Year]) -> Book:
    book = network()
    for at, year in enumerate(years):
        write(book, year, FIRST + at)
    return book


def _wrong(figures: Bounds, truth: Truth) -> list[str]:
    """The figures that the truth is not within, those that say nothing of it among them."""
    measures = {key.partition(".")[0] for key in truth}
    found = []
    for key in sorted({one for one in figures if one.partition(".")[0] in measures} | set(truth)):
        least, most = figures.get(key, (0, 0))  # what nothing made need not be there
        true = truth.get(key, 0)
        if least is None or most is None or not least <= true <= most:
            found.append(f"{key}: {true} is not between {least} and {most}")
    return found


def _truth(year: Year, first: int) -> Truth:
    """How many different people came, and the sums, which are exact."""
    people: dict[str, set[Person]] = defaultdict(set)
    sums: dict[str, int] = defaultdict(int)
    for outing in year.outings:
        around = list(of_outing(outing, year.actions[outing.action], first))
        for measure, came in (
            ("eleves_touches", outing.pupils), ("enseignants_touches", outing.teachers),
        ):  # fmt: skip
            for person in came:
                for place in (*around, *_places(person, measure)):
                    people[measure + place].add(person)
        for line in outing.lines:
            for place in (*around, *of_line(line.school, line.niveau)):
                sums["participations" + place] += line.number
        for team in outing.teams:
            for place in (*around, *of_line(team.school, "")):
                sums["participations_enseignants" + place] += team.number
        for place in around:
            sums["familles" + place] += outing.families
    return {key: len(one) for key, one in people.items()} | dict(sums)


def _places(person: Person, measure: str) -> Iterable[str]:
    school, niveau, _ = person
    return of_line(school, niveau if measure == "eleves_touches" else "")


def _is_of_pupils(key: str) -> bool:
    return key.partition(".")[0] == "eleves_touches"


def _obvious(year: Year, first: int, rule: object) -> dict[str, int]:
    """Pupils by école and level as anyone would count them, from the same lines."""
    groups: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for outing in year.outings:
        for line in outing.lines:
            for place in of_outing(outing, year.actions[outing.action], first):
                seen = groups[line.school, line.niveau, place]
                seen[line.groupe] = max(line.number, seen.get(line.groupe, 0))
    said: dict[str, int] = defaultdict(int)
    for (school, niveau, around), seen in groups.items():
        for place in of_line(school, niveau) if not around else ():
            said["eleves_touches" + place] += rule(seen.values())  # type: ignore[operator]
        said["eleves_touches" + around] += rule(seen.values())  # type: ignore[operator]
    return said


def _crossed(years: list[Year], asked: tuple[str, ...]) -> dict[tuple[object, ...], int]:
    """How many different people, by year, population and two dimensions."""
    people: dict[tuple[object, ...], set[Person]] = defaultdict(set)
    for at, year in enumerate(years):
        first = FIRST + at
        for outing in year.outings:
            for population, came in (("eleves", outing.pupils), ("enseignants", outing.teachers)):
                for person in came:
                    values = _values(outing, year, first, person)
                    place = tuple(values.get(one) for one in asked)
                    people[f"{first}-{first + 1}", population, *place].add(person)
    return {place: len(one) for place, one in people.items()}


def _values(outing: Outing, year: Year, first: int, person: Person) -> dict[str, str]:
    places = (
        *of_outing(outing, year.actions[outing.action], first),
        *of_line(person[0], person[1]),
    )
    return {place.split(".")[1]: place.split(".")[2] for place in places if place}
