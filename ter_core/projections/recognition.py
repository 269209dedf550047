"""Which payloads can be read: one regular expression knows the right ones, a test judges the rest.

Every payload that `ter` writes is canonical (keys in the order of the class, no space), so one
pass of a regular expression recognises it at a fraction of the cost of looking at each field.
What it does not recognise is not wrong yet: keys in another order, or unknown, are no mistake.
"""

from __future__ import annotations

from collections.abc import Iterable

from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.fields import Count, Day, Flag, Hour, Kind, Lines, Words
from ter_core.events.lines import line_fields
from ter_core.projections.shapes import LISTS, TEXTS, Probe
from ter_core.projections.view import literal

__all__ = ["recognition_macros"]

_TEXT = r'"(?:[^"\\]|\\.)*"'
# The 29th of February is left to the test.
_DAY = (
    "[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_HOUR = "T(?:[01][0-9]|2[0-3]):[0-5][0-9]"

Spec = tuple[str, Kind, bool]


def recognition_macros(classes: Iterable[type[Event]]) -> str:
    """The macros that tell, of each type, which payloads are known and which cannot be read.

    One of each per type: what a few events are never costs what all types would.
    """
    return "".join(map(_macros, classes)) + (
        "create macro motif_illisible(donnees, champs, est_plus_recent) as case\n"
        "  when donnees is null then 'contenu effacé'\n"
        "  when json_type(donnees) <> 'OBJECT' then 'contenu d''une autre forme'\n"
        "  when est_plus_recent\n"
        "    then 'écrit par une version plus récente du programme'\n"
        "  when len(champs) > 0\n"
        "    then 'valeur absente ou d''une autre nature' end;\n"
    )


def _macros(cls: type[Event]) -> str:
    """The macros of one type: recognised, fields that cannot be read, from a newer program."""
    name, version, probe = cls.__name__, cls.declaration.version, Probe()
    own = [(spec.name, spec.kind, spec.optional) for spec in fields_of(cls)]
    tests = [
        f"case when {probe.fits(kind, f'$.{field}', optional=optional)} "
        f"then null else {literal(field)} end"
        for field, kind, optional in own
    ]
    canonical = f"coalesce(regexp_full_match(donnees, {literal(_object(own))}, 's'), false)"
    return (
        f"create macro est_reconnu_{name}(version, donnees) as\n"
        f"  version <= {version} and {canonical};\n"
        f"create macro champs_illisibles_{name}(donnees) as list_filter(\n"
        f"  list_transform([{probe.types}], lambda t: [{', '.join(tests)}])[1],\n"
        "  lambda x: x is not null\n);\n"
        f"create macro est_plus_recent_{name}(version) as version > {version};\n"
    )


def _object(fields: Iterable[Spec]) -> str:
    """An object with these keys in this order; it is valid JSON already, commas included."""
    parts = "".join(
        f'(?:"{name}":{_value(kind)},?)?' if optional else f'"{name}":{_value(kind)},?'
        for name, kind, optional in fields
    )
    return rf"\{{{parts}\}}"


def _value(kind: Kind) -> str:
    if isinstance(kind, LISTS):
        return rf"\[(?:{_TEXT},?)*\]"
    if isinstance(kind, Lines):
        return rf"\[(?:{_object(line_fields(kind.of))},?)*\]"
    if isinstance(kind, ChangesOf):
        changed: list[Spec] = [(spec.name, spec.kind, True) for spec in changes_fields(kind.of)]
        return _object([*changed, ("vider", Words(""), True)])
    if isinstance(kind, Count):
        return "-?[0-9]+"
    if isinstance(kind, Day):
        return f'"{_DAY}"'
    if isinstance(kind, Hour):
        return f'"{_DAY}{_HOUR}"'
    if isinstance(kind, Flag):
        return "(?:true|false)"
    return _TEXT if isinstance(kind, TEXTS) else r"\{.*\}"
