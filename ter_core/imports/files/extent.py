"""How large a table is: measured before anything is made of it, since a cell may be far away."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from ter_core.imports.files.refused import too_long
from ter_core.vocabulary.typography import in_full

__all__ = ["CELLS", "COLUMNS", "ROWS", "TEXT", "Extent", "Merge", "letters"]

ROWS, COLUMNS, CELLS = 100_000, 500, 2_000_000
TEXT = 64_000_000
"""The most characters that the cells of a table hold together."""


@frozen
class Merge:
    """Cells that are shown as one: indexes of the first row and column, then of the last."""

    top: int
    left: int
    bottom: int
    right: int

    def hidden(self, rows: int, columns: int) -> Iterator[tuple[int, int]]:
        """The cells, among so many rows and columns, that the first one covers."""
        for row in range(self.top, min(self.bottom + 1, rows)):
            for column in range(self.left, min(self.right + 1, columns)):
                if (row, column) != (self.top, self.left):
                    yield row, column


@define
class Extent:
    """Where the cells that hold something are, in a table or in several."""

    table: str
    rows: int = 0
    columns: int = 0
    text: int = 0
    merges: list[Merge] = field(factory=list)
    _others: int = 0

    def holds(self, row: int, column: int) -> None:
        """A cell holds something, at these indexes.

        Raises:
            ImportRefused: the table that holds it is too large.
        """
        if row >= self.rows:
            self.rows = row + 1
            self._check(row, column)
        if column >= self.columns:
            self.columns = column + 1
            self._check(row, column)

    def reads(self, characters: int) -> None:
        """Cells hold so many characters more.

        Raises:
            ImportRefused: that is too much.
        """
        self.text += characters
        if self.text > TEXT:
            raise too_long(
                f"Les cellules de ce fichier tiennent plus de {in_full(TEXT)} caractères.",
                where=self.where,
            )

    def follows(self, other: Extent) -> None:
        """It is of the same file as another table: their cells count together."""
        self._others = other._others + other.rows * other.columns
        self.text = other.text

    def merged(self, merge: Merge) -> None:
        """Some cells are shown as one.

        Raises:
            ImportRefused: there are far too many of these.
        """
        self.merges.append(merge)
        if len(self.merges) > ROWS:
            raise too_long(
                f"Plus de {in_full(ROWS)} cellules y sont des fusions.", where=self.where
            )

    @property
    def where(self) -> str:
        """The table, for a message."""
        return f"feuille « {self.table} »" if self.table else ""

    def _check(self, row: int, column: int) -> None:
        if row >= ROWS or column >= COLUMNS:
            raise too_long(
                f"Le tableau irait jusqu'à la cellule {letters(column)}{row + 1} : on lit au plus "
                f"{in_full(ROWS)} lignes et {in_full(COLUMNS)} colonnes.",
                where=self.where,
            )
        if self.rows * self.columns + self._others > CELLS:
            raise too_long(
                f"Le tableau va jusqu'à la cellule {letters(self.columns - 1)}{self.rows} : "
                f"il ferait plus de {in_full(CELLS)} cellules.",
                where=self.where,
            )


def letters(column: int) -> str:
    """How a spreadsheet calls a column: 0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
