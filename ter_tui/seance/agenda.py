"""The agenda at the left: the points, what is written of each, and how to add one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from rich.table import Table
from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ter_tui.ink import colour, said, user_text
from ter_tui.seance.notes import NO_POINT

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.theme import Theme

    from ter_tui.seance.live import Live
    from ter_tui.seance.notes import Notes

__all__ = ["Agenda", "Entry", "entries_of"]

_MORE = "plus"
_AROUND, _SHORTEST = 12, 16  # columns that are not the title, of a title


@frozen
class Entry:
    """A point as the agenda shows it."""

    n: int
    title: str
    is_announced: bool
    is_treated: bool
    is_typed: bool
    decisions: int
    is_removable: bool = False


def entries_of(live: Live, notes: Notes) -> list[Entry]:
    """Every point that the log or the notes know, and what stands under none; never nothing."""
    number = Counter(one.point or NO_POINT for one in live.taken)
    known = {one.n: one for one in live.points}
    typed = {n for n in {*notes.typed, *notes.titles} if n != NO_POINT}
    found = []
    for n in sorted({*known, *typed} or {1}):
        point = known.get(n)
        found.append(
            Entry(
                n,
                (point.title if point else "") or notes.titles.get(n, ""),
                is_announced=bool(point and point.is_announced),
                is_treated=bool(point and point.is_treated),
                is_typed=notes.is_typed(n),
                decisions=number[n],
                is_removable=point is None and not notes.text(n).strip(),
            )
        )
    if number[NO_POINT]:
        found.append(
            Entry(
                NO_POINT,
                "Sans point",
                is_announced=False,
                is_treated=False,
                is_typed=False,
                decisions=number[NO_POINT],
            )
        )
    return [one for one in found if one.is_announced] + [
        one for one in found if not one.is_announced
    ]


class Agenda(OptionList):
    """The points, one of which is open; the arrows go from one to the other."""

    class Pointed(Message):
        """Another point is wanted."""

        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n

    class Entered(Message):
        """The notes of the point are wanted."""

    class Added(Message):
        """One more point is wanted."""

    class Removed(Message):
        """The open point was added by mistake."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,n", "add", "Ajouter un point", show=False),
        Binding("delete", "remove", "Retirer un point vide", show=False),
        Binding("right", "enter", "Écrire", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="agenda", compact=True)
        self.entries: list[Entry] = []

    def show(self, entries: Sequence[Entry], current: int) -> None:
        """Show the points, the open one highlighted."""
        self.entries = list(entries)
        theme = self.app.current_theme
        announced = [one for one in entries if one.is_announced]
        others = [one for one in entries if not one.is_announced]
        room = max(self.size.width - _AROUND, _SHORTEST)
        options = [Option(_line(one, theme, room), id=str(one.n)) for one in announced]
        if announced:
            muted = colour(theme, "discret")
            options.append(Option(said(" Hors ordre du jour", muted), disabled=True))
        options += [Option(_line(one, theme, room), id=str(one.n)) for one in others]
        options.append(Option(said(" + un point", colour(theme, "accent")), id=_MORE))
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(options)
            self.highlighted = self.get_option_index(str(current))

    def point_at(self, n: int) -> None:
        """Highlight another point."""
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = self.get_option_index(str(n))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id and event.option_id != _MORE:
            self.post_message(self.Pointed(int(event.option_id)))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Added() if event.option_id == _MORE else self.Entered())

    def action_add(self) -> None:
        """One more point."""
        self.post_message(self.Added())

    def action_remove(self) -> None:
        """One less, if it is empty."""
        self.post_message(self.Removed())

    def action_enter(self) -> None:
        """Write what is said of the point."""
        self.post_message(self.Entered())


def _line(entry: Entry, theme: Theme, room: int) -> Table:
    """« 2 ✓ Transport  1 D » : number, mark, title on three lines or so, decisions."""
    mark, tone = "·", "discret"
    if entry.is_typed:
        mark, tone = "●", "attention"
    elif entry.is_treated:
        mark, tone = "✓", "bien"
    line = Table.grid(padding=(0, 1, 0, 0), expand=True)
    line.add_column(width=2, justify="right")
    line.add_column(width=1)
    line.add_column(ratio=1)
    line.add_column(justify="right")
    number = Text(str(entry.n) if entry.n else "—")
    title = user_text(entry.title) if entry.title else said("sans titre", colour(theme, "discret"))
    title.truncate(3 * room, overflow="ellipsis")
    count = Text(f"{entry.decisions} D" if entry.decisions else "", colour(theme, "accent"))
    line.add_row(number, Text(mark, colour(theme, tone)), title, count)  # type: ignore[arg-type]
    return line
