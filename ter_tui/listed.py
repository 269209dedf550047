"""One list of the interface: a question under a name, and what its rows are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

__all__ = ["Listing"]


@frozen
class Listing:
    """One list: a question, under a name, with parameters of its own.

    `kind` is what its rows are about; a row that has a `sujet` says it itself, and `mixed` lists
    have rows of several kinds. `key_column` names the row, where the first column does not; the
    rows of an `alone` list are all about the one subject of its kind. `only` is the value that a
    column has in the rows that are about a subject, where the others are about none.

    `creates` are the types that `n` records; `order` the columns that come first; `hint` says how
    the list fills, where no key of its own does it. `last_first` shows the answer from its end.
    """

    name: str
    question: str
    kind: str = ""
    params: Mapping[str, Any] = field(factory=dict, kw_only=True)
    creates: tuple[str, ...] = field(default=(), kw_only=True)
    key_column: str = field(default="", kw_only=True)
    order: tuple[str, ...] = field(default=(), kw_only=True)
    only: tuple[str, str] | None = field(default=None, kw_only=True)
    alone: bool = field(default=False, kw_only=True)
    last_first: bool = field(default=False, kw_only=True)
    mixed: bool = field(default=False, kw_only=True)
    hint: str = field(default="", kw_only=True)

    @property
    def has_subjects(self) -> bool:
        """Whether its rows may be opened and acted on."""
        return bool(self.kind) or self.mixed

    def names(self, row: Mapping[str, Any]) -> tuple[str, str] | None:
        """The kind (empty for any) and the code or identifier of what a row is about."""
        if not row or not self.has_subjects:
            return None
        if self.alone:
            return self.kind, ""
        if self.only and row.get(self.only[0]) != self.only[1]:
            return None
        subject = row.get("sujet")
        if isinstance(subject, str) and ":" in subject:
            return subject.partition(":")[0], subject
        key = row.get(self.key_column) if self.key_column else next(iter(row.values()))
        return (self.kind, str(key)) if key else None
