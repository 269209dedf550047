"""A report is data, never text: typed columns, rows, and where they come from."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from attrs import field, frozen

from ter_core.log.findings import Finding

__all__ = ["Column", "ColumnType", "Part", "Place", "Report"]

Place = Literal["beside", "under", "aside"]
ColumnType = Literal["texte", "nombre", "bornes", "date", "horodatage", "booleen", "liste"]


@frozen
class Column:
    """A column: its name in the mart (French, ASCII), its label, its type, what it means.

    `place` says where a table of eighty characters shows it: beside the others, under its row for
    a long text, or nowhere (aside). Every other form has them all. `holds` is the kind of subject
    whose codes are in it, where somebody may ask who that is. Of one that counts `persons`, small
    numbers are not told outside the team.
    """

    name: str
    label: str
    type: ColumnType = "texte"
    help: str = ""
    place: Place = field(default="beside", kw_only=True)
    holds: str = field(default="", kw_only=True)
    persons: bool = field(default=False, kw_only=True)


@frozen(kw_only=True)
class Part:
    """A chapter of an answer that is read as a document: sentences, then a table.

    `name` is its key for programs. `empty` is the sentence that stands for a table without rows.
    """

    name: str
    title: str
    text: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    empty: str = "Aucun élément relevé."

    def named(self) -> tuple[dict[str, Any], ...]:
        """The rows, each by the names of the columns."""
        return _named(self.columns, self.rows)


@frozen(kw_only=True)
class Report:
    """The answer to a question.

    `rows` hold Python values of the columns' types (str, int, Bornes, date, datetime, bool, list of
    str, None). `text` is said before them, `parts` come after; where `is_flat`, people read the
    parts and the rows are for programs. `a_la_date`, `connu_le` and `position` say what the answer
    rests on; `findings` are the problems of the log that the reader should know of. Where it leaves
    the team, `seuil` is the number of persons under which none is told.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    a_la_date: date
    text: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    is_flat: bool = False
    connu_le: date | None = None
    position: tuple[dict[str, Any], ...] = ()
    seuil: int | None = None
    empty: str = "Rien à signaler."
    findings: tuple[Finding, ...] = field(default=())

    def named(self) -> tuple[dict[str, Any], ...]:
        """The rows, each by the names of the columns."""
        return _named(self.columns, self.rows)


def _named(
    columns: tuple[Column, ...], rows: tuple[tuple[Any, ...], ...]
) -> tuple[dict[str, Any], ...]:
    names = [column.name for column in columns]
    return tuple(dict(zip(names, row, strict=True)) for row in rows)
