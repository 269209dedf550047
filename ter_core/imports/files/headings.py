"""The headings of a table: the row that holds them, and which column is which field.

Columns are found by the names of their headings, never by their places: those nobody asks for are
ignored, and their order does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from ter_core.imports.files.refused import ImportRefused
from ter_core.imports.files.sheet import Row, Sheet, Value
from ter_core.vocabulary.text import fold

__all__ = ["Headings", "find_headings", "heading_name"]

_FIRST_ROWS = 30
_MOST_TOLD = 12
_LONGEST_TOLD = 40
_SMALL = frozenset({"d", "de", "des", "du", "en", "l", "la", "le", "les"})


@frozen
class Headings:
    """The row of headings, and the index of the column of each field that was found."""

    row: Row
    places: Mapping[str, int]
    rows: tuple[Row, ...]
    """The rows of data, which come after; a row that repeats the headings is left out."""

    def value(self, row: Row, field: str) -> Value:
        """What a row holds for a field; None too where the table has no such column."""
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else None

    def text(self, row: Row, field: str) -> str:
        """The same as one line of text, empty if there is none."""
        value = self.value(row, field)
        return "" if value is None else " ".join(str(value).split())

    def label(self, field: str) -> str:
        """How the table calls the column of a field."""
        return " ".join(str(self.row.cells[self.places[field]]).split())


def heading_name(cell: Value) -> str:
    """What is compared: no case, accent, punctuation, underscore, line end nor small word."""
    return "" if cell is None else _folded(str(cell))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    words = fold(text).split()
    return " ".join([word for word in words if word not in _SMALL] or words)


def find_headings(
    sheet: Sheet,
    accepted: Mapping[str, Sequence[str]],
    *,
    required: Iterable[str | Sequence[str]] = (),
) -> Headings:
    """The headings of a sheet: among its first rows, the one that names most fields.

    `accepted` gives the names of each field, the one to prefer first; `required` says which fields
    it must name, a group of fields being one of them at least.

    Raises:
        ImportRefused: there are none, or a required field is missing, or is named twice.
    """
    names = {field: [_folded(name) for name in said] for field, said in accepted.items()}
    candidates = [(row, _places(row, names)) for row in sheet.rows[:_FIRST_ROWS]]
    if not candidates:
        raise ImportRefused("Ce tableau est vide.", remedy="Vérifiez le fichier et sa feuille.")
    row, places = max(candidates, key=lambda one: len(one[1]))  # the first of those that tie
    groups = [(one,) if isinstance(one, str) else tuple(one) for one in required]
    missing = [group for group in groups if not any(field in places for field in group)]
    if missing:
        raise _missing(sheet.name, row, [accepted[group[0]][0] for group in missing])
    _check_twice(row, places)
    after = (one for one in sheet.rows if one.number > row.number and one.cells != row.cells)
    return Headings(row, places, tuple(after))


def _places(row: Row, names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The column of each field that a row names, by the name to prefer."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        if cell is not None and index not in row.merged:
            found.setdefault(heading_name(cell), index)
    return {
        field: found[next(name for name in said if name in found)]
        for field, said in names.items()
        if any(name in found for name in said)
    }


def _check_twice(row: Row, places: Mapping[str, int]) -> None:
    cells = (cell for index, cell in enumerate(row.cells) if index not in row.merged)
    times = Counter(heading_name(cell) for cell in cells)
    for place in places.values():
        cell = row.cells[place]
        if times[heading_name(cell)] > 1:
            raise ImportRefused(
                f"Plusieurs colonnes s'appellent « {cell} ».",
                where=f"ligne {row.number}",
                remedy="Gardez-en une, ou donnez-leur des noms différents.",
            )


def _missing(sheet: str, row: Row, names: Sequence[str]) -> ImportRefused:
    met = [" ".join(str(cell).split())[:_LONGEST_TOLD] for cell in row.cells if cell is not None]
    told = ", ".join(f"« {name} »" for name in met[:_MOST_TOLD])
    more = f" et {len(met) - _MOST_TOLD} autres" if len(met) > _MOST_TOLD else ""
    wanted = ", ".join(f"« {name} »" for name in names)
    many = len(names) > 1
    return ImportRefused(
        f"Il manque {'les colonnes' if many else 'la colonne'} {wanted}.",
        where=f"feuille « {sheet} », ligne {row.number}" if sheet else f"ligne {row.number}",
        remedy=f"Colonnes trouvées : {told}{more}.",
    )
