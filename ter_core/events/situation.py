"""What a rule may ask of the log while it judges an event about to be written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

__all__ = ["Breach", "Known", "Situation", "Verdict", "Warning"]

T = TypeVar("T")


@frozen
class Breach:
    """A rule broken: the field, what is wrong, what to do. Nothing is written."""

    field: str
    what: str
    remedy: str = ""


@frozen
class Warning:  # noqa: A001 - the catalogue's own word; import it under another name
    """A doubt: recorded only once confirmed under the name of its rule, with a reason."""

    rule: str
    field: str
    what: str


Verdict = Breach | Warning


@frozen
class Known:
    """An event that the log holds, as far as rules need it."""

    id: str
    type: str
    subject: str
    happened_on: date
    state: str | None
    effective: bool


class Situation(Protocol):
    """The log as this machine knows it, seen from one event about to be written.

    A subject is always in full (`decision:<id>`). Values are those stored (JSON: texts, numbers,
    lists), of the fields the subject keeps; None if unknown.
    """

    @property
    def subject(self) -> str:
        """The subject of the event."""

    @property
    def happened_on(self) -> date:
        """The date of its fact."""

    @property
    def today(self) -> date:
        """Today in France."""

    @property
    def now(self) -> datetime:
        """The hour it is in France, without offset, as hours of a payload are."""

    def state(self, subject: str | None = None) -> str | None:
        """The state of a subject (this one by default)."""

    def value(self, name: str, subject: str | None = None) -> Any:
        """The live value of a kept field."""

    def history(self, name: str, subject: str | None = None) -> Sequence[tuple[date, Any]]:
        """What each event that counts says of a kept field, with the date of its fact, in order."""

    def derived(self, name: Any, subject: str, make: Callable[[], T]) -> T:
        """What `make` draws from the events of a subject alone; drawn once for many events."""

    def citing(
        self, kind: str, subject: str | None = None, *, on: date | None = None
    ) -> Sequence[str]:
        """The subjects of a kind that an event that counts ties to a subject (this one).

        With `on`, only by an event dated that day.
        """

    def events(self, subject: str | None = None) -> Sequence[Known]:
        """The events of a subject in fold order, the annulled ones included."""

    def event(self, event_id: str) -> Known | None:
        """One event by its full id."""

    def stored(self, event_id: str) -> Mapping[str, Any] | None:
        """What a recorded event says, as it counts now: its reprise, if it was erased."""

    def subjects(self, kind: str) -> Iterable[str]:
        """Every subject of a kind that exists and was not cancelled."""

    def named(self, subject: str) -> str:
        """How people call a subject (`D-2026-014`, `principal`)."""

    def contested(self, subject: str) -> Sequence[str]:
        """The ids of the events of a subject whose values contradict each other."""

    def undoable(self, subject: str) -> Sequence[str]:
        """The ids of the events of a subject that may be annulled now."""
