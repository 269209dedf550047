"""Two cases that a whole territory does not hold: a school that closes, an action of two years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.counting.book import Book
from tests.counting.conftest import Marts

RENTREE = "2026-09-10"
YEAR = "2026-2027"


@pytest.fixture
def book() -> Book:
    """An école and a collège; a year."""
    book = Book()
    book.territory(Amont="05001", Aval="05002", Hameau="05003")
    book.axe(1)
    book.opens(2026)
    book.school("amont", "05001")
    book.school("college", "05001", nature="college")
    return book


@pytest.fixture
def came(book: Book) -> Callable[..., str]:
    """A participation in an action of the year."""
    action = book.action(1, "2026-09-02", "2027-06-30", "amont", "college")

    def record(*lines: str, on: str = "2026-11-12", **values: Any) -> str:
        return book.came(action, *lines, on=on, **values)

    return record


def test_a_school_closed_in_the_year(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """Its pupils came and stay counted; the next year tells them as those of the year before."""
    book.school("aval", "05002")
    book.counts("aval", "CM2 9", on=RENTREE)
    came("aval/CM2 9", on="2026-10-06")
    book.add("EtablissementRetire", "etablissement:aval", {"motif": "Fermeture"}, "2027-01-15")
    book.opens(2027)
    figures = marts.of(book).figures()

    assert figures[YEAR]["eleves_touches.etablissement.aval"] == (9, 9)
    assert figures[YEAR]["eleves_effectif"] == (9, 9)
    assert figures[YEAR]["etablissements_touches"] == (1, 1)
    sql = """select minimum, precedent_minimum from bilan_chiffres
        where annee_scolaire = '2027-2028' and cle = 'eleves_touches.etablissement.aval'"""
    assert marts.rows(sql) == [(0, 9)]


def test_an_action_over_two_school_years(marts: Marts, book: Book) -> None:
    """A projet of both, realised in each by its own participations only."""
    book.opens(2027)
    book.opens(2028)
    action = book.action(1, "2026-10-01", "2027-12-15", "amont")
    book.came(action, "amont/CM2 9", on="2027-03-20")
    figures = marts.of(book).figures()

    assert figures[YEAR]["projets"] == figures["2027-2028"]["projets"] == (1, 1)
    assert figures["2028-2029"]["projets"] == (0, 0)
    assert figures[YEAR]["projets_realises"] == (1, 1)
    assert figures["2027-2028"]["projets_realises"] == (0, 0)
    book.came(action, "amont/CM2 7", on="2027-10-06")
    figures = marts.of(book).figures()
    assert figures["2027-2028"]["projets_realises"] == (1, 1)
    assert figures[YEAR]["participations"] == (9, 9)
    assert figures["2027-2028"]["participations"] == (7, 7)
