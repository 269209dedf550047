"""What an event does to its subject: the state it leads to, the fields it sets, whom it cites.

Everything is read from the declarations of the classes, once per type; payloads stay the plain
JSON values of the log. An unknown type, or an erased payload, does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from ter_core import events
from ter_core.events.base import Event, EventField, fields_of
from ter_core.events.changes import ChangesOf
from ter_core.events.declaration import Declaration, OneOf
from ter_core.events.fields import EventId, Kind, Lines, Ref
from ter_core.events.lines import line_fields
from ter_core.vocabulary.subjects import is_subject

__all__ = ["STATE", "Effects", "effects_of"]

#: The state is one more value of a subject: two heads may disagree on it as on any field.
STATE = "etat"

Payload = Mapping[str, Any]
_Collector = Callable[[Any], Iterator[str]]


@frozen
class Effects:
    """What one type does, as functions of a payload."""

    declaration: Declaration | None = None
    cls: type[Event] | None = None
    direct: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(factory=dict)
    changes: str | None = None
    collectors: tuple[tuple[str, _Collector], ...] = ()

    @property
    def creates(self) -> bool:
        """Whether the type creates its subject."""
        return self.declaration is not None and self.declaration.creates

    def values(self, payload: Payload) -> dict[str, Any]:
        """The values it sets, by field of the subject; None empties one; the state included."""
        found: dict[str, Any] = {}
        declared = self.declaration
        if declared is None:
            return found
        if self.creates:
            found = {name: payload.get(name) for name in self.direct}
        else:
            for name in self.direct:
                if name in payload:
                    self._set(found, name, payload[name])
        if self.changes and (champs := payload.get(self.changes)):
            self._change(found, champs)
        state = payload.get(declared.state_field) if declared.state_field else None
        if state or declared.to:
            found[STATE] = state or declared.to
        return found

    def cited(self, payload: Payload) -> frozenset[str]:
        """The subjects it refers to."""
        found: set[str] = set()
        for name, collect in self.collectors:
            if name in payload:
                found.update(collect(payload[name]))
        return frozenset(found)

    def _change(self, found: dict[str, Any], champs: Payload) -> None:
        for name, value in champs.items():
            if name != "vider":
                self._set(found, name, value)
        for name in champs.get("vider", ()):
            found[name] = None

    def _set(self, found: dict[str, Any], name: str, value: Any) -> None:
        for other in self.groups.get(name, ()):
            found[other] = None
        found[name] = value


_NOTHING = Effects()
_CACHE: dict[str, Effects] = {}


def effects_of(type_name: str) -> Effects:
    """The effects of a type; those of an unknown type are none."""
    known = _CACHE.get(type_name)
    cls = events.find(type_name)
    if known is None or known.cls is not cls:  # a test may define a class anew
        known = _CACHE[type_name] = _NOTHING if cls is None else _build(cls)
    return known


def _build(cls: type[Event]) -> Effects:
    declared = cls.declaration
    specs = fields_of(cls)
    changes = next((spec.name for spec in specs if isinstance(spec.kind, ChangesOf)), None)
    groups = {
        name: tuple(other for other in group.fields if other != name)
        for group in _alternatives(cls)
        for name in group.fields
    }
    own = {spec.name for spec in specs} - {changes, declared.state_field, "confirme"}
    direct = (
        tuple(spec.name for spec in specs if spec.name in own)
        if declared.creates
        else tuple(name for name in declared.sets if name in own)
    )
    collectors = _collectors(specs)
    return Effects(declared, cls, direct, groups, changes, collectors)


def _alternatives(cls: type[Event]) -> tuple[OneOf, ...]:
    for spec in fields_of(cls):
        if isinstance(spec.kind, ChangesOf):
            return spec.kind.of.declaration.one_of
    return cls.declaration.one_of


def _collectors(specs: Iterable[EventField]) -> tuple[tuple[str, _Collector], ...]:
    found = ((spec.name, _collector(spec.kind)) for spec in specs)
    return tuple((name, collect) for name, collect in found if collect)


def _collector(kind: Kind) -> _Collector | None:
    """What finds the references in the stored value of a field; None where it can hold none."""
    if isinstance(kind, EventId):
        return None
    if isinstance(kind, Ref):
        return _subjects
    if isinstance(kind, Lines):
        refs = [part for part, inner, _ in line_fields(kind.of) if isinstance(inner, Ref)]
        return (lambda lines: _nested(lines, refs)) if refs else None
    if isinstance(kind, ChangesOf):
        inner = _collectors(fields_of(kind.of))
        return lambda champs: (
            ref for name, collect in inner if name in champs for ref in collect(champs[name])
        )
    return None


def _subjects(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    return (text for text in values if isinstance(text, str) and is_subject(text))


def _nested(lines: Any, refs: list[str]) -> Iterator[str]:
    for line in lines:
        if isinstance(line, dict):
            for name in refs:
                yield from _subjects(line.get(name))
