"""Everything a report says of one row: beside the list, or in a few lines below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from ter_core.reports.values import shown
from ter_tui.ink import cell, colour, short, user_text
from ter_tui.widgets.columns import says_something

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.theme import Theme

    from ter_core import Column

__all__ = ["Detail", "sheet", "strip"]

_TECHNICAL = (
    "sujet", "id", "id_court", "type", "nature", "code", "etat", "donnees", "evenement",
    "autre_evenement", "est_type_connu",
)  # fmt: skip
_SAID_BY_STATE = ("est_ouverte", "est_en_retard", "est_en_fonction", "est_realise")
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # stands for a code
_LABELS = 18  # columns of a terminal that labels take at most


class Detail(Static):
    """What is said of the row under the cursor."""

    def show(self, columns: Sequence[Column], row: Mapping[str, Any]) -> None:
        """Another row, in full."""
        self.update(sheet(columns, row, self.app.current_theme))

    def show_rest(
        self, columns: Sequence[Column], row: Mapping[str, Any], seen: Collection[str]
    ) -> None:
        """Another row in a few lines, without the columns that are seen elsewhere."""
        self.update(strip(columns, row, seen, self.app.current_theme))


def sheet(columns: Sequence[Column], row: Mapping[str, Any], theme: Theme) -> RenderableType:
    """The values of a row that say something, each with its label; its name and long text first."""
    table = Table.grid(padding=(0, 1))
    table.add_column(max_width=_LABELS)
    table.add_column(ratio=1)
    for column, value in _told(columns, row):
        label = Text(short(column.label), style=colour(theme, "discret"))
        table.add_row(label, _value(column, value, theme))
    return Group(*_head(columns, row, theme), Text(""), table)


def strip(
    columns: Sequence[Column], row: Mapping[str, Any], seen: Collection[str], theme: Theme
) -> Text:
    """The same one after the other, for where there is little room."""
    head = list(_head(columns, row, theme))
    parts = []
    for column, value in _told(columns, row):
        if column.name not in seen:
            label = (f"{short(column.label)}\u00a0", colour(theme, "discret"))
            parts.append(Text.assemble(label, cell(column, value, theme)))
    return Text("\n").join([Text("  ").join(head), Text("  ").join(parts)])


def _head(columns: Sequence[Column], row: Mapping[str, Any], theme: Theme) -> Iterator[Text]:
    """What names the row, then its long texts, of which the first is its title."""
    style = "bold"
    for at, column in enumerate(columns):
        value = row.get(column.name)
        if not says_something(value):
            continue
        if at == 0:
            yield user_text(shown(value), f"bold {colour(theme, 'accent')}")
        elif column.place == "under":
            yield user_text(shown(value), style, lines=True)
            style = ""


def _told(columns: Sequence[Column], row: Mapping[str, Any]) -> Iterator[tuple[Column, Any]]:
    """What is said besides: neither identifiers, nor words that a label says better."""
    for column in columns[1:]:
        value = row.get(column.name)
        silent = not says_something(value) or column.place == "under" or column.name in _TECHNICAL
        silent = silent or column.name in _SAID_BY_STATE or _is_of_list(column)
        words = column.label.endswith((" (mot)", " (mots)", " (sujet)", " (code)"))
        words = words or (isinstance(value, str) and bool(_IDENTIFIER.fullmatch(value)))
        if not (silent or words or column.name.startswith("sujet_")):
            yield column, value


def _is_of_list(column: Column) -> bool:
    """Whether a column says what is so of every row of the list."""
    return column.name == "annee_scolaire" and column.place == "aside"


def _value(column: Column, value: Any, theme: Theme) -> Text:
    if isinstance(value, str) and "\n" in value:
        return user_text(value, lines=True)
    return cell(column, value, theme)
