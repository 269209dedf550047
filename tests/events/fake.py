"""A small log made by hand, as the rules of an event see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from attrs import field, frozen

from ter_core.events.situation import Breach, Known
from ter_core.events.situation import Warning as Doubt

__all__ = ["FakeSituation", "breaches", "doubts"]

T = TypeVar("T")


@frozen(kw_only=True)
class FakeSituation:
    """States and values by subject, events by subject; the rest has a plain default."""

    subject: str = "decision:d1"
    happened_on: date = date(2026, 11, 12)
    today: date = date(2026, 11, 21)
    now: datetime = datetime(2026, 11, 21, 10, 0)  # noqa: DTZ001 - local French time
    states: Mapping[str, str] = field(factory=dict)
    values: Mapping[tuple[str, str], Any] = field(factory=dict)
    known: Sequence[Known] = ()
    said: Mapping[tuple[str, str], Sequence[tuple[date, Any]]] = field(factory=dict)
    cited_by: Sequence[str] = ()
    may_be_annulled: Sequence[str] = ()
    in_conflict: Sequence[str] = ()
    stored_as: Mapping[str, Mapping[str, Any]] = field(factory=dict)

    def state(self, subject: str | None = None) -> str | None:
        """The state given for a subject."""
        return self.states.get(subject or self.subject)

    def value(self, name: str, subject: str | None = None) -> Any:
        """The value given for a field of a subject."""
        return self.values.get((subject or self.subject, name))

    def history(self, name: str, subject: str | None = None) -> Sequence[tuple[date, Any]]:
        """What was said of a field of a subject."""
        return self.said.get((subject or self.subject, name), ())

    def derived(self, name: Any, subject: str, make: Callable[[], T]) -> T:
        """Drawn each time."""
        del name, subject
        return make()

    def citing(
        self, kind: str, subject: str | None = None, *, on: date | None = None
    ) -> Sequence[str]:
        """The subjects of a kind given as citing."""
        del subject, on
        return [one for one in self.cited_by if one.startswith(f"{kind}:")]

    def events(self, subject: str | None = None) -> Sequence[Known]:
        """The known events of a subject."""
        return [known for known in self.known if known.subject == (subject or self.subject)]

    def event(self, event_id: str) -> Known | None:
        """A known event."""
        return next((known for known in self.known if known.id == event_id), None)

    def stored(self, event_id: str) -> Mapping[str, Any] | None:
        """What an event was given as saying; a known one says nothing by default."""
        said = self.stored_as.get(event_id)
        return {} if said is None and self.event(event_id) else said

    def subjects(self, kind: str) -> Iterable[str]:
        """The subjects that have a state."""
        return [subject for subject in self.states if subject.startswith(f"{kind}:")]

    def named(self, subject: str) -> str:
        """The key of a subject."""
        return subject.partition(":")[2]

    def contested(self, subject: str) -> Sequence[str]:
        """The events given as contradicting each other."""
        del subject
        return self.in_conflict

    def undoable(self, subject: str) -> Sequence[str]:
        """The events given as undoable."""
        del subject
        return self.may_be_annulled


def breaches(event: Any, situation: FakeSituation | None = None) -> list[tuple[str, str]]:
    """Field and sentence of every rule that an event breaks."""
    verdicts = event.judge(situation or FakeSituation())
    return [(found.field, found.what) for found in verdicts if isinstance(found, Breach)]


def doubts(event: Any, situation: FakeSituation | None = None) -> list[str]:
    """The rules under which an event raises a doubt."""
    verdicts = event.judge(situation or FakeSituation())
    return [found.rule for found in verdicts if isinstance(found, Doubt)]
