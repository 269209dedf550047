"""Lines of rows under fixed headings: only what is seen is drawn, one row stands out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import cell_width, visible
from ter_tui.ink import cell, told
from ter_tui.widgets.columns import GAP, Fitted

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from ter_tui.widgets.rows import Row

__all__ = ["DrawnRows"]


class DrawnRows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows that the keyboard and the mouse go through; what they are is the subclass's to say."""

    class Opened(Message):
        """A row was chosen."""

    class Pointed(Message):
        """The cursor stands on another row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading", "striped", "cursor", "hovered"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Ouvrir", show=False),
        Binding("up", "move(-1)", "Monter", show=False),
        Binding("down", "move(1)", "Descendre", show=False),
        Binding("pageup", "page(-1)", "Page précédente", show=False),
        Binding("pagedown", "page(1)", "Page suivante", show=False),
        Binding("home", "move(-100000)", "Première ligne", show=False),
        Binding("end", "move(100000)", "Dernière ligne", show=False),
    ]

    cursor_row: reactive[int] = reactive(0, repaint=False)
    hovered: reactive[int] = reactive(-1, repaint=False)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.set_reactive(Widget.auto_links, False)  # noqa: FBT003
        self.rows_shown: list[Row] = []
        self.sort_column = ""
        self.is_reversed = False
        self._fitted: list[Fitted] = []
        self._drawn: dict[int, Text] = {}

    def sort_by(self, name: str) -> None:
        """Sort by a column; every subclass redefines it."""

    def fitted(self, width: int) -> list[Fitted]:
        """The columns that fit in a width; every subclass redefines it."""
        del width
        return []

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        at = self.cursor_row
        return self.rows_shown[at] if 0 <= at < len(self.rows_shown) else None

    @property
    def row_count(self) -> int:
        """How many rows one may go through."""
        return len(self.rows_shown)

    @property
    def seen(self) -> set[str]:
        """The columns of which the row under the cursor shows the whole value."""
        row = self.current
        if row is None:
            return set()
        return {
            one.column.name
            for one in self._fitted
            if cell_width(visible(told(one.column, row[one.at])[0])) <= one.width
        }

    def move_cursor(self, *, row: int) -> None:
        """Put the cursor on a row, the nearest there is, and have it seen."""
        self.cursor_row = max(0, min(row, len(self.rows_shown) - 1))
        self._see_cursor()

    # Where things are drawn.

    @property
    def heading_height(self) -> int:
        """One line, or two where a heading needs them."""
        return max((len(one.heading) for one in self._fitted), default=1)

    def row_at(self, y: int) -> int:
        """The row that stands at a line of the widget; -1 for the headings and below the last."""
        at = y - self.heading_height + self.scroll_offset.y
        return at if y >= self.heading_height and at < len(self.rows_shown) else -1

    def column_at(self, x: int) -> Fitted | None:
        """The column that stands at a place of a line."""
        left = 1
        for one in self._fitted:
            if left <= x < left + one.width + GAP:
                return one
            left += one.width + GAP
        return None

    def render_line(self, y: int) -> Strip:
        """One line: a heading, or a row."""
        if y < self.heading_height:
            return self._strip(self._heading(y), self.get_component_rich_style("heading"))
        at = self.row_at(y)
        if at < 0:
            return Strip.blank(self.size.width, self.rich_style)
        if at not in self._drawn:
            self._drawn[at] = self._line(self.rows_shown[at])
        return self._strip(self._drawn[at], self._style_of(at))

    def _style_of(self, at: int) -> Style:
        if at == self.cursor_row:
            return self.get_component_rich_style("cursor")
        if at == self.hovered:
            return self.get_component_rich_style("hovered")
        return self.get_component_rich_style("striped") if at % 2 else self.rich_style

    def _strip(self, text: Text, style: Style) -> Strip:
        segments = [one for one in text.render(self.app.console) if one.text]
        strip = Strip(list(Segment.apply_style(segments, style)))
        return strip.adjust_cell_length(self.size.width, style)

    def _line(self, row: Row) -> Text:
        theme = self.app.current_theme
        cells = [cell(one.column, row[one.at], theme) for one in self._fitted]
        return self._laid_out(cells)

    def _heading(self, line: int) -> Text:
        """The headings stand on the last line; an arrow is at the one that sorts."""
        last = self.heading_height - 1
        cells = []
        for one in self._fitted:
            at = line - last + len(one.heading) - 1
            cells.append(Text(one.heading[at] if at >= 0 else ""))
        arrow = "▼" if self.is_reversed else "▲"
        return self._laid_out(cells, arrow if line == last else " ")

    def _laid_out(self, cells: Iterable[Text], mark: str = " ") -> Text:
        """Cells side by side; the mark stands right of the column that sorts."""
        line = Text(" ", end="", no_wrap=True)
        for text, one in zip(cells, self._fitted, strict=True):
            text.truncate(one.width, overflow="ellipsis")
            missing = " " * (one.width - text.cell_len)
            sorts = one.column.name == self.sort_column
            if one.is_right:
                line.append(missing).append_text(text).append(mark if sorts else " ")
            else:
                line.append_text(text).append(f"{mark if sorts else ' '}{missing}")
            line.append(" " * (GAP - 1))
        return line

    # What changes.

    def fit_columns(self) -> None:
        """Other rows, or another width: lay everything out anew."""
        width = self.scrollable_content_region.width
        self._fitted = self.fitted(width)
        self._drawn.clear()
        self.virtual_size = Size(width, len(self.rows_shown) + self.heading_height)
        self.refresh()

    def watch_cursor_row(self, before: int, after: int) -> None:
        """Draw the two rows anew, and tell."""
        self._redraw(before, after)
        self.post_message(self.Pointed())

    def watch_hovered(self, before: int, after: int) -> None:
        """Draw the two rows anew."""
        self._redraw(before, after)

    def _redraw(self, *rows: int) -> None:
        for at in rows:
            y = at + self.heading_height - self.scroll_offset.y
            if self.heading_height <= y < self.size.height:
                self.refresh(Region(0, y, self.size.width, 1))

    def _see_cursor(self) -> None:
        room = max(self.size.height - self.heading_height, 1)
        first = self.scroll_offset.y
        if self.cursor_row < first:
            self.scroll_to(y=self.cursor_row, animate=False, force=True)
        elif self.cursor_row >= first + room:
            self.scroll_to(y=self.cursor_row - room + 1, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Another theme: every row is drawn anew."""
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Other columns may fit."""
        del event
        self.fit_columns()
        self._see_cursor()
        self.post_message(self.Pointed())  # what is seen of the row is not what was

    # What somebody does.

    def action_move(self, step: int) -> None:
        """Go some rows further."""
        self.move_cursor(row=self.cursor_row + step)

    def action_page(self, step: int) -> None:
        """Go a screen further."""
        self.move_cursor(
            row=self.cursor_row + step * max(self.size.height - self.heading_height, 1)
        )

    def action_open(self) -> None:
        """Choose the row."""
        if self.current is not None:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """A click points, two open; on a heading, it sorts."""
        event.stop()
        if event.y < self.heading_height:
            if column := self.column_at(event.x):
                self.sort_by(column.column.name)
        elif (at := self.row_at(event.y)) >= 0:
            self.move_cursor(row=at)
            if event.chain > 1:
                self.action_open()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The row under the mouse lights up; a heading tells what it means."""
        self.hovered = self.row_at(event.y)
        column = self.column_at(event.x) if event.y < self.heading_height else None
        help_ = column.column.help if column else ""
        self.tooltip = Text(french(help_)) if help_ else None

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.hovered = -1
