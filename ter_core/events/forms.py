"""An event class as a form: plain data, for a front end or a script that knows no class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_core import events
from ter_core.events.base import fields_of
from ter_core.events.changes import ChangesOf, changes_fields, emptiable
from ter_core.events.fields import Lines, OneChoice, Ref
from ter_core.events.lines import line_fields

if TYPE_CHECKING:
    from ter_core.events.base import Event
    from ter_core.events.kinds import Kind

__all__ = ["form_of"]


def form_of(cls: type[Event]) -> dict[str, Any]:
    """Title, help, fields and alternatives of the form that records an event (JSON values).

    What the program fills is left out, and so are the confirmations, asked when a doubt arises.
    """
    declared, entry = cls.declaration, events.describe(cls)
    return {
        "type": entry.type,
        "libelle": declared.label,
        "aide": entry.help,
        "sujet": declared.subject.kind,
        "commande": [entry.noun, entry.verb],
        "cree": declared.creates,
        "champs": [
            _field(spec.name, spec.kind, required=not spec.optional, default=spec.default)
            for spec in fields_of(cls)
            if spec.name not in (*declared.fills, "confirme")
        ],
        "alternatives": [
            {"champs": list(group.fields), "obligatoire": group.required}
            for group in declared.one_of
        ],
    }


def _field(name: str, kind: Kind, *, required: bool, default: object = None) -> dict[str, Any]:
    found = {
        "nom": name,
        "libelle": kind.label,
        "aide": kind.help,
        "genre": kind.word,
        "exemples": list(kind.examples),
        "obligatoire": required,
        "plusieurs": kind.many,
    }
    return found | ({"defaut": default} if default not in (None, ()) else {}) | _parts(kind)


def _parts(kind: Kind) -> dict[str, Any]:
    match kind:
        case OneChoice():
            choices = [{"mot": one.value, "libelle": one.label} for one in kind.choices]
            return {"choix": choices}
        case Ref():
            return {"vers": [*kind.to, *kind.words]}
        case Lines():
            inner = line_fields(kind.of)
            return {"champs": [_field(name, one, required=not opt) for name, one, opt in inner]}
        case ChangesOf():
            specs = changes_fields(kind.of)
            return {
                "champs": [_field(spec.name, spec.kind, required=False) for spec in specs],
                "vider": list(emptiable(kind.of)),
            }
        case _:
            return {}
