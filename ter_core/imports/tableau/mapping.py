"""The mapping of a table: what it holds, which column is which field, what values stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map

from attrs import field, frozen

from ter_core.errors import InvalidValue
from ter_core.imports.files.sheet import Row, Value
from ter_core.imports.tableau.tables import Table, table_named
from ter_core.vocabulary.text import fold

__all__ = ["Mapping", "column_letter", "heading_text", "one_line"]

_LETTER = re.compile(r"colonne ([a-z]{1,3})")


@frozen(kw_only=True)
class Mapping:
    """How a table is read.

    `columns` gives the heading of each field that has a column, `defaults` what a field holds where
    no cell says it, `values` what each text of a field stands for: a code or a word, nothing (""),
    or None where nobody knows. `ignored` are the headings that are not read, `near` the codes that
    come near an unknown text.
    """

    table: str
    header: int
    columns: Map[str, str] = field(factory=dict)
    defaults: Map[str, str] = field(factory=dict)
    values: Map[str, Map[str, str | None]] = field(factory=dict)
    ignored: tuple[str, ...] = ()
    near: Map[tuple[str, str], tuple[str, ...]] = field(factory=dict)

    @property
    def sort(self) -> Table:
        """The sort of table.

        Raises:
            InvalidValue: there is no such sort.
        """
        found = table_named(self.table)
        if found is None:
            raise InvalidValue(f"« {self.table} » n'est pas une sorte de tableau.")
        return found

    def places(self, header: Row) -> dict[str, int]:
        """Where the cells of each field stand.

        Raises:
            InvalidValue: a heading is not that of a column.
        """
        headings = [fold(heading_text(cell)) for cell in header.cells]
        places: dict[str, int] = {}
        for name, heading in self.columns.items():
            if found := _LETTER.fullmatch(fold(heading)):
                place = _number(found[1])
            else:
                free = [n for n, one in enumerate(headings) if one == fold(heading)]
                place = next((n for n in free if n not in places.values()), -1)
            if not 0 <= place < len(headings):
                titles = ", ".join(f"« {heading_text(one)} »" for one in header.cells if one)
                raise InvalidValue(
                    f"Aucune colonne ne s'appelle « {heading} » (champ « {name} »).",
                    where=f"ligne {header.number}",
                    remedy=f"Les colonnes sont : {titles}. Une colonne se désigne aussi par sa "
                    "lettre, comme « colonne C ».",
                )
            places[name] = place
        return places


def heading_text(cell: Value) -> str:
    """A heading on one line."""
    return one_line("" if cell is None else str(cell))


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def column_letter(index: int) -> str:
    """The letters of a column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number - 1
