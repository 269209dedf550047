"""An answer to read from top to bottom: sentences, then chapters with their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from ter_core.reports.values import is_number, shown
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import cell_width
from ter_tui.ink import cell, colour, said, short, user_text
from ter_tui.widgets.columns import says_something
from ter_tui.widgets.frame import link
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.theme import Theme

    from ter_core import Column, Report
    from ter_core.reports.report import Part

__all__ = ["announcement", "chapter", "document", "leads_on"]

_LINES = 3  # sentences that a list shows above its rows
_NAMED = 4  # chapters that are named below them


def announcement(report: Report | None, theme: Theme) -> Text | str:
    """The first sentences of an answer, to stand above its rows."""
    return Text("\n").join(
        user_text(one, colour(theme, "discret")) for one in _announced(report)[:_LINES]
    )


def leads_on(report: Report | None, width: int) -> Text | str:
    """What more there is to read than a width has room for, and the key that shows it."""
    lines = _announced(report)
    is_cut = len(lines) > _LINES or any(cell_width(line) > width for line in lines)
    if report is None or not (report.parts or is_cut):
        return ""
    names = [part.title for part in report.parts[:_NAMED]]
    more = " · …" if len(report.parts) > _NAMED else ""
    text = said("Espace : tout lire")
    if names:
        text.append(" — ").append_text(user_text(" · ".join(names) + more))
    return link(text, "screen.read")


def document(report: Report, theme: Theme) -> RenderableType:
    """The whole answer: its sentences, its rows where they are not those of its chapters."""
    blocks: list[RenderableType] = [user_text(one, lines=True) for one in _sentences(report)]
    if blocks:
        blocks.append(Text(""))
    if not report.is_flat or not report.parts:
        blocks += [_table(report.columns, report.rows, theme), Text("")]
    for part in report.parts:
        blocks += [*chapter(part, theme), Text("")]
    return Group(*blocks[:-1])


def chapter(part: Part, theme: Theme) -> Iterator[RenderableType]:
    """A chapter: its title, its sentences, its table or what stands for it."""
    yield user_text(part.title, f"bold {colour(theme, 'accent')}")
    apart = "\n\n" if len(part.text) > _LINES else "\n"  # a message has paragraphs
    if part.text:
        yield Text(apart).join(user_text(spoken(one), lines=True) for one in part.text)
    if part.rows:
        yield _table(part.columns, part.rows, theme)
    elif part.columns:
        yield said(spoken(part.empty), colour(theme, "discret"))


def _announced(report: Report | None) -> list[str]:
    """The sentences, but for one that only says that there is nothing."""
    nothing = french(spoken(report.empty)) if report and not report.rows else None
    return [one for one in _sentences(report) if french(one) != nothing]


def _sentences(report: Report | None) -> list[str]:
    return [left for one in (report.text if report else ()) if (left := spoken(one))]


def _table(
    columns: Sequence[Column], rows: Sequence[tuple[Any, ...]], theme: Theme
) -> RenderableType:
    """The rows under the columns that say something; each long text below its row."""
    kept = [
        (at, column)
        for at, column in enumerate(columns)
        if column.place != "aside" and any(says_something(row[at]) for row in rows)
    ]
    beside = [(at, column) for at, column in kept if column.place == "beside"]
    under = [(at, column) for at, column in kept if column.place == "under"]
    table = Table(
        box=None, padding=(0, 2, 0, 0), expand=False, header_style=colour(theme, "discret")
    )
    for _, column in beside:
        table.add_column(
            Text(short(column.label)), justify="right" if is_number(column) else "left"
        )
    if not under:
        for row in rows:
            table.add_row(*(cell(column, row[at], theme) for at, column in beside))
        return table
    blocks: list[RenderableType] = []
    for row in rows:
        line = Text("  ").join(
            cell(column, row[at], theme) for at, column in beside if says_something(row[at])
        )
        texts = [
            user_text(shown(row[at]), "bold", lines=True)
            for at, _ in under
            if says_something(row[at])
        ]
        blocks += [Text("\n").join([*texts, line])]
    return Group(*blocks)
