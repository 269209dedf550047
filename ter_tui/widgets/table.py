"""A report as a table: the columns that fit, sorted and filtered; only what is seen is drawn."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ter_core.vocabulary.text import fold
from ter_tui.widgets.columns import Fitted, fit
from ter_tui.widgets.drawn import DrawnRows
from ter_tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from ter_core import Column

__all__ = ["PAINTED", "ReportTable", "Row"]

PAINTED = 300
"""Rows that may be gone through; whoever wants the others filters."""
_AT_ONCE = 100  # rows made ready to be searched between two keys


class ReportTable(DrawnRows):
    """Rows of a report under the columns that fit; `rows_shown` are those one may go through.

    `order` names columns that come first. The column `key` names a row: the cursor stays on it
    when other rows come.
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.rows = Rows()
        self.words: tuple[str, ...] = ()
        self.nb_found = 0
        self.key = ""
        self._order: tuple[str, ...] = ()
        self._fitted_for: tuple[object, ...] = ()
        self._last_fitted: list[Fitted] = []

    @property
    def columns_known(self) -> tuple[Column, ...]:
        """The columns of the report."""
        return self.rows.columns

    @property
    def rows_known(self) -> tuple[Row, ...]:
        """Every row of the report."""
        return self.rows.known

    def show(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        key: str = "",
        order: Sequence[str] = (),
    ) -> None:
        """Show other rows; the cursor stays on the row it was on, if it is still there."""
        new = Rows(tuple(columns), tuple(rows))
        if (new.columns, new.known) == (self.rows.columns, self.rows.known):
            return
        kept = self.current_key
        self.rows, self._order = new, tuple(order)
        self.key = key or (new.columns[0].name if new.columns else "")
        if self.sort_column and new.place(self.sort_column) is None:
            self.sort_column, self.is_reversed = "", False
        self._find(kept)
        self.run_worker(self._make_ready(new), group="fold", exclusive=True)

    def forget(self) -> None:
        """Show nothing, neither filtered nor sorted: another list comes."""
        self.words, self.sort_column, self.is_reversed = (), "", False
        self.rows = Rows()
        self._find(None)

    def filter(self, typed: str) -> None:
        """Keep the rows in which every word occurs, without regard to case or accents."""
        words = tuple(fold(typed).split())
        if words != self.words:
            self.words = words
            self._find(self.current_key)

    def sort_by(self, name: str) -> None:
        """Sort by a column; twice, the other way round; no name is the order of the answer."""
        self.is_reversed = name == self.sort_column and bool(name) and not self.is_reversed
        self.sort_column = name
        self._find(self.current_key)

    @property
    def found(self) -> list[Row]:
        """Every row that was not filtered out, in the order that was chosen."""
        rows = self.rows.found(self.words)
        return self.rows.ordered(rows, self.sort_column, is_reversed=self.is_reversed)

    @property
    def columns_in_order(self) -> list[Column]:
        """The columns of the report, those that come first in the table before the others."""
        places = {name: at for at, name in enumerate(self._order)}
        return sorted(self.rows.columns, key=lambda one: places.get(one.name, len(places)))

    @property
    def current_named(self) -> Mapping[str, Any]:
        """The row under the cursor, by the names of the columns."""
        row = self.current
        if row is None:
            return {}
        return dict(zip((column.name for column in self.rows.columns), row, strict=True))

    @property
    def current_key(self) -> Any:
        """What names the row under the cursor."""
        return self.current_named.get(self.key)

    @property
    def sortable(self) -> list[Column]:
        """The columns that are drawn."""
        return [one.column for one in self._fitted]

    def point_at(self, key: str) -> bool:
        """Put the cursor on the row that a key names; whether there is one."""
        place = self.rows.place(self.key)
        for at, row in enumerate(self.rows_shown):
            if place is not None and str(row[place]) == key:
                self.move_cursor(row=at)
                return True
        return False

    def _find(self, kept: Any) -> None:
        """Which rows are shown, then where the cursor stands."""
        found = self.found
        self.nb_found = len(found)
        self.rows_shown = found[:PAINTED]
        self.fit_columns()
        place = self.rows.place(self.key)
        at = self.cursor_row
        if kept is not None and place is not None:
            same = (n for n, row in enumerate(self.rows_shown) if row[place] == kept)
            at = next(same, 0 if self.words else at)
        self.move_cursor(row=at)

    def fitted(self, width: int) -> list[Fitted]:
        """The columns that fit; a key that `order` does not name is for programs."""
        made_for = (id(self.rows), width, self._order)
        if made_for != self._fitted_for:
            silent = {self.key} - set(self._order) if self._order else set()
            columns, rows = self.rows.columns, self.rows.known
            self._last_fitted = fit(columns, rows, width - 2, self._order, silent)
            self._fitted_for = made_for
        return self._last_fitted

    async def _make_ready(self, rows: Rows) -> None:
        """Fold what will be searched, a little between two keys."""
        while not rows.is_ready:
            rows.fold_more(_AT_ONCE)
            await sleep(0)
