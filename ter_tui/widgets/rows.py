"""The rows behind a table: found by words, sorted, without anything being drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ter_core.reports.values import shown
from ter_core.vocabulary.text import fold
from ter_tui.widgets.columns import says_something

if TYPE_CHECKING:
    from ter_core import Column

__all__ = ["Row", "Rows"]

Row = tuple[Any, ...]
_EMPTY: tuple[Any, ...] = (None, "", (), [])


@define(eq=False)
class Rows:
    """Rows under their columns. What is searched in each is folded once, some rows at a time."""

    columns: tuple[Column, ...] = ()
    known: tuple[Row, ...] = ()
    _folded: list[str] = field(factory=list, init=False)

    @property
    def is_ready(self) -> bool:
        """Whether every row can be searched at once."""
        return len(self._folded) >= len(self.known)

    def fold_more(self, number: int) -> None:
        """Make some more rows ready to be searched."""
        done = len(self._folded)
        self._folded += [_searched(row) for row in self.known[done : done + number]]

    def found(self, words: Sequence[str]) -> list[Row]:
        """The rows in which every folded word occurs."""
        if not words:
            return list(self.known)
        self.fold_more(len(self.known))
        return [
            row
            for row, text in zip(self.known, self._folded, strict=True)
            if all(word in text for word in words)
        ]

    def ordered(self, rows: list[Row], name: str, *, is_reversed: bool) -> list[Row]:
        """Rows sorted by a column, what is empty at the end both ways; as they are without one."""
        at = self.place(name)
        if at is None:
            return rows
        full = [row for row in rows if row[at] not in _EMPTY]
        empty = [row for row in rows if row[at] in _EMPTY]
        return sorted(full, key=lambda row: _order(row[at]), reverse=is_reversed) + empty

    def place(self, name: str) -> int | None:
        """Where a column stands in a row."""
        return next((at for at, one in enumerate(self.columns) if one.name == name), None)


def _searched(row: Row) -> str:
    return fold(" ".join(shown(value) for value in row if says_something(value)))


def _order(value: Any) -> Any:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list | tuple) and not hasattr(value, "minimum"):
        return fold(shown(value))
    return value
