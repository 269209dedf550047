"""One event about to be written, and the log seen from it (what the rules of its class ask)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from attrs import frozen

from ter_core.events.situation import Known
from ter_core.ledger.effects import STATE
from ter_core.ledger.index import Index
from ter_core.ledger.node import Node, SubjectState
from ter_core.vocabulary.subjects import kind_of

__all__ = ["Case"]

_EMPTY = SubjectState()
T = TypeVar("T")


@frozen
class Case:
    """An implementation of `ter_core.events.situation.Situation`."""

    index: Index
    subject: str
    happened_on: date
    today: date
    now: datetime

    def state(self, subject: str | None = None) -> str | None:
        """The state of a subject (this one by default)."""
        return self.index.state_of(subject or self.subject)

    def value(self, name: str, subject: str | None = None) -> Any:
        """The live value of a kept field."""
        return self._of(subject).value(name)

    def history(self, name: str, subject: str | None = None) -> Sequence[tuple[date, Any]]:
        """What each event that counts says of a kept field, with the date of its fact, in order."""
        return [
            (date.fromisoformat(node.happened_on), node.said[name])
            for node in self._of(subject).effective()
            if name in node.said
        ]

    def derived(self, name: Any, subject: str, make: Callable[[], T]) -> T:
        """What `make` draws from the events of a subject, drawn again once there is one more."""
        state = self.index.subjects.get(subject)
        if state is None:
            return make()
        if name not in state.derived:
            state.derived[name] = make()
        found: T = state.derived[name]
        return found

    def citing(
        self, kind: str, subject: str | None = None, *, on: date | None = None
    ) -> Sequence[str]:
        """The subjects of a kind that an event that counts (dated `on`) ties to a subject."""
        nodes = (self.index.events[i] for i in self.index.citing.get(subject or self.subject, ()))
        day = None if on is None else on.isoformat()
        return sorted(
            {
                node.subject
                for node in nodes
                if (day is None or node.happened_on == day)
                and kind_of(node.subject) == kind
                and self.index.subjects[node.subject].counts(node)
                and self.index.is_usable(node.subject)
            }
        )

    def events(self, subject: str | None = None) -> Sequence[Known]:
        """The events of a subject in fold order, the annulled ones included."""
        state = self._of(subject)
        return [_known(node, state) for node in sorted(state.nodes.values(), key=lambda n: n.order)]

    def event(self, event_id: str) -> Known | None:
        """One event by its full id."""
        node = self.index.events.get(event_id)
        return _known(node, self.index.subjects[node.subject]) if node else None

    def stored(self, event_id: str) -> Mapping[str, Any] | None:
        """What an event says, as it counts now."""
        return self.index.stored(event_id)

    def subjects(self, kind: str) -> Iterable[str]:
        """Every subject of a kind that exists and was not cancelled."""
        return (s for s in self.index.kinds.get(kind, ()) if self._is_usable(s))

    def _is_usable(self, subject: str) -> bool:
        return self.derived("citable", subject, lambda: self.index.is_usable(subject))

    def named(self, subject: str) -> str:
        """How people call a subject."""
        return self.index.name_of(subject)

    def contested(self, subject: str) -> Sequence[str]:
        """The ids of the events of a subject whose values contradict each other."""
        return [node.id for _, nodes in self._of(subject).live() for node in nodes]

    def undoable(self, subject: str) -> Sequence[str]:
        """The ids of the events of a subject that may be annulled now."""
        return self._of(subject).undoable()

    def _of(self, subject: str | None) -> SubjectState:
        return self.index.subjects.get(subject or self.subject, _EMPTY)


def _known(node: Node, state: SubjectState) -> Known:
    return Known(
        id=node.id,
        type=node.type,
        subject=node.subject,
        happened_on=date.fromisoformat(node.happened_on),
        state=node.values.get(STATE),
        effective=state.counts(node),
    )
