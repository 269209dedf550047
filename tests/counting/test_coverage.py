"""Which part of the network was reached: a percentage only where every headcount is known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.counting.book import Book
from tests.counting.conftest import Marts

RENTREE = "2026-09-10"
YEAR = "2026-2027"
Row = tuple[Any, ...]


@pytest.fixture
def book() -> Book:
    """Three écoles with their headcounts in two communes, one of none, an action."""
    book = Book()
    book.territory(Amont="05001", Aval="05002", Hameau="05003")
    book.axe(1)
    book.opens(2026)
    book.school("amont", "05001")
    book.school("aval", "05002")
    book.school("college", "05001", nature="college")
    book.counts("amont", "CM2/CM2-A 20", "CM1 11", on=RENTREE)
    book.counts("aval", "CM2 9", on=RENTREE)
    book.counts("college", "6E 30", on=RENTREE)
    return book


def outing(book: Book, *lines: str, on: str = "2026-11-12") -> None:
    """A participation in an action of its own."""
    book.came(book.action(1, "2026-09-02", "2027-06-30", "amont"), *lines, on=on)


def covered(marts: Marts, book: Book, year: str = YEAR) -> dict[str, Row]:
    """By `niveau.CM2`: headcount, bounds, percentages, what is said of it."""
    rows = marts.of(book).rows(
        """select dimension || '.' || valeur, effectif, minimum, maximum, taux_minimum,
            taux_maximum, constat from couverture where annee_scolaire = $year""",
        year=year,
    )
    found = {row[0]: row[1:] for row in rows}
    assert len(found) == len(rows)
    return found


def test_everything_is_known(marts: Marts, book: Book) -> None:
    """Levels, cycles, degrés, écoles and communes, rounded down; what nobody came from."""
    outing(book, "amont/CM2-A/CM2 20", "college/6E 10")
    outing(book, "college/6E 15")
    never, reached = "jamais touché", "touché"

    assert covered(marts, book) == {
        "ensemble.": (70, 35, 45, 50, 64, reached),
        "degre.1D": (40, 20, 20, 50, 50, reached),
        "degre.2D": (30, 15, 25, 50, 83, reached),
        "cycle.C3": (70, 35, 45, 50, 64, reached),
        "niveau.CM1": (11, 0, 0, 0, 0, never),
        "niveau.CM2": (29, 20, 20, 68, 68, reached),
        "niveau.6E": (30, 15, 25, 50, 83, reached),
        "etablissement.amont": (31, 20, 20, 64, 64, reached),
        "etablissement.aval": (9, 0, 0, 0, 0, never),
        "etablissement.college": (30, 15, 25, 50, 83, reached),
        "commune.05001": (61, 35, 45, 57, 73, reached),
        "commune.05002": (9, 0, 0, 0, 0, never),
        "commune.05003": (None, 0, 0, None, None, "sans école"),
    }


def test_an_ecole_without_any_headcount(marts: Marts, book: Book) -> None:
    """No percentage of whatever it is a part of: each of its levels may be anybody's."""
    book.school("nouvelle", "05002")
    outing(book, "amont/CM2-A/CM2 20")
    found = covered(marts, book)

    unknown = {key for key, row in found.items() if row[0] is None and row[-1] != "sans école"}
    assert unknown == {
        "ensemble.", "degre.1D", "cycle.C3", "niveau.CM1", "niveau.CM2",
        "etablissement.nouvelle", "commune.05002",
    }  # fmt: skip
    assert all(found[key][3:5] == (None, None) for key in unknown)
    assert found["degre.2D"][0] == 30
    assert found["commune.05001"][:5] == (61, 20, 20, 32, 32)


def test_a_reached_level_without_headcount(marts: Marts, book: Book) -> None:
    """The école is counted for other levels: nothing tells how many its CE2 are."""
    outing(book, "aval/CE2 4")
    found = covered(marts, book)

    assert found["niveau.CE2"] == (None, 4, 4, None, None, "touché")
    for key in ("ensemble.", "degre.1D", "cycle.C2", "etablissement.aval", "commune.05002"):
        assert found[key][0] is None
        assert found[key][3:5] == (None, None)
    assert found["niveau.CM2"][0] == 29
    assert found["cycle.C3"][0] == 70


