"""Small tables of counts, drawn at random, and a reader who tries every possible table."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import product

from attrs import frozen
from hypothesis import strategies as st

from ter_core.reports.diffusion.cells import Cells

__all__ = ["Key", "Table", "deduced", "tables"]

Key = tuple[str, ...]


@frozen
class Table:
    """The counts of each square of a grid; rows are also grouped, and everything has a total."""

    squares: Mapping[Key, int]
    groups: Mapping[str, str]
    threshold: int

    def wholes(self) -> dict[Key, list[Key]]:
        """Every sum that the table shows, with the squares it is made of."""
        found: dict[Key, list[Key]] = {}
        for row, column in self.squares:
            square = (row, column)
            for key in (
                ("row", row),
                ("column", column),
                ("group", self.groups[row]),
                ("group", self.groups[row], column),
                ("total",),
            ):
                found.setdefault(key, []).append(square)
        return found

    def shown(self) -> dict[Key, int]:
        """Everything that the table shows."""
        return self.sums(self.squares)

    def sums(self, squares: Mapping[Key, int]) -> dict[Key, int]:
        """Squares, and the sums that they make."""
        totals = {key: sum(squares[one] for one in of) for key, of in self.wholes().items()}
        return {**squares, **totals}

    def cells(self) -> Cells:
        """The same as the program is told of it, each sum by its nearest parts only."""
        cells = Cells()
        for key, value in self.shown().items():
            cells.add(key, value)
        rows, columns = ({key[at] for key in self.squares} for at in (0, 1))
        groups = set(self.groups.values())
        for row in sorted(rows):
            cells.divide(("row", row), [(row, column) for column in sorted(columns)])
        for column in sorted(columns):
            cells.divide(("column", column), [("group", one, column) for one in sorted(groups)])
        for group in sorted(groups):
            members = sorted(row for row in rows if self.groups[row] == group)
            cells.divide(("group", group), [("row", row) for row in members])
            for column in sorted(columns):
                cells.divide(("group", group, column), [(row, column) for row in members])
        cells.divide(("total",), [("group", one) for one in sorted(groups)])
        cells.divide(("total",), [("column", one) for one in sorted(columns)])
        return cells


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Up to six squares, many of them small or empty, in one or two groups of rows."""
    rows, columns = draw(st.sampled_from([(2, 2), (3, 1), (3, 2), (2, 3), (4, 1), (5, 1)]))
    counts = st.one_of(st.integers(0, 4), st.integers(0, 9))
    squares = {
        (f"r{row}", f"c{column}"): draw(counts) for row in range(rows) for column in range(columns)
    }
    groups = {f"r{row}": draw(st.sampled_from(["g", "h"])) for row in range(rows)}
    return Table(squares, groups, draw(st.integers(3, 5)))


def deduced(table: Table, untold: frozenset[Hashable], *, knows_small: bool) -> set[Key]:
    """The untold counts that have one value only in every table that could have been printed so.

    Nothing is shared with the program: each table of squares is tried, and its sums compared.
    """
    truth, seen = table.shown(), dict[Key, set[int]]()
    open_ = {key for key in truth if key in untold}
    for squares in _possible(table, untold, knows_small=knows_small):
        sums = table.sums(squares)
        if all(_fits(table, truth[key], sums[key], key in open_, knows_small) for key in truth):
            for key in open_:
                seen.setdefault(key, set()).add(sums[key])
            if all(len(values) > 1 for values in seen.values()):
                return set()
    return {key for key in open_ if len(seen[key]) < 2}


def _possible(
    table: Table, untold: frozenset[Hashable], *, knows_small: bool
) -> Iterator[dict[Key, int]]:
    keys = list(table.squares)
    ranges = []
    for key in keys:
        value = table.squares[key]
        near = range(max(value - 3, 1), value + 4)
        ranges.append(
            [one for one in near if _fits(table, value, one, True, knows_small)]  # noqa: FBT003
            if key in untold
            else [value]
        )
    return (dict(zip(keys, values, strict=True)) for values in product(*ranges))


def _fits(table: Table, truth: int, value: int, is_untold: bool, knows_small: bool) -> bool:  # noqa: FBT001
    """Whether a value is what the reader sees, or may stand where he sees that it is not told."""
    if not is_untold:
        return value == truth
    if not knows_small:
        return value > 0
    return (0 < value < table.threshold) == (0 < truth < table.threshold) and value > 0
