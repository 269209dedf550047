"""The grid: rows of classes to tick, numbers typed in place, nothing that needs a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ter_core.vocabulary.text import fold
from ter_tui.forms.controls import Next
from ter_tui.participation.painting import Painter

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from ter_tui.participation.sheet import Row, Sheet

__all__ = ["Grid"]

Side = Literal["pupils", "girls"]

_DIGITS = {
    **{str(n): n for n in range(10)},
    "à": 0, "&": 1, "é": 2, '"': 3, "'": 4, "(": 5, "-": 6, "è": 7, "_": 8, "ç": 9,
}  # fmt: skip
"""Digits, and what their keys give on a French keyboard where Shift is not held."""
_MOST_DIGITS = 4
_MARK = 3
_OTHER = "+ autre groupe…"


class Grid(ScrollView, can_focus=True):
    """Rows of a sheet under fixed headings; the last line adds a group that no row names.

    Keys that are pressed before the rows are known are played once they are.
    """

    class Changed(Message):
        """A number was said or taken back."""

    class OtherWanted(Message):
        """A group that is not in the grid is to be added."""

    class FilterWanted(Message):
        """Words are to be looked for."""

    class Entered(Message):
        """The keyboard came to the grid."""

    class Unknown(Message):
        """A row was ticked, of which no headcount is known."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grille--entete", "grille--ligne", "grille--case", "grille--quittee",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "press('tick')", "Cocher"),
        Binding("c", "press('class')", "Classe"),
        Binding("g", "other", "Groupe"),
        Binding("t", "press('all')", "Tout cocher", show=False),
        Binding("e", "press('schools')", "Toutes les classes", show=False),
        Binding("slash,colon", "filter", "Filtrer", show=False),
        Binding("enter", "enter", "Champ suivant", show=False),
        Binding("down", "press('down')", "Ligne suivante", show=False),
        Binding("up", "press('up')", "Ligne précédente", show=False),
        Binding("left", "press('left')", "Compter les élèves", show=False),
        Binding("right", "press('right')", "Compter les filles", show=False),
        Binding("pagedown", "press('page_down')", "Page suivante", show=False),
        Binding("pageup", "press('page_up')", "Page précédente", show=False),
        Binding("home", "press('first')", "Première ligne", show=False),
        Binding("end", "press('last')", "Dernière ligne", show=False),
        Binding("backspace,delete", "press('clear')", "Effacer", show=False),
    ]

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(id="grille")
        self.sheet = sheet
        self.shown: list[Row] = []
        self.cursor = 0
        self.side: Side = "pupils"
        self.words: tuple[str, ...] = ()
        self.every_school = False
        self._typing = False
        self._early: list[str] | None = []

    def show(self) -> None:
        """Paint the rows of the sheet that are wanted; the cursor stays on its row."""
        kept = self.row
        self.shown = [row for row in self.sheet.rows if self._is_wanted(row)]
        if kept is not None and self._early is None:
            places = [row.place for row in self.shown]
            self.cursor = places.index(kept.place) if kept.place in places else self.cursor
        self.cursor = max(0, min(self.cursor, len(self.shown)))
        self.virtual_size = Size(self.size.width, len(self.shown) + 2)
        self._follow()
        if self._early is not None:
            early, self._early = self._early, None
            for what in early:
                self.action_press(what)

    def wait(self) -> None:
        """Other rows are coming: keys wait for them."""
        if self._early is None:
            self._early = []

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None on the line that adds a group."""
        return self.shown[self.cursor] if self.cursor < len(self.shown) else None

    def point_at_top(self) -> None:
        """Back to the first row."""
        self.cursor, self.side, self._typing = 0, "pupils", False
        self._follow()

    def action_press(self, what: str) -> None:
        """Do what a key says; later, where the rows are not there yet."""
        if self._early is not None:
            self._early.append(what)
            return
        if what in _MOVES:
            self._move(what)
            return
        if what.isdigit():
            self._type(int(what))
        elif what == "clear":
            self._clear()
        elif what == "schools":
            self.every_school = not self.every_school
            self.show()
            return
        else:
            self._tick(what)
        self.refresh()
        self.post_message(self.Changed())

    def action_enter(self) -> None:
        """On to the next field; on the last line, add a group."""
        if self._early is None and self.row is None:
            self.post_message(self.OtherWanted())
        else:
            self.post_message(Next())

    def action_other(self) -> None:
        """Add a group that no row names."""
        self.post_message(self.OtherWanted())

    def action_filter(self) -> None:
        """Look for words."""
        self.post_message(self.FilterWanted())

    def on_key(self, event: events.Key) -> None:
        """Digits set the number of the cell."""
        digit = _DIGITS.get(event.character or "")
        if digit is not None:
            event.stop()
            event.prevent_default()
            self.action_press(str(digit))

    def on_focus(self) -> None:
        """The cursor shows."""
        self._typing = False
        self.post_message(self.Entered())
        self.refresh()

    def on_blur(self) -> None:
        """And pales."""
        self.refresh()

    def on_resize(self) -> None:
        """The columns take the room there is."""
        self.virtual_size = Size(self.size.width, len(self.shown) + 2)
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """A click points at a row; on its mark or its number, it ticks it."""
        at = round(self.scroll_y) + event.y - 1
        if event.y < 1 or at > len(self.shown):
            return
        self.cursor, self._typing = at, False
        if self.row is None:
            self.post_message(self.OtherWanted())
        elif event.x < _MARK:
            self.action_press("tick")
        self._follow()

    def _is_wanted(self, row: Row) -> bool:
        if self.words:
            return all(word in row.folded for word in self.words)
        is_ticked = row.place in self.sheet.numbers
        return self.every_school or row.is_planned or row.came or is_ticked

    def look_for(self, typed: str) -> None:
        """Keep the rows of the network that hold the words; without words, those of the action."""
        self.words = tuple(fold(typed).split())
        self.cursor = 0
        self.show()

    def _move(self, what: str) -> None:
        self._typing = False
        page = max(self.size.height - 2, 1)
        if what in ("left", "right"):
            self.side = "girls" if what == "right" else "pupils"
        elif what == "up" and self.cursor == 0:
            self.screen.focus_previous()
        elif what == "down" and self.cursor == len(self.shown):
            self.screen.focus_next()
        else:
            step = {"up": -1, "down": 1, "page_up": -page, "page_down": page}.get(what)
            ends = {"first": 0, "last": len(self.shown)}
            goal = ends[what] if step is None else self.cursor + step
            self.cursor = max(0, min(goal, len(self.shown)))
        self._follow()

    def _tick(self, what: str) -> None:
        self._typing = False
        row = self.row
        if what == "all":
            self.sheet.toggle([one for one in self.shown if one.headcount is not None])
        elif row is None:
            self.post_message(self.OtherWanted())
        elif not self.sheet.toggle(self.sheet.class_of(row) if what == "class" else [row]):
            self.post_message(self.Unknown())

    def _type(self, digit: int) -> None:
        row = self.row
        if row is None:
            return
        number = self.sheet.numbers.get(row.place)
        known = (number.pupils if self.side == "pupils" else number.girls) if number else None
        before = str(known or "") if self._typing else ""
        value = int(f"{before}{digit}"[:_MOST_DIGITS])
        self._typing = True
        if self.side == "girls":
            self.sheet.say(row, girls=value)
        else:
            self.sheet.say(row, pupils=value)

    def _clear(self) -> None:
        row = self.row
        if row is None or row.place not in self.sheet.numbers:
            return
        number = self.sheet.numbers[row.place]
        if self.side == "girls":
            left = number.girls // 10 if self._typing and number.girls else 0
            if left:
                self.sheet.say(row, girls=left)
            else:
                self.sheet.uncount_girls(row)
        else:
            self.sheet.say(row, pupils=number.pupils // 10 if self._typing else 0)

    def _follow(self) -> None:
        """Keep the row of the cursor in sight, under the headings."""
        top, room = round(self.scroll_y), max(self.size.height - 1, 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False)
        self.refresh()

    # painting

    def render_line(self, y: int) -> Strip:
        """The headings, then the rows, then the line that adds a group."""
        painter, at = self._painter(), round(self.scroll_y) + y - 1
        if y == 0:
            return painter.headings()
        here = at == self.cursor
        base = painter.styles["ligne" if self.has_focus else "quittee"] if here else None
        if at < len(self.shown):
            above = self.shown[at - 1] if y > 1 else None
            cell = painter.styles["case"] if here and self.has_focus else None
            return painter.row(self.shown[at], above, base, cell, girls=self.side == "girls")
        if at == len(self.shown) and self._early is None:
            return painter.last(self._after(), base)
        return Strip.blank(self.size.width, self.rich_style)

    def _after(self) -> str:
        """What can be had that is not shown."""
        hidden = len(self.sheet.rows) - len(self.shown)
        if self.words or not hidden:
            return _OTHER
        return f"{_OTHER}   (e : voir aussi {hidden} ligne{'s' * (hidden > 1)} du réseau)"

    def _painter(self) -> Painter:
        names = [name.rpartition("--")[2] for name in self.COMPONENT_CLASSES]
        styles = {name: self.get_component_rich_style(f"grille--{name}") for name in names}
        theme = self.app.current_theme
        return Painter(self.sheet, theme, self.size.width, self.rich_style, styles)


_MOVES = ("up", "down", "left", "right", "page_up", "page_down", "first", "last")
