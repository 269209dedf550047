"""The same school year several times in one log, each time without some of its participations.

Years are independent of each other, so that one query tells what a year would be without each of
its participations in turn, instead of as many logs.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from tests.counting.book import Book
from tests.counting.conftest import Marts
from tests.counting.drawn import Year, network, write

__all__ = ["Figures", "Universes", "pieces_of"]

FIRST = 2000
Figures = dict[str, tuple[int | None, int | None]]
_PIECES = """
select k.annee_scolaire, k.cle, p.sujet, p.est_indispensable
from (select annee_scolaire, cle from bilan_chiffres) as k,
    lateral (from preuves(k.annee_scolaire, k.cle)) as p
"""


@define
class Universes:
    """A book, and the years that were written in it; a figure's key tells no universe."""

    marts: Marts
    book: Book = field(factory=network)
    numbers: dict[str, dict[str, int]] = field(factory=dict)
    """By school year, the number of each participation."""

    def add(self, year: Year, keep: Iterable[int] | None = None) -> str:
        """Write a year as the next one, with all its participations or those to keep."""
        first = FIRST + len(self.numbers)
        _, numbers = write(self.book, year, first, keep=keep)
        name = f"{first}-{first + 1}"
        self.numbers[name] = numbers
        return name

    def figures(self) -> dict[str, Figures]:
        """Every figure of every year, those that are zero left out."""
        found: dict[str, Figures] = {}
        for name, figures in self.marts.of(self.book).figures().items():
            found[name] = {
                _plain(key, name): bounds for key, bounds in figures.items() if any(bounds)
            }
        return found


def pieces_of(universes: Universes) -> dict[str, dict[str, dict[int, bool]]]:
    """Of every figure of every year, its participations and whether each is indispensable.

    The book was loaded; figures without any participation are left out.
    """
    found: dict[str, dict[str, dict[int, bool]]] = {}
    for name, key, piece, needed in universes.marts.rows(_PIECES):
        if piece in universes.numbers.get(name, {}):
            of = found.setdefault(name, {}).setdefault(_plain(key, name), {})
            number = universes.numbers[name][piece]
            assert number not in of, f"{name}, {key}: {piece} is listed twice"
            of[number] = needed
    return found


def _plain(key: str, name: str) -> str:
    """A key without the calendar year of its month."""
    measure, dot, rest = key.partition(".mois.")
    if not dot:
        return key
    calendar, _, month = rest.partition("-")
    assert calendar == name[:4] if month >= "09" else name[5:]
    return f"{measure}.mois.{month}"
