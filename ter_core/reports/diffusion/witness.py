"""A witness: other values of the counts that are not told, which all that is told allows too.

It is a way to add one to some of them and to take one from others without any relation noticing.
Where one moves a count, that count cannot be computed by anybody who knows all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from ter_core.reports.diffusion.cells import Relation

__all__ = ["Range", "Search"]

Range = tuple[int, int | None]
"""The least and the greatest value that a cell may have, None where there is no greatest."""

_PRICES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 40)
_SUPPORT = 60


@define
class Search:
    """What may move: of each cell its value and its range; one without a range stands still.

    What moves cannot be told any more: those that are told now have a price. `of_cell` gives for
    each cell its relations, and its sign there. `patience` is how many moves are tried for a price.
    """

    relations: Sequence[Relation]
    of_cell: Sequence[Sequence[tuple[int, int]]]
    values: Sequence[int]
    ranges: Mapping[int, Range]
    prices: Mapping[int, int]
    patience: int
    _moves: dict[int, int] = field(factory=dict, init=False)
    _sums: dict[int, int] = field(factory=dict, init=False)
    _left: int = field(default=0, init=False)
    _tries: int = field(default=0, init=False)

    def witness(self, cell: int) -> dict[int, int] | None:
        """Moves of cells, `cell` among them, as cheap as can be; None if none was found."""
        for price in _PRICES:
            for move in (1, -1):
                self._tries, self._left = self.patience, price
                self._moves, self._sums = {}, {}
                if self._allows(cell, move):
                    self._move(cell, move)
                    if self._settle():
                        return dict(self._moves)
        return None

    def _settle(self) -> bool:
        """Move further cells until no relation notices."""
        if not self._sums:
            return True
        if len(self._moves) >= _SUPPORT or self._tries <= 0:
            return False
        self._tries -= 1
        options: list[tuple[int, int]] | None = None
        for relation in self._sums:
            found = list(self._repairs(relation))
            if options is None or len(found) < len(options):
                options = found
            if not options:
                return False
        for cell, move in sorted(options or (), key=self._cost):
            self._move(cell, move)
            if self._settle():
                return True
            self._take_back(cell)
        return False

    def _repairs(self, relation: int) -> Iterator[tuple[int, int]]:
        """The moves that bring the sum of a relation nearer to nothing."""
        wanted = -1 if self._sums[relation] > 0 else 1
        for term in self.relations[relation]:
            move = wanted * term.sign
            if term.cell not in self._moves and self._allows(term.cell, move):
                yield term.cell, move

    def _cost(self, option: tuple[int, int]) -> tuple[int, int, int, int]:
        """What is untold already, then what settles more than it disturbs, then small parts."""
        cell, move = option
        disturbed = sum(
            1 if self._sums.get(relation, 0) * sign * move >= 0 else -1
            for relation, sign in self.of_cell[cell]
        )
        return self.prices.get(cell, 0), disturbed, self.values[cell], cell

    def _allows(self, cell: int, move: int) -> bool:
        if cell not in self.ranges or self.prices.get(cell, 0) > self._left:
            return False
        least, most = self.ranges[cell]
        moved = self.values[cell] + move
        return moved >= least and (most is None or moved <= most)

    def _move(self, cell: int, move: int) -> None:
        self._moves[cell] = move
        self._left -= self.prices.get(cell, 0)
        self._add(cell, move)

    def _take_back(self, cell: int) -> None:
        self._left += self.prices.get(cell, 0)
        self._add(cell, -self._moves.pop(cell))

    def _add(self, cell: int, move: int) -> None:
        for relation, sign in self.of_cell[cell]:
            total = self._sums.get(relation, 0) + sign * move
            if total:
                self._sums[relation] = total
            else:
                self._sums.pop(relation, None)
