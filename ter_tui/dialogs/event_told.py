"""What an event says, field by field, as people read it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ter_core import events
from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.fields import EventId, Kind, Lines, OneChoice, Payload, Ref
from ter_core.events.kinds import Amount
from ter_core.events.typed import read_text, typed
from ter_core.vocabulary.typography import euros

__all__ = ["Naming", "fields_told", "label_of_place"]


@frozen
class Naming:
    """How a subject is called, in full or by its code alone; an event, and its type."""

    subject: Callable[[str], str]
    code: Callable[[str], str]
    event: Callable[[str], str]
    type_of: Callable[[str], str]


def fields_told(
    type_name: str, payload: Mapping[str, Any], naming: Naming, today: date
) -> list[tuple[str, str]]:
    """Label and value of each field that says something; names as stored, for an unknown type."""
    if events.find(type_name) is None:
        return [(name, json.dumps(value, ensure_ascii=False)) for name, value in payload.items()]
    return list(_told(events.get(type_name), payload, naming, today))


def label_of_place(type_name: str, place: str) -> str:
    """The label of a text inside an event: of `lignes.2.groupe`, « Lignes 2, Groupe »."""
    found: list[str] = []
    kinds = _kinds(type_name)
    for part in place.split("."):
        if part.isdigit() and found:
            found[-1] += f" {part}"
            continue
        kind = kinds.get(part)
        found.append(kind.label if kind else part)
        kinds = _inside(kind) if kind else {}
    return ", ".join(found)


def _kinds(type_name: str) -> dict[str, Kind]:
    if events.find(type_name) is None:
        return {}
    return {spec.name: spec.kind for spec in fields_of(events.get(type_name))}


def _inside(kind: Kind) -> dict[str, Kind]:
    from ter_core.events.lines import line_fields

    if isinstance(kind, Lines):
        return {name: inner for name, inner, _ in line_fields(kind.of)}
    if isinstance(kind, ChangesOf):
        return {spec.name: spec.kind for spec in changes_fields(kind.of)}
    return {}


def _told(
    cls: type[Event], payload: Mapping[str, Any], naming: Naming, today: date
) -> Iterator[tuple[str, str]]:
    for spec in fields_of(cls):
        value = payload.get(spec.name)
        if value in (None, [], {}):
            continue
        if isinstance(spec.kind, ChangesOf) and isinstance(value, dict):
            yield from _changes(spec.kind, value, naming, today)
        elif isinstance(spec.kind, Payload) and isinstance(value, dict):
            inner = naming.type_of(str(payload.get("evenement")))
            told = fields_told(inner, value, naming, today)
            yield spec.kind.label, "\n".join(f"{label} : {text}" for label, text in told)
        else:
            yield spec.kind.label, _value(spec.kind, value, naming, today)


def _changes(
    kind: ChangesOf, value: Mapping[str, Any], naming: Naming, today: date
) -> Iterator[tuple[str, str]]:
    labels = {}
    for spec in changes_fields(kind.of):
        labels[spec.name] = spec.kind.label
        if value.get(spec.name) is not None:
            yield spec.kind.label, _value(spec.kind, value[spec.name], naming, today)
    if emptied := value.get("vider"):
        yield "Rendu vide", ", ".join(labels.get(name, str(name)) for name in emptied)


def _value(kind: Kind, stored: Any, naming: Naming, today: date) -> str:
    match kind:
        case EventId():
            return naming.event(str(stored))
        case Ref():
            return ", ".join(map(naming.subject, stored if kind.many else [stored]))
        case Lines():
            return typed(kind, _coded(stored, naming))
        case OneChoice():
            return _labelled(kind, typed(kind, stored), today)
        case Amount() if isinstance(stored, int):
            return euros(stored)
    return typed(kind, stored)


def _labelled(kind: OneChoice, text: str, today: date) -> str:
    """Words of a closed list, by their labels."""
    try:
        value: Any = read_text(kind, text, today)
    except ValueError:
        return text
    return ", ".join(one.label for one in (value if kind.many else (value,)))


def _coded(stored: Any, naming: Naming) -> Any:
    """Stored lines with the codes that people read in place of identifiers."""
    if isinstance(stored, str):
        return naming.code(stored)
    if isinstance(stored, list):
        return [_coded(one, naming) for one in stored]
    if isinstance(stored, dict):
        return {name: _coded(one, naming) for name, one in stored.items()}
    return stored
