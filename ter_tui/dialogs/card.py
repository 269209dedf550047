"""The card of a subject: each of its fields, who the codes in it name, since when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from ter_tui.ink import colour, said, short, symbol_of, tone_of, user_text

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType
    from textual.theme import Theme

    from ter_core import Report
    from ter_tui.desk import Known

__all__ = ["card", "standing"]

_LABELS = 20  # columns of a terminal that labels take at most


def standing(report: Report, subject: Known, theme: Theme) -> Text:
    """What it is, in which state, since when."""
    state = subject.state_label or ""
    told = " ".join(report.text) or f"{subject.kind_label.capitalize()}."
    style = colour(theme, tone_of(state)) or colour(theme, "discret")
    return said(f"{symbol_of(state)} {told}".strip(), style)


def card(
    report: Report, subject: Known, known: Mapping[str, Known], theme: Theme
) -> RenderableType:
    """The fields under what it is; those that the title says are left out."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=_LABELS)
    table.add_column(ratio=1)
    rows = report.named()
    first = min((row["survenu_le"] for row in rows if row["survenu_le"]), default=None)
    for row in rows:
        if row["champ"] == "code" or row["valeur"] in (None, "", subject.label):
            continue
        label = said(short(row["libelle_champ"]), colour(theme, "discret"))
        value = _value(row, known, theme)
        value.append_text(_since(row["survenu_le"], row["code_auteur"], first, theme))
        table.add_row(label, value)
    return Group(standing(report, subject, theme), Text(""), table)


def _value(row: Mapping[str, Any], known: Mapping[str, Known], theme: Theme) -> Text:
    """The value as it is read; where it names subjects, one line each with what they are called."""
    named = [known[one] for one in _texts(row["donnee"]) if one in known]
    if not named:
        return user_text(str(row["valeur"]), lines=True)
    muted = colour(theme, "discret")
    return Text("\n").join(
        user_text(one.called).append_text(
            user_text(f"  {one.label}" if one.label not in ("", one.called) else "", muted)
        )
        for one in named
    )


def _texts(stored: str | None) -> list[str]:
    """The texts that a stored value is made of."""
    value = json.loads(stored) if stored else None
    found: list[Any] = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, str)]


def _since(day: date | None, author: str | None, first: date | None, theme: Theme) -> Text:
    """When a value was set, where it was not from the start."""
    if day is None or day == first:
        return Text("")
    who = f", {author}" if author else ""
    return user_text(f"   depuis le {day:%d/%m/%Y}{who}", colour(theme, "discret"))
