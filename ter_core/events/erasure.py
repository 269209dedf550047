"""Taking texts back from what an event says: nothing else of it moves, so no state or figure does.

Every text of a payload may be replaced, none dropped: that something was said may matter where
what was said does not. A text on which a figure depends stays as long as its event counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.fields import Code, Lines, Payload, Title
from ter_core.events.kinds import Kind
from ter_core.events.lines import line_fields

__all__ = ["Found", "rewritten", "skeleton", "texts_of"]

Path = tuple[str | int, ...]
Change = Callable[["Found"], str]


@frozen
class Found:
    """A text inside a payload: where it stands (`points`, 2, `titre`), its kind, what it says."""

    path: Path
    kind: Title
    said: str

    @property
    def place(self) -> str:
        """The path as people type it: `points.2.titre`, the first line being 1."""
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path)


def texts_of(
    cls: type[Event], payload: Mapping[str, Any], inner: type[Event] | None = None
) -> tuple[Found, ...]:
    """Every text of what an event of a class says, in order.

    `inner` is the class of the event whose payload this one holds, if it is an erasure.
    """
    found: list[Found] = []

    def note(one: Found) -> str:
        found.append(one)
        return one.said

    rewritten(cls, payload, note, inner)
    return tuple(found)


def skeleton(
    cls: type[Event],
    payload: Mapping[str, Any],
    inner: type[Event] | None = None,
    *,
    with_counted: bool,
) -> dict[str, Any]:
    """The payload without what its texts say (those that count apart, if wanted)."""

    def emptied(one: Found) -> str:
        return one.said if with_counted and one.kind.counts else ""

    return rewritten(cls, payload, emptied, inner)


def rewritten(
    cls: type[Event],
    payload: Mapping[str, Any],
    change: Change,
    inner: type[Event] | None = None,
) -> dict[str, Any]:
    """The payload with each of its texts as `change` gives it."""
    kinds = {spec.name: spec.kind for spec in fields_of(cls)}
    return dict(_fields(kinds, payload, (), change, inner))


def _fields(
    kinds: Mapping[str, Kind],
    values: Mapping[str, Any],
    path: Path,
    change: Change,
    inner: type[Event] | None,
) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        yield name, _value(kinds.get(name), value, (*path, name), change, inner)


def _value(
    kind: Kind | None, value: Any, path: Path, change: Change, inner: type[Event] | None
) -> Any:
    match kind, value:
        case Title(), str() if not isinstance(kind, Code):
            return change(Found(path, kind, value))
        case Lines(), list():
            kinds = {name: one for name, one, _ in line_fields(kind.of)}
            return [
                dict(_fields(kinds, line, (*path, n), change, None)) for n, line in enumerate(value)
            ]
        case ChangesOf(), dict():
            kinds = {spec.name: spec.kind for spec in changes_fields(kind.of)}
            return dict(_fields(kinds, value, path, change, None))
        case Payload(), dict() if inner is not None:
            kinds = {spec.name: spec.kind for spec in fields_of(inner)}
            return dict(_fields(kinds, value, path, change, None))
    return value
