"""How a kind of field looks in SQL: its type, its structure in JSON, the test that a value fits.

`from_json` turns what does not fit into NULL, or into something else (24 into the text '24'), so
each field of a payload is first compared with the JSON type it must have.
"""

from __future__ import annotations

from typing import Any

from attrs import define, field

from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.fields import (
    Choices,
    Count,
    Day,
    Fingerprint,
    Flag,
    Hour,
    Kind,
    Lines,
    Named,
    OneChoice,
    Ref,
    Refs,
    Title,
    Words,
)
from ter_core.events.lines import line_fields
from ter_core.projections.view import literal

__all__ = ["LISTS", "TEXTS", "Probe", "structure"]

Structure = str | list[Any] | dict[str, Any]

TEXTS = (Title, Ref, OneChoice, Named, Fingerprint)
LISTS = (Choices, Refs, Words)
_NUMBERS = ("UBIGINT", "BIGINT")


def structure(kind: Kind) -> Structure:
    """What `from_json` must make of a value of this kind; a kind unknown here stays JSON."""
    if isinstance(kind, LISTS):
        return ["VARCHAR"]
    if isinstance(kind, Lines):
        return [{name: structure(inner) for name, inner, _ in line_fields(kind.of)}]
    if isinstance(kind, ChangesOf):
        changed = {spec.name: structure(spec.kind) for spec in changes_fields(kind.of)}
        return {**changed, "vider": ["VARCHAR"]}
    if isinstance(kind, Count):
        return "BIGINT"
    if isinstance(kind, Day):
        return "DATE"
    if isinstance(kind, Hour):
        return "TIMESTAMP"
    if isinstance(kind, Flag):
        return "BOOLEAN"
    return "VARCHAR" if isinstance(kind, TEXTS) else "JSON"


@define
class Probe:
    """The JSON types found at some paths of a payload, asked in one call and read as `t[n]`."""

    paths: list[str] = field(factory=list)

    @property
    def types(self) -> str:
        """The call that finds them."""
        return f"json_type(donnees, [{', '.join(literal(path) for path in self.paths)}])"

    def at(self, path: str) -> str:
        """The JSON type found at a path."""
        if path not in self.paths:
            self.paths.append(path)
        return f"t[{self.paths.index(path) + 1}]"

    def fits(self, kind: Kind, path: str, *, optional: bool) -> str:
        """The condition under which the value at `path` is one of this kind, or rightly absent."""
        found = self.at(path)
        test = self._fits(kind, path, found)
        return f"({found} is null or ({test}))" if optional else f"({test})"

    def _fits(self, kind: Kind, path: str, found: str) -> str:
        if isinstance(kind, LISTS):
            return f"{found} = 'ARRAY' and {_all_are(path, 'VARCHAR')}"
        if isinstance(kind, Lines):
            return f"{found} = 'ARRAY' and {_all_are(path, 'OBJECT')}{_lines_fit(kind, path)}"
        if isinstance(kind, ChangesOf):
            return f"{found} = 'OBJECT'{self._changes_fit(kind, path)}"
        if isinstance(kind, Count):
            return f"{found} in {_NUMBERS}"
        if isinstance(kind, Flag):
            return f"{found} = 'BOOLEAN'"
        if isinstance(kind, Day | Hour):
            return f"{found} = 'VARCHAR' and {_is_exact(kind, f'donnees->>{literal(path)}')}"
        return f"{found} = 'VARCHAR'" if isinstance(kind, TEXTS) else f"{found} <> 'NULL'"

    def _changes_fit(self, kind: ChangesOf, path: str) -> str:
        tests = [
            self.fits(spec.kind, f"{path}.{spec.name}", optional=True)
            for spec in changes_fields(kind.of)
        ]
        tests.append(self.fits(Words(""), f"{path}.vider", optional=True))
        return "".join(f" and {test}" for test in tests)


def _all_are(path: str, type_: str) -> str:
    return f"list_has_all(['{type_}'], json_type(donnees, '{path}[*]'))"


def _is_exact(kind: Kind, text: str) -> str:
    """A date is its own ISO text, so that neither 2026-1-5 nor 2026-02-30 passes for one."""
    if isinstance(kind, Day):
        return f"coalesce(try_cast({text} as date)::varchar = {text}, false)"
    written = f"strftime(try_cast({text} as timestamp), '%Y-%m-%dT%H:%M')"
    return f"coalesce({written} = {text}, false)"


def _lines_fit(kind: Lines, path: str) -> str:
    tests = []
    for name, inner, optional in line_fields(kind.of):
        each = f"{path}[*].{name}"
        if not optional:
            tests.append(
                f"len(json_type(donnees, '{each}')) = json_array_length(donnees, '{path}')"
            )
        expected = _json_types(inner)
        if expected:
            tests.append(f"list_has_all({expected}, json_type(donnees, '{each}'))")
        if isinstance(inner, Day | Hour):
            tests.append(
                f"list_bool_and(list_transform(json_extract_string(donnees, '{each}'), "
                f"lambda x: {_is_exact(inner, 'x')})) is not false"
            )
    return "".join(f" and {test}" for test in tests)


def _json_types(kind: Kind) -> list[str]:
    if isinstance(kind, Count):
        return list(_NUMBERS)
    if isinstance(kind, Flag):
        return ["BOOLEAN"]
    if isinstance(kind, LISTS):
        return ["ARRAY"]
    return ["VARCHAR"] if isinstance(kind, (*TEXTS, Day, Hour)) else []
