"""Lines as the log holds them, for the rules of an event that look back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ter_core.events.fields import OneChoice
from ter_core.events.lines import Line, line_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.kinds import Kind

__all__ = ["stored_lines"]

_L = TypeVar("_L", bound=Line)


def stored_lines(cls: type[_L], stored: object) -> tuple[_L, ...]:
    """The lines of a stored list; what cannot be read is left out, as everywhere it is counted."""
    return tuple(_readable(cls, stored if isinstance(stored, list) else []))


def _readable(cls: type[_L], stored: list[Any]) -> Iterator[_L]:
    kinds = {name: kind for name, kind, _ in line_fields(cls)}
    for one in stored:
        try:
            yield cls(**{name: _typed(kinds[name], value) for name, value in one.items()})
        except (AttributeError, KeyError, TypeError, ValueError):
            continue


def _typed(kind: Kind, value: Any) -> Any:
    return kind.choices.of(value) if isinstance(kind, OneChoice) else value
