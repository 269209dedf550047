"""One whole, valid event of each class, built from the examples of its fields."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf, changes_class, changes_fields

if TYPE_CHECKING:
    from ter_core.events.kinds import Kind

__all__ = ["SAMPLE_DAY", "sample", "sample_value"]

SAMPLE_DAY = date(2026, 11, 21)  # what the examples call today

_E = TypeVar("_E", bound=Event)


def sample(cls: type[_E]) -> _E:
    """An event with every field that has an example, and the first of each alternative."""
    others = {name for group in cls.declaration.one_of for name in group.fields[1:]}
    values = {
        spec.name: sample_value(spec.kind)
        for spec in fields_of(cls)
        if spec.name not in others and (spec.kind.examples or isinstance(spec.kind, ChangesOf))
    }
    return cls(**values)


def sample_value(kind: Kind) -> Any:
    """The value that the examples of a kind write."""
    if isinstance(kind, ChangesOf):
        changed = next(spec for spec in changes_fields(kind.of) if not spec.kind.many)
        return changes_class(kind.of)(**{changed.name: sample_value(changed.kind)})
    parsed = tuple(kind.parse(typed, SAMPLE_DAY) for typed in kind.examples)
    return parsed if kind.many else parsed[0]
