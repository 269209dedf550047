"""A figure by axe, month or any crossing; a year beside the one before it."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest

from tests.counting.book import Book
from tests.counting.conftest import Marts
from tests.counting.drawn import corpus, network, write

DIMENSIONS = (
    "axe", "nature", "mois", "periode", "degre", "cycle", "niveau", "etablissement", "commune",
)  # fmt: skip
WITHOUT_LEVEL = {("cycle",), ("niveau",)}


@pytest.fixture
def book() -> Book:
    """A class that does something of each of two axes, in two months of two years."""
    book = network()
    for first in (2025, 2026):
        book.opens(first)
        book.counts("amont", "CM2/CM2-A 24", on=f"{first}-09-10")
    for axe, on in ((1, "2026-10-06"), (2, "2026-11-12")):
        action = book.action(axe, "2026-09-02", "2027-06-30", "amont")
        book.came(action, "amont/CM2-A/CM2 24", on=on, teachers=["amont 1"])
    return book


def test_pupils_by_axe_do_not_add_up_and_participations_do(marts: Marts, book: Book) -> None:
    """The same 24 came for both axes."""
    figures = marts.of(book).figures()["2026-2027"]

    assert figures["eleves_touches"] == (24, 24)
    for by in ("axe.axe-1", "axe.axe-2", "mois.2026-10", "mois.2026-11", "periode.P1"):
        assert figures[f"eleves_touches.{by}"] == (24, 24)
        assert figures[f"participations.{by}"] == (24, 24)
    assert figures["participations"] == (48, 48)


def test_what_adds_up(marts: Marts) -> None:
    """Participations by axe, nature and month; pupils by école, by commune and by degré."""
    years = corpus(21, 150)
    loaded = network()
    for at, year in enumerate(years):
        write(loaded, year, 2000 + at)
    do_not = 0
    for figures in marts.of(loaded).figures().values():
        for measure in ("participations", "participations_enseignants"):
            for dimension in ("axe", "nature", "mois", "degre", "etablissement", "commune"):
                assert _added(figures, measure, dimension) == figures[measure]
        for measure in ("eleves_touches", "enseignants_touches"):
            for dimension in ("degre", "etablissement", "commune"):
                assert _added(figures, measure, dimension) == figures[measure]
            do_not += _added(figures, measure, "axe") != figures[measure]
    assert do_not


def _added(figures: dict[str, Any], measure: str, dimension: str) -> tuple[int, int]:
    parts = [value for key, value in figures.items() if key.startswith(f"{measure}.{dimension}.")]
    return sum(least for least, _ in parts), sum(most for _, most in parts)


def test_a_year_beside_the_one_before(marts: Marts, book: Book) -> None:
    """The same key; a month beside the same one a year before, zero where nobody came."""
    action = book.action(1, "2025-09-02", "2026-06-30", "amont")
    book.came(action, "amont/CM2-A/CM2 20", "aval/CM1 3", on="2025-10-03")
    before = _before(marts, book, "2026-2027")

    assert before["eleves_touches"] == (24, 24, 23, 23)
    assert before["eleves_touches.axe.axe-1"] == (24, 24, 23, 23)
    assert before["eleves_touches.axe.axe-2"] == (24, 24, 0, 0)
    assert before["eleves_touches.mois.2026-10"] == (24, 24, 23, 23)
    assert before["eleves_touches.mois.2026-11"] == (24, 24, 0, 0)
    assert before["participations.niveau.CM1"] == (0, 0, 3, 3)
    assert before["eleves_touches.periode.P1"] == (24, 24, 23, 23)
    assert not [key for key in before if "2025-" in key]
    assert before["eleves_effectif"] == (24, 24, 24, 24)


def test_the_month_of_the_year_before_that_nobody_came_in_since(marts: Marts, book: Book) -> None:
    """It is zero this year, and is told."""
    action = book.action(1, "2025-09-02", "2026-06-30", "amont")
    book.came(action, "amont/CM2-A/CM2 20", on="2026-03-20")

    assert _before(marts, book, "2026-2027")["eleves_touches.mois.2027-03"] == (0, 0, 20, 20)


def test_a_year_before_that_was_not_followed(marts: Marts, book: Book) -> None:
    """Nothing is told of it: no event, no zero."""
    before = _before(marts, book, "2025-2026")

    assert before
    assert {row[2:] for row in before.values()} == {(None, None)}


def test_headcounts_of_the_year_before_are_no_caps(marts: Marts, book: Book) -> None:
    """Nor make classes of the groups of this year: each year by itself."""
    action = book.action(1, "2027-09-02", "2028-06-30", "amont")
    for on in ("2027-10-06", "2027-11-12"):
        book.came(action, "amont/CM2-A/CM2 24", on=on)

    assert marts.of(book).figures()["2027-2028"]["eleves_touches"] == (24, 48)


def _before(marts: Marts, book: Book, year: str) -> dict[str, tuple[Any, ...]]:
    rows = marts.of(book).rows(
        """select cle, minimum, maximum, precedent_minimum, precedent_maximum
        from bilan_chiffres where annee_scolaire = $year""",
        year=year,
    )
    return {row[0]: row[1:] for row in rows}


@pytest.fixture(scope="module")
def drawn() -> Book:
    """Sixty drawn years."""
    book = network()
    for at, year in enumerate(corpus(22, 60, contradictory=True)):
        write(book, year, 2000 + at)
    return book


def test_a_crossing_of_one_dimension_is_the_figure(marts: Marts, drawn: Book) -> None:
    """And of none, that of the whole: participations and both bounds, of pupils and teachers."""
    figures = marts.of(drawn).figures()
    for par in ((), *((one,) for one in DIMENSIONS)):
        rows = _crossed(marts, par)
        assert rows
        for year, population, value, participations, *bounds in rows:
            if (value is None and par) or (population == "enseignants" and par in WITHOUT_LEVEL):
                continue
            end = f".{par[0]}.{value}" if par else ""
            said = "participations" + ("_enseignants" if population == "enseignants" else "")
            assert figures[year][said + end] == (participations, participations)
            assert figures[year][f"{population}_touches{end}"] == tuple(bounds)


def test_crossings_of_places_add_up(marts: Marts, drawn: Book) -> None:
    """Of two or three dimensions: participations always add up; bounds do where both are places."""
    figures = marts.of(drawn).figures()
    places = {"degre", "etablissement", "commune", "niveau", "cycle"}
    every = [*combinations(DIMENSIONS, 2), *combinations(DIMENSIONS, 3)]
    for par in random.Random(23).sample(every, 9):  # noqa: S311 - nothing is kept secret
        sums: dict[tuple[str, str], list[int]] = {}
        for year, population, _, *numbers in _crossed(marts, par):
            total = sums.setdefault((year, population), [0, 0, 0])
            for at, number in enumerate(numbers):
                total[at] += number
        for (year, population), (participations, least, most) in sums.items():
            said = "participations" + ("_enseignants" if population == "enseignants" else "")
            whole = figures[year][f"{population}_touches"]
            assert figures[year][said] == (participations, participations)
            assert whole == (least, most) or not set(par) <= places
            assert (whole[0] or 0) <= least


def _crossed(marts: Marts, par: tuple[str, ...]) -> list[tuple[Any, ...]]:
    value = par[0] if par else "null"
    return marts.rows(
        f"""select annee_scolaire, population, {value}, participations, minimum, maximum
        from touches_par($par::varchar[])""",  # noqa: S608 - our own names
        par=list(par),
    )
