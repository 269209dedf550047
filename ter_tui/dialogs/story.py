"""The story of a subject: what was recorded, by whom, when, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.theme import Theme

    from ter_core import Report

__all__ = ["heading", "story"]

_SHORT = 60  # columns under which the identifier of an event is not worth its room


def heading(title: str, theme: Theme) -> Text:
    """The title of what follows."""
    return said(title, f"bold {colour(theme, 'accent')}")


def story(report: Report, theme: Theme, *, width: int = _SHORT) -> Table:
    """One paragraph per event beside its day, the last one first."""
    muted = colour(theme, "discret")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=10, no_wrap=True)
    table.add_column(ratio=1)
    for row in reversed(report.named()):
        struck = "strike" if row["est_annule"] else ""
        day = f"{row['survenu_le']:%d/%m/%Y}" if row["survenu_le"] else "—"
        text = Text.assemble(said(row["libelle"], f"bold {struck}".strip()))
        who = [str(row["code_auteur"] or "")]
        if width >= _SHORT:
            who.append(row["id_court"])
        text.append_text(user_text(f"  {' · '.join(filter(None, who))}", muted))
        if row["resume"]:
            text.append("\n").append_text(user_text(row["resume"].replace("\n", " "), struck))
        if row["annule_par"]:
            taken_back = said(f"annulé par {row['annule_par']}", colour(theme, "attention"))
            text.append("\n").append_text(taken_back)
        table.add_row(Text(day, style=muted), text)
    return table
