"""JSON Schema (2020-12) of a payload, derived from the kinds of its fields.

A schema says the shape. What no schema can say stays with the kinds: the letter of an UAI, the key
of a SIREN, two years that follow each other, a day that exists, an invisible character.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from ter_core.events import fields
from ter_core.events.base import fields_of
from ter_core.events.changes import ChangesOf, changes_fields, emptiable
from ter_core.events.lines import Line, line_fields

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from ter_core.events.base import Event
    from ter_core.events.declaration import OneOf
    from ter_core.events.kinds import Kind

__all__ = ["schema_of"]

_DAY = r"(?:20\d{2}|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_HOUR = r"(?:[01]\d|2[0-3]):[0-5]\d"
_ONE_LINE = r"^[^\n]*\S[^\n]*$"


def schema_of(cls: type[Event]) -> dict[str, Any]:
    """The schema of the payload of an event class."""
    declared, specs = cls.declaration, fields_of(cls)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ter:{cls.__name__}:{declared.version}",
        "title": declared.label,
        "description": (cls.__doc__ or "").partition("\n")[0],
    }
    body = _object(
        {spec.name: _field(spec.kind) for spec in specs},
        [spec.name for spec in specs if not spec.optional],
    )
    for spec in specs:
        if spec.optional and spec.default not in (None, ()):
            body["properties"][spec.name]["default"] = spec.default
    rules = [_alternative(group) for group in declared.one_of]
    return head | body | ({"allOf": rules} if rules else {})


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _alternative(group: OneOf) -> dict[str, Any]:
    if group.required:
        return {"oneOf": [{"required": [name]} for name in group.fields]}
    return _not_together(group.fields)


def _not_together(names: Iterable[str]) -> dict[str, Any]:
    return {"not": {"anyOf": [{"required": list(pair)} for pair in combinations(names, 2)]}}


def _field(kind: Kind) -> dict[str, Any]:
    words = {"title": kind.label} | ({"description": kind.help} if kind.help else {})
    return words | _shape(kind)


def _shape(kind: Kind) -> dict[str, Any]:
    match kind:
        case fields.Choices() | fields.Refs() | fields.Words() | fields.Lines():
            least = getattr(kind, "least", 0)
            limits = {"minItems": least} if least else {}
            return {"type": "array", "items": _item(kind), "uniqueItems": True} | limits
        case ChangesOf():
            return _changes(kind.of)
        case fields.Payload():
            return {"type": "object"}
        case fields.Flag():
            return {"type": "boolean"}
        case fields.Count():
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        case _:
            return _item(kind)


def _item(kind: Kind) -> dict[str, Any]:
    match kind:
        case fields.Lines():
            return _line(kind.of)
        case fields.OneChoice():
            return {"enum": [member.value for member in kind.choices]}
        case fields.Code():
            return _text(r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]-\d{4}-\d{3,6})$", 40)
        case fields.Title():
            return _text(r"\S" if kind.multiline else _ONE_LINE, kind.limit)
        case fields.Day():
            return _text(f"^{_DAY}$") | {"format": "date"}
        case fields.Hour():
            return _text(f"^{_DAY}T{_HOUR}$")
        case fields.Named():
            form: re.Pattern[str] | None = getattr(kind.of, "form", None)
            return _text(f"^(?:{form.pattern})$" if form else _ONE_LINE)
        case fields.Fingerprint():
            return _text(r"^[0-9a-f]{64}$")
        case _:
            return _text(_ONE_LINE, 120)


def _text(pattern: str, longest: int | None = None) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern} | ({"maxLength": longest} if longest else {})


def _line(cls: type[Line]) -> dict[str, Any]:
    parts = line_fields(cls)
    return _object(
        {name: _field(kind) for name, kind, _ in parts},
        [name for name, _, optional in parts if not optional],
    )


def _changes(creating: type[Event]) -> dict[str, Any]:
    """At least one field given or emptied, none both, no two alternatives."""
    specs, may_be = changes_fields(creating), emptiable(creating)
    properties = {spec.name: _field(spec.kind) for spec in specs}
    for spec in specs:
        if spec.kind.many:
            properties[spec.name]["minItems"] = max(1, getattr(spec.kind, "least", 0))
    emptied = {"type": "array", "items": {"enum": list(may_be)}, "uniqueItems": True}
    some = {"required": ["vider"], "properties": {"vider": {"minItems": 1}}}
    not_both = [_not_also_emptied(name) for name in may_be]
    return _object({**properties, "vider": emptied}, []) | {
        "anyOf": [{"required": [spec.name]} for spec in specs] + [some],
        "allOf": not_both + [_not_together(one.fields) for one in creating.declaration.one_of],
    }


def _not_also_emptied(name: str) -> dict[str, Any]:
    emptied = {"vider": {"contains": {"const": name}}}
    return {"not": {"required": [name, "vider"], "properties": emptied}}
