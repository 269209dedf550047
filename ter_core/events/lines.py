"""Flat lines nested in an event (points, signataires, periods…), each with a short text form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self, get_type_hints

import attrs
from attrs import frozen

if TYPE_CHECKING:
    from datetime import date

    from ter_core.events.kinds import Kind

__all__ = ["Line", "line_fields"]


@frozen(kw_only=True)
class Line:
    """One line; a subclass declares its fields as an event does, and its short form.

    `form` is a regular expression whose groups are named after fields; `title` and `example` are
    what a message says when a text does not have that form.
    """

    title: ClassVar[str] = "une ligne"
    form: ClassVar[re.Pattern[str]]
    example: ClassVar[str]

    def __attrs_post_init__(self) -> None:
        """Check every field; ValueError or TypeError (in French) names the first bad one."""
        for name, kind, optional in line_fields(type(self)):
            value = getattr(self, name)
            if value is None and optional:
                continue
            try:
                object.__setattr__(self, name, kind.check(value))
            except (ValueError, TypeError) as error:
                raise type(error)(f"{name} : {error}") from None
        self.check()

    def check(self) -> None:
        """What holds between the fields of one line."""

    @classmethod
    def parse(cls, typed: str, today: date) -> Self:
        """The line that a short text writes; ValueError (in French) if it has not the form."""
        found = cls.form.fullmatch(typed.strip())
        if not found:
            raise ValueError(f"« {typed} » n'a pas la forme attendue, comme « {cls.example} ».")
        values: dict[str, Any] = {}
        for name, kind, _ in line_fields(cls):
            if part := found.groupdict().get(name):
                values[name] = kind.parse(part, today)
        return cls(**values)

    def short(self) -> str:
        """The short text form; `parse` reads it back. Values in field order, unless overridden."""
        values = (getattr(self, name) for name, _, _ in line_fields(type(self)))
        return " ".join(str(value) for value in values if value is not None)


_FIELDS: dict[type, tuple[tuple[str, Kind, bool], ...]] = {}


def line_fields(cls: type) -> tuple[tuple[str, Kind, bool], ...]:
    """Name, kind and optionality of every field that an attrs class declares by its kind."""
    if cls not in _FIELDS:
        hints = get_type_hints(cls, include_extras=True)
        _FIELDS[cls] = tuple(
            (a.name, hints[a.name].__metadata__[0], a.default is None)
            for a in attrs.fields(cls)
            if hasattr(hints[a.name], "__metadata__")
        )
    return _FIELDS[cls]
