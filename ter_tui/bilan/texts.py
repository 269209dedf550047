"""What people wrote and caught, as it is read: paragraphs, then lines by axe, each dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from ter_core.reports.values import shown
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.theme import Theme

__all__ = ["lines_caught", "paragraphs"]


def paragraphs(texts: Iterable[str], style: str = "") -> Text:
    """Texts, an empty line between two."""
    return Text("\n\n").join(user_text(text, style, lines=True) for text in texts)


def lines_caught(rows: Iterable[Mapping[str, Any]], theme: Theme) -> RenderableType:
    """Rows that have a text, an axe, a day and perhaps an action, under the axe of each."""
    parts: list[RenderableType] = []
    axe: object = ...
    for row in sorted(rows, key=lambda row: (row["code_axe"] is None, row["code_axe"] or "")):
        if row["code_axe"] != axe:
            axe = row["code_axe"]
            parts.append(_heading(row, theme, first=not parts))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=1)
        grid.add_column(ratio=1)
        grid.add_row("•", _line(row, theme))
        parts.append(grid)
    return Group(*parts)


def _heading(row: Mapping[str, Any], theme: Theme, *, first: bool) -> Text:
    axe = row["code_axe"]
    title = said("Sans axe") if not axe else user_text(axe)
    if label := row.get("libelle_axe"):
        title.append(" — ").append_text(user_text(label))
    title.stylize(f"bold {colour(theme, 'accent')}")
    return title if first else Text("\n").append_text(title)


def _line(row: Mapping[str, Any], theme: Theme) -> Text:
    day = row.get("jour") or row.get("date_appreciation")
    told = " · ".join(part for part in (shown(day), row.get("code_action") or "") if part)
    text = user_text(row["texte"], lines=True)
    return text.append_text(user_text(f"  {told}", colour(theme, "discret"))) if told else text
