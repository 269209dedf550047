"""The counts of persons that one answer shows, and every way in which they add up."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from attrs import define, field

__all__ = ["Cell", "Cells", "Relation", "Term"]


class Term(NamedTuple):
    """A cell in a relation: 1 for the whole, -1 for each of its parts."""

    cell: int
    sign: int


class Cell(NamedTuple):
    """A count, and whether the answer shows it.

    One that is not shown is what shown ones leave between them: who is in a whole and in none of
    its parts (persons: `counts`), or by how much parts overlap (which counts nobody).
    """

    value: int
    is_shown: bool = True
    counts: bool = True


Relation = tuple[Term, ...]
"""Cells whose sum, with their signs, is nothing."""


@define
class Cells:
    """A system of counts and of relations, filled by who knows what an answer shows.

    Counts are named by keys of their owner; what is unknown, or was never given, is in no relation.
    """

    cells: list[Cell] = field(factory=list)
    relations: list[Relation] = field(factory=list)
    mates: list[frozenset[int]] = field(factory=list)
    _places: dict[Hashable, int] = field(factory=dict)

    def add(self, key: Hashable, value: int | None) -> None:
        """A count that the answer shows; the first one of a key stays."""
        if value is not None and key not in self._places:
            self._places[key] = len(self.cells)
            self.cells.append(Cell(int(value)))

    def suppose(self, key: Hashable, value: int) -> None:
        """A count that the answer does not show, but whose place in sums a reader knows."""
        self._places[key] = self._unseen(value, counts=False)

    def value(self, key: Hashable) -> int | None:
        """The count of a key, None if there is none."""
        place = self._places.get(key)
        return None if place is None else self.cells[place].value

    def keys_of(self, places: Iterable[int]) -> frozenset[Hashable]:
        """The names of cells."""
        found = frozenset(places)
        return frozenset(key for key, place in self._places.items() if place in found)

    def together(self, keys: Iterable[Hashable]) -> None:
        """Counts that are told together or not at all."""
        self.mates.append(frozenset(self._known(keys)))

    def same(self, one: Hashable, other: Hashable) -> None:
        """A count that the answer shows twice, or not at all."""
        found = self._known((one, other))
        if len(found) == 2 and self.value(one) == self.value(other):
            self.relations.append((Term(found[0], 1), Term(found[1], -1)))
            self.mates.append(frozenset(found))

    def divide(self, whole: Hashable, parts: Iterable[Hashable]) -> None:
        """A whole and its parts.

        Where these leave somebody out, that rest is a count too, as good as shown; where they
        overlap, only by how much stands between them.
        """
        known, total = self._known(parts), self._places.get(whole)
        if total is None or not known:
            return
        left = self.cells[total].value - sum(self.cells[place].value for place in known)
        terms = [Term(total, 1), *(Term(place, -1) for place in known)]
        if left > 0:
            terms.append(Term(self._unseen(left, counts=True), -1))
        elif left < 0:
            terms.append(Term(self._unseen(-left, counts=False), 1))
        self.relations.append(tuple(terms))

    def balance(self, ones: Iterable[Hashable], others: Iterable[Hashable]) -> None:
        """Two ways to divide the same persons; nothing where they do not come to the same."""
        terms = [
            *(Term(place, 1) for place in self._known(ones)),
            *(Term(place, -1) for place in self._known(others)),
        ]
        if sum(term.sign * self.cells[term.cell].value for term in terms) == 0:
            self.relations.append(tuple(terms))

    def cover(self, whole: Hashable, parts: Iterable[Hashable]) -> None:
        """A whole and parts that may share persons: it is no less than any, no more than all."""
        listed = list(parts)
        for one in listed:
            self.within(whole, one, counts=False)
        known, total = self._known(listed), self._places.get(whole)
        if total is None or not known:
            return
        shared = sum(self.cells[place].value for place in known) - self.cells[total].value
        if shared >= 0:
            over = Term(self._unseen(shared, counts=False), 1)
            self.relations.append((Term(total, 1), *(Term(one, -1) for one in known), over))

    def within(self, whole: Hashable, part: Hashable, *, counts: bool = True) -> None:
        """A count that is part of another; `counts` tells that those left over are persons.

        An empty part leaves its whole, about which it says nothing.
        """
        known = self._known((whole, part))
        if len(known) < 2 or known[0] == known[1]:
            return
        left = self.cells[known[0]].value - self.cells[known[1]].value
        if left >= 0 and self.cells[known[1]].value:
            rest = self._unseen(left, counts=counts)
            self.relations.append((Term(known[0], 1), Term(known[1], -1), Term(rest, -1)))

    def _known(self, keys: Iterable[Hashable]) -> Sequence[int]:
        return [self._places[key] for key in keys if key in self._places]

    def _unseen(self, value: int, *, counts: bool) -> int:
        self.cells.append(Cell(value, is_shown=False, counts=counts))
        return len(self.cells) - 1
