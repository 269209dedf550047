"""A view before it exists: its name, its query, what its columns mean, which views it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

__all__ = ["View", "literal", "mentioned", "quoted"]

_COMMENT = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
_SOURCE = re.compile(
    r'\b(?:from|join)\s+"?([a-z_][a-z0-9_]*"?(?:\s*\.\s*"?[a-z_][a-z0-9_]*)?)', re.IGNORECASE
)
_JOINT = re.compile(r'["\s]')


@frozen
class View:
    """`name` is `mart` or `schema.view`; `query` its SELECT; `columns` what each column means.

    A `stored` one is a table: rows that come from the classes and not from the log. One that has
    `parameters` is a macro: a query that takes them.
    """

    name: str
    query: str
    comment: str
    columns: Mapping[str, str] = field(factory=dict)
    stored: bool = False
    parameters: str = ""

    @property
    def is_a_view(self) -> bool:
        """Whether it is read anew each time, and takes nothing."""
        return not self.stored and not self.parameters

    @property
    def creation(self) -> str:
        """The statement that creates it."""
        if self.parameters:
            return (
                f"create or replace macro {self.name}({self.parameters}) as table\n{self.query};\n"
                f"comment on macro table {self.name} is {literal(self.comment)};\n"
            )
        what = "table" if self.stored else "view"
        return f"create or replace {what} {self.name} as\n{self.query};\n"

    def comments(self, columns: Mapping[str, str]) -> Iterator[str]:
        """The statements that say what it and its actual columns mean."""
        what = "table" if self.stored else "view"
        yield f"comment on {what} {self.name} is {literal(self.comment)};"
        for column, meaning in columns.items():
            yield f"comment on column {self.name}.{quoted(column)} is {literal(meaning)};"


def mentioned(sql: str) -> Iterator[str]:
    """What a query reads: the names after its `from` and `join`, not those in comments and texts.

    A list of tables with commas would hide all but the first: SQL here joins them.
    """
    for found in _SOURCE.finditer(_COMMENT.sub(" ", sql)):
        yield _JOINT.sub("", found[1]).lower()


def literal(text: str | None) -> str:
    """A text as SQL writes it."""
    return "null" if text is None else "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A column name as SQL writes it, reserved word or not."""
    return f'"{name}"'