def test_known_by_cycle_only(marts: Marts, book: Book) -> None:
    """A percentage from the cycle up, none of its levels; it caps nothing."""
    book.counts("aval", "C1 8", on=RENTREE)
    outing(book, "aval/GS 6")
    outing(book, "aval/GS 6")
    found = covered(marts, book)

    assert found["niveau.GS"] == (None, 6, 12, None, None, "touché")
    assert found["cycle.C1"][:3] == (8, 6, 12)
    assert found["cycle.C1"][3] == 75
    assert found["etablissement.aval"][:4] == (17, 6, 12, 35)
    assert found["commune.05002"][:4] == (17, 6, 12, 35)
    assert found["ensemble."][:4] == (78, 6, 12, 7)


def test_the_levels_of_a_cycle_come_before_the_cycle(marts: Marts, book: Book) -> None:
    """The same pupils are not counted twice, in the level and in its cycle."""
    book.counts("aval", "C3 50", on=RENTREE)
    assert covered(marts, book)["etablissement.aval"][0] == 9


def test_the_latest_headcount_of_the_level_then_of_its_classes(marts: Marts, book: Book) -> None:
    """Not the largest; a level said whole is not the sum of its classes."""
    book.counts("amont", "CM2/CM2-A 22", "CM2/CM2-B 10", on="2027-01-10")
    book.counts("amont", "CM2/CM2-A 18", on="2027-02-10")
    assert covered(marts, book)["niveau.CM2"][0] == 18 + 10 + 9
    book.counts("amont", "CM2 27", on="2027-02-11")
    assert covered(marts, book)["niveau.CM2"][0] == 27 + 9


def test_an_ecole_withdrawn_in_the_year(marts: Marts, book: Book) -> None:
    """It is of the network of that year; of the next it is not, and its commune has none."""
    outing(book, "aval/CM2 9", on="2026-10-06")
    book.add("EtablissementRetire", "etablissement:aval", {"motif": "Fermeture"}, "2027-01-15")
    book.opens(2027)
    found, after = covered(marts, book), covered(marts, book, "2027-2028")

    assert found["etablissement.aval"] == (9, 9, 9, 100, 100, "touché")
    assert found["commune.05002"] == (9, 9, 9, 100, 100, "touché")
    assert "etablissement.aval" not in after
    assert after["commune.05002"][-1] == "sans école"


def test_a_lycee_outside_the_network(marts: Marts, book: Book) -> None:
    """Its pupils were reached; they are no part of the network, which is not covered more."""
    book.school("lycee", "05999", nature="lycee")
    outing(book, "lycee/2DE 31", "amont/CM2-A/CM2 20")
    found = covered(marts, book)
    figures = marts.figures()[YEAR]

    assert figures["eleves_touches"] == (51, 51)
    assert figures["eleves_touches.degre.2D"] == (31, 31)
    assert figures["etablissements_touches"] == (1, 1)
    assert found["ensemble."] == (70, 20, 20, 28, 28, "touché")
    assert found["degre.2D"] == (30, 0, 0, 0, 0, "jamais touché")
    assert not {key for key in found if "lycee" in key or "2DE" in key or "05999" in key}


def test_fewer_pupils_at_the_end_of_the_year(marts: Marts) -> None:
    """15 are left of the 20 who came, and no CM1 ever did: no part is above 100 %, nor the whole.

    Who left was reached, and is of no headcount any more: what was reached of one level is not what
    is missing of another.
    """
    book = Book()
    book.territory(Amont="05001")
    book.axe(1)
    book.school("amont", "05001")
    book.counts("amont", "CM2 20", "CM1 5", on=RENTREE)
    book.counts("amont", "CM2 15", on="2027-01-10")
    outing(book, "amont/CM2 20")
    found = covered(marts, book)

    assert {key: row for key, row in found.items() if row[3] > 100} == {}
    assert found["niveau.CM1"][3] == 0
    assert found["etablissement.amont"][3] < 100
    assert found["ensemble."][3] < 100


@pytest.mark.parametrize(("came", "percent"), [(199, 99), (200, 100), (1, 0), (101, 50)])
def test_never_all_while_one_is_missing(marts: Marts, came: int, percent: int) -> None:
    """Rounded down: 199 pupils of 200 are 99 %."""
    book = Book()
    book.territory(Amont="05001")
    book.axe(1)
    book.school("college", "05001", nature="college")
    book.counts("college", "6E 200", on=RENTREE)
    outing(book, f"college/6E {came}")

    assert {row[3:5] for row in covered(marts, book).values()} == {(percent, percent)}
