"""The relevé as text to read: its chapters, its points, its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ter_core.reports.values import is_number
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import french
from ter_tui.ink import cell, colour, said, user_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.theme import Theme

    from ter_core import Report
    from ter_core.reports.report import Part
    from ter_tui.seance.live import Live

__all__ = ["told"]

_GAP = 2
_NARROWEST = 12
_POINT = "point-"
_TEXTS = (("contexte", "Contexte"), ("conclusions", "Conclusions"), ("divergences", "Divergences"))


def told(report: Report, live: Live, theme: Theme, state: Text, width: int) -> RenderableType:
    """The whole relevé, in so many columns; `state` says where it stands."""
    parts: list[RenderableType] = [user_text(one) for one in report.text[:1]]
    parts.append(state)
    rows = {row["n"]: row for row in report.named()}
    for part in report.parts:
        title = Text("\n").append_text(user_text(part.title, f"bold {colour(theme, 'accent')}"))
        parts.append(title)
        if part.name.startswith(_POINT) and (n := int(part.name.removeprefix(_POINT))) in rows:
            parts += _point(rows[n], live, theme)
        else:
            parts += _chapter(part, theme, width)
    return Group(*parts)


def _chapter(part: Part, theme: Theme, width: int) -> Iterator[RenderableType]:
    for one in part.text:
        yield user_text(one, lines=True)
    if part.rows:
        yield from _table(part, theme, width)
    elif part.columns and not part.text:
        yield said(part.empty, colour(theme, "discret"))


def _point(row: Mapping[str, Any], live: Live, theme: Theme) -> Iterator[RenderableType]:
    """What was said of a point, then what it decided."""
    muted = colour(theme, "discret")
    if not row["est_a_l_ordre_du_jour"] and any(one.is_announced for one in live.points):
        yield said("Point ajouté à l'ordre du jour en séance.", muted)
    texts = [(label, row[name]) for name, label in _TEXTS if row[name]]
    for label, text in texts:
        if len(texts) > 1:
            yield said(label, muted)
        yield Padding(user_text(text, lines=True), (0, 0, 0, 2 if len(texts) > 1 else 0))
    taken = [one for one in live.taken if one.point == row["n"]]
    if not texts and not taken:
        yield said("Aucune conclusion n'est notée.", muted)
    for one in taken:
        due = f"pour le {spoken_day(one.due)}" if one.due else "permanente"
        code = user_text(f"{one.code}  ", f"bold {colour(theme, 'accent')}")
        line = Text().append_text(code)
        line.append_text(user_text(one.label.rstrip(".")))
        line.append_text(user_text(f" — {', '.join(one.who)} — {due}", muted))
        yield _hanging("▸", line)


def _hanging(sign: str, text: Text) -> Table:
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_column(width=1)
    line.add_column(ratio=1)
    line.add_row(Text(sign), text)
    return line


def _table(part: Part, theme: Theme, room: int) -> Iterator[RenderableType]:
    """Rows under their headings, a long text under its row."""
    places = {column.name: at for at, column in enumerate(part.columns)}
    beside = [
        column
        for column in part.columns
        if column.place == "beside"
        and any(row[places[column.name]] not in (None, "", []) for row in part.rows)
    ]
    under = [column for column in part.columns if column.place == "under"]
    heads = [Text(french(one.label), style=colour(theme, "discret")) for one in beside]
    rows = [[cell(one, row[places[one.name]], theme) for one in beside] for row in part.rows]
    widths = [max(text.cell_len for text in column) for column in zip(heads, *rows, strict=True)]
    if (over := sum(widths) + _GAP * len(widths) - room) > 0:  # the widest makes room
        at = widths.index(max(widths))
        widths[at] = max(widths[at] - over, _NARROWEST)

    def line(cells: Sequence[Text]) -> Table:
        made = Table.grid(padding=(0, _GAP, 0, 0))
        for column, width in zip(beside, widths, strict=True):
            made.add_column(width=width, justify="right" if is_number(column) else "left")
        made.add_row(*cells)
        return made

    yield line(heads)
    for row, cells in zip(part.rows, rows, strict=True):
        yield line(cells)
        for column in under:
            if text := row[places[column.name]]:
                listed = ", ".join(text) if isinstance(text, list | tuple) else str(text)
                yield Padding(user_text(listed, lines=True), (0, 0, 0, _GAP))
