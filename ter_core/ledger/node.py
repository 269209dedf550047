"""An event and a subject as the ledger remembers them: as little as rules need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field

__all__ = ["Node", "SubjectState"]


@define(slots=True, eq=False)
class Node:
    """One event of a subject.

    `values` holds what it sets among the fields its subject keeps, `said` what its payload says of
    them, set or not; `sets` names every field it sets. `annuls`, `retains` and `erases` are ids of
    other events of the subject.
    """

    id: str
    type: str
    subject: str
    happened_on: str
    depth: int
    after: tuple[str, ...]
    lot: str | None
    creates: bool
    cites: frozenset[str]
    sets: frozenset[str]
    values: dict[str, Any]
    said: dict[str, Any]
    annuls: str | None = None
    erases: str | None = None
    retains: str | None = None

    @property
    def order(self) -> tuple[int, str]:
        """Its place in the fold."""
        return (self.depth, self.id)


@define(slots=True)
class SubjectState:
    """The events of one subject and its heads (events of it that no other event of it cites).

    `derived` is what rules drew from them, until one more event is known.
    """

    nodes: dict[str, Node] = field(factory=dict)
    heads: set[str] = field(factory=set)
    cited: set[str] = field(factory=set)
    annulled: set[str] = field(factory=set)
    forked: bool = False
    derived: dict[Any, Any] = field(factory=dict)
    _folded: list[Node] | None = None

    def copy(self) -> SubjectState:
        """A copy to come back to."""
        return SubjectState(
            dict(self.nodes), set(self.heads), set(self.cited), set(self.annulled), self.forked
        )

    def add(self, node: Node) -> None:
        """Take an event in, whatever the order in which events arrive."""
        self.nodes[node.id] = node
        self.cited.update(node.after)
        self.heads.difference_update(node.after)
        if node.id not in self.cited:
            self.heads.add(node.id)
        self.forked = self.forked or len(self.heads) > 1 or len(node.after) > 1
        if node.annuls:
            self.annulled.add(node.annuls)
        self._folded = None
        self.derived.clear()

    def effective(self) -> list[Node]:
        """The events that count, in fold order: not annulled, nor annulling or erasing another."""
        if self._folded is None:
            counting = (n for n in self.nodes.values() if self.counts(n))
            self._folded = sorted(counting, key=lambda node: node.order)
        return self._folded

    def counts(self, node: Node) -> bool:
        """Whether an event counts in states and values."""
        return not (node.annuls or node.erases or node.id in self.annulled)

    def creation(self) -> Node | None:
        """The first event that creates the subject and counts."""
        return next((node for node in self.effective() if node.creates), None)

    def setter(self, name: str) -> Node | None:
        """The last event that sets a field; a settled conflict sets it again."""
        last = None
        for node in self.effective():
            if name in self.sets(node):
                last = node
        return last

    def value(self, name: str) -> Any:
        """The live value of a field, the default one if two heads disagree."""
        last = self.setter(name)
        applied = self.applied(last) if last else None
        return applied.values.get(name) if applied else None

    def applied(self, node: Node) -> Node | None:
        """The event whose values this one sets: itself, or what a settled conflict retains.

        None where what was retained has since been annulled, or is not known here.
        """
        seen: set[str] = set()
        while node.retains:
            retained = self.nodes.get(node.retains)
            if retained is None or node.id in seen or not self.counts(retained):
                return None
            seen.add(node.id)
            node = retained
        return node

    def sets(self, node: Node) -> frozenset[str]:
        """The fields that an event sets, a settled conflict those of what it retains."""
        applied = self.applied(node) if node.retains else node
        return applied.sets if applied else frozenset()

    def ancestors(self, node: Node) -> set[str]:
        """The ids of every event that this one stands on."""
        found: set[str] = set()
        waiting = list(node.after)
        while waiting:
            event_id = waiting.pop()
            if event_id not in found:
                found.add(event_id)
                waiting.extend(self.nodes[event_id].after if event_id in self.nodes else ())
        return found

    def undoable(self) -> list[str]:
        """The ids of the effective heads: they count, and no event that counts stands on them."""
        if not self.forked:
            last = self.effective()[-1:]
            return [node.id for node in last]
        counting = self.effective()
        stood_on = {above for node in counting for above in self.ancestors(node)}
        return [node.id for node in counting if node.id not in stood_on]

    def live(self) -> Iterator[tuple[str, list[Node]]]:
        """Each field that several events leave live, with those events in fold order."""
        if not self.forked:
            return
        counting = self.effective()
        above = {node.id: self.ancestors(node) for node in counting}
        for name in sorted({name for node in counting for name in self.sets(node)}):
            setters = [node for node in counting if name in self.sets(node)]
            hidden = {i for node in setters for i in above[node.id]}
            alive = [node for node in setters if node.id not in hidden]
            if len(alive) > 1:
                yield name, alive
