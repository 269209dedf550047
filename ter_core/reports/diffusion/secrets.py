"""Which counts are not told, so that no small one can be computed from those that are.

The reader against whom this stands knows everything that is told, every relation, the threshold,
and even which of the untold counts are the small ones: each of these keeps two possible values.
Where nothing could give that (four parts of at least one, in a whole of four), and for the greater
counts that are untold with them, he does not know which are small.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from attrs import define, field

from ter_core.reports.diffusion.cells import Cells, Relation
from ter_core.reports.diffusion.witness import Range, Search

__all__ = ["LEAST_THRESHOLD", "secrets"]

LEAST_THRESHOLD = 3
"""Under a threshold of two, only ones would be untold: each would be known to be a one."""

_USUAL, _PATIENT = 300, 5000


def secrets(cells: Cells, threshold: int) -> frozenset[Hashable]:
    """The keys of the counts that must not be told; always the same for the same answer.

    Zeros are always told: nobody is in them.

    Raises:
        ValueError: no count could be hidden under such a threshold.
    """
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"the threshold must be at least {LEAST_THRESHOLD}, not {threshold}")
    return cells.keys_of(_Choice(cells, threshold).made())


@define
class _Choice:
    cells: Cells
    threshold: int
    untold: set[int] = field(factory=set, init=False)
    _of_cell: list[list[tuple[int, int]]] = field(factory=list, init=False)
    _mates: dict[int, set[int]] = field(factory=dict, init=False)
    _values: list[int] = field(factory=list, init=False)
    _kept: set[int] = field(factory=set, init=False)

    def made(self) -> set[int]:
        """Small counts first, then whatever must move so that they may have another value."""
        self._values = [cell.value for cell in self.cells.cells]
        self._of_cell = [[] for _ in self._values]
        for number, relation in enumerate(self.cells.relations):
            for term in relation:
                self._of_cell[term.cell].append((number, term.sign))
        for mates in self.cells.mates:
            for place in mates:
                self._mates.setdefault(place, set()).update(mates)
        self._hide(place for place in range(len(self._values)) if self._is_small(place))
        while more := self._needed():
            self._hide(more)
        return {place for place in self.untold if self.cells.cells[place].is_shown}

    def _needed(self) -> set[int]:
        """What must be untold besides; nothing once every secret is kept."""
        for relation in self.cells.relations:
            if self._tells_a_small_sum(relation):
                return {self._next(relation)}
        for place in sorted(self.untold - self._kept):
            moved = self._search(place, strict=True)
            self._kept |= moved
            if not moved:
                moved = self._loosely(place)
                self._kept |= {one for one in moved if one == place or not self._is_small(one)}
            if more := {one for one in moved if self._is_told(one)}:
                return more
        return set()

    def _is_small(self, place: int) -> bool:
        """Whether a count of persons is small: one that is not shown is one all the same."""
        cell = self.cells.cells[place]
        return cell.counts and 0 < cell.value < self.threshold

    def _tells_a_small_sum(self, relation: Relation) -> bool:
        """Whether several untold parts are known to make a small number together."""
        unknown = [term for term in relation if not self._stands(term.cell)]
        if not unknown or any(term.sign > 0 for term in unknown):
            return False
        if any(not self.cells.cells[term.cell].counts for term in unknown):
            return False
        return 0 < sum(self._values[term.cell] for term in unknown) < self.threshold

    def _next(self, relation: Relation) -> int:
        """What of a relation is untold next: the smallest part, the whole where there is none."""
        told = [term for term in relation if self._is_told(term.cell)]
        return min(told, key=lambda one: (one.sign > 0, self._values[one.cell], one.cell)).cell

    def _loosely(self, place: int) -> set[int]:
        """The same for who does not know which are small.

        A great count that only hides small ones is given up where no way is found soon: these have
        their own witnesses, whatever it is.
        """
        if moved := self._search(place, strict=False):
            return moved
        if not self._is_small(place):
            return {place}
        moved = self._search(place, strict=False, patience=_PATIENT)
        return moved or self._surroundings(place)

    def _search(self, place: int, *, strict: bool, patience: int = _USUAL) -> set[int]:
        """The counts that may move with one, so that it has two possible values."""
        prices = {one: self._price(one) for one in range(len(self._values)) if self._is_told(one)}
        ranges = {
            one: self._range(one, strict=strict)
            for one in range(len(self._values))
            if one in prices or not self._stands(one)
        }
        search = Search(self.cells.relations, self._of_cell, self._values, ranges, prices, patience)
        return set(search.witness(place) or ())

    def _price(self, place: int) -> int:
        """What it costs not to tell a count: the more it sums up, the more it is looked for."""
        return 1 + sum(sign > 0 for _, sign in self._of_cell[place])

    def _range(self, place: int, *, strict: bool) -> Range:
        """What a reader thinks possible of an untold count; a strict one knows if it is small."""
        is_shown = self.cells.cells[place].is_shown
        if not strict:
            return int(is_shown), None
        if self._is_small(place):
            return 1, self.threshold - 1
        return (self.threshold if is_shown else 0), None

    def _surroundings(self, place: int) -> set[int]:
        """All that relations lead to: untold, each of these counts could be twice what it is."""
        found, ring = {place}, {place}
        while ring:
            around = {number for one in ring for number, _ in self._of_cell[one]}
            relations = (self.cells.relations[number] for number in around)
            ring = {term.cell for relation in relations for term in relation} - found
            found |= ring
        return found

    def _hide(self, places: Iterable[int]) -> None:
        """Keep counts silent, and with them those that are told together."""
        waiting = list(places)
        while waiting:
            one = waiting.pop()
            if one not in self.untold and self._values[one]:
                self.untold.add(one)
                waiting += self._mates.get(one, ())

    def _stands(self, place: int) -> bool:
        """Whether the reader knows a count: it is shown, and told."""
        return self.cells.cells[place].is_shown and place not in self.untold

    def _is_told(self, place: int) -> bool:
        """Whether a count could still be untold: a zero never is."""
        return bool(self._values[place]) and self._stands(place)
