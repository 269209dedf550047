"""A block of the first screen: a title over lines that the arrows go through and Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ter_tui.ink import colour, said, user_text
from ter_tui.screens.accueil_blocks import Block, Line

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.theme import Theme

    from ter_tui.screens.accueil_blocks import Target

__all__ = ["BlockView", "drawn"]

_BARS = "▁▂▃▄▅▆▇█"
_NARROW = 64  # columns under which nobody's function is told
_WIDEST_CODE, _WIDEST_WHO = 24, 20
_ABOVE = 1  # the title
_END = "total"
_TITLE = 9  # columns under which a title says nothing


class BlockView(Static, can_focus=True):
    """One block. The arrows leave it at its ends for the block above or under it."""

    class Chosen(Message):
        """A line was opened."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Ligne suivante", show=False),
        Binding("up", "step(-1)", "Ligne précédente", show=False),
        Binding("enter", "choose", "Ouvrir"),
    ]

    def __init__(self, name: str, block: Block | None = None) -> None:
        super().__init__(id=f"bloc-{name}")
        self.block = block
        self.cursor = 0
        self.display = block is not None

    def show(self, block: Block | None) -> None:
        """Show other lines; None hides the block."""
        at = self.target
        self.block = block
        self.display = block is not None
        if block is None:
            return
        targets = [line.target for line in block.lines]
        self.cursor = targets.index(at) if at in targets else 0
        self.refresh(layout=True)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are shown."""
        return self.block.lines if self.block else ()

    @property
    def target(self) -> Target:
        """What the line under the cursor opens."""
        return self.lines[self.cursor].target if self.cursor < len(self.lines) else ()

    @property
    def above(self) -> int:
        """How many rows stand above the lines."""
        return _ABOVE + bool(self.block and self.block.heads)

    def render(self) -> Text:
        """The title and the lines, as wide as there is room."""
        if self.block is None:
            return Text("")
        cursor = self.cursor if self.has_focus else -1
        rows = drawn(self.block, self.content_size.width, cursor, self.app.current_theme)
        return Text("\n", no_wrap=True).join(rows)

    def action_step(self, step: int) -> None:
        """The next line, or the one before; past the ends, the next block that has lines."""
        at = self.cursor + step
        if 0 <= at < len(self.lines):
            self.point_at(at)
            return
        others = [one for one in self.screen.query(BlockView) if one.display and one.lines]
        if self in others:
            place = others.index(self) + step
            if 0 <= place < len(others):
                others[place].enter_from(step)

    def enter_from(self, step: int) -> None:
        """Take the focus, at the first line or at the last."""
        self.focus(scroll_visible=False)
        self.point_at(0 if step > 0 else len(self.lines) - 1)

    def point_at(self, at: int) -> None:
        """Put the cursor on a line, and have it seen; the first one with its title."""
        self.cursor = at
        self.refresh()
        row = at + self.above if at else 0
        height = 1 if at else self.above + 1
        region = Region(0, row, self.size.width, height).translate(self.virtual_region.offset)
        above = self.parent
        while isinstance(above, Widget) and not isinstance(above, ScrollableContainer):
            region = region.translate(above.virtual_region.offset)
            above = above.parent
        if isinstance(above, ScrollableContainer):
            above.scroll_to_region(region, animate=False)

    def action_choose(self) -> None:
        """Open the line."""
        if self.target:
            self.post_message(self.Chosen(self.target))

    def on_click(self, event: events.Click) -> None:
        """A click opens a line."""
        at = event.y - self.above
        if 0 <= at < len(self.lines):
            event.stop()
            self.cursor = at
            self.refresh()
            self.action_choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing can be opened, no key says so."""
        del parameters
        return action != "choose" or bool(self.target)


def drawn(block: Block, width: int, cursor: int, theme: Theme) -> list[Text]:
    """The rows of a block."""
    rows = [_title(block, width, theme, is_focused=cursor >= 0)]
    if block.heads:
        grid = _Grid.of(block, width)
        rows.append(_heads(block, grid, theme))
        drawn_lines = [_grid_line(line, grid, theme) for line in block.lines]
    else:
        widths = _Widths.of(block, width)
        drawn_lines = [_line(line, widths, theme) for line in block.lines]
    for at, row in enumerate(drawn_lines):
        row.truncate(width, overflow="ellipsis")
        row.pad_right(width - row.cell_len)
        if at == cursor:
            row.stylize(f"bold on {theme.variables['block-cursor-background']}")
        rows.append(row)
    if not block.lines and block.empty:
        row = said(f"  {block.empty}", colour(theme, "discret"))
        row.truncate(width, overflow="ellipsis")
        rows.append(row)
    return rows


@frozen
class _Widths:
    """The widths of what stands beside the text of a line, the same all through a block."""

    all: int
    code: int
    who: int
    end: int

    @classmethod
    def of(cls, block: Block, width: int) -> _Widths:
        """What the longest ones take, within reason; nobody's function where room is short."""

        def longest(name: str) -> int:
            return max((cell_len(getattr(line, name)) for line in block.lines), default=0)

        who = min(longest("who"), _WIDEST_WHO) if width >= _NARROW else 0
        return cls(width, min(longest("code"), _WIDEST_CODE), who, longest("end"))


def _title(block: Block, width: int, theme: Theme, *, is_focused: bool) -> Text:
    title = Text("").append_text(said(f" {block.title}", f"bold {colour(theme, 'accent')}".strip()))
    if block.count:
        title.append(f"  {block.count}", colour(theme, "discret"))
    if block.is_seen_before:
        title.append(" …", colour(theme, "discret"))
    title.truncate(width, overflow="ellipsis")
    rule = max(width - title.cell_len - 1, 0)
    shade = theme.variables["border" if is_focused else "panel-lighten-1"]
    return title.append(" ").append(("━" if is_focused else "─") * rule, shade)


def _line(line: Line, widths: _Widths, theme: Theme) -> Text:
    row = Text(" ").append_text(user_text(line.symbol or " ", colour(theme, line.tone))).append(" ")
    if line.code:
        code = user_text(line.code, "bold")
        code.truncate(widths.code, overflow="ellipsis", pad=True)
        row.append_text(code).append("  ")
    tail = Text("")
    if widths.who and (line.who or line.end):
        who = user_text(line.who, colour(theme, "discret"))
        who.truncate(widths.who, overflow="ellipsis", pad=True)
        tail.append("  ").append_text(who)
    if line.end:
        end = user_text(line.end, colour(theme, line.tone))
        tail.append("  ").append(" " * (widths.end - end.cell_len)).append_text(end)
    text = user_text(line.text)
    room = max(widths.all - row.cell_len - tail.cell_len - 1, 0)
    text.truncate(room, overflow="ellipsis", pad=True)
    return row.append_text(text).append_text(tail)


@frozen
class _Grid:
    """The widths of a grid: what names a line, a cell, what stands at the end; the largest figure.

    Where room is short a line is named by its code only, then nothing stands at its end, then
    cells are bars without their figures.
    """

    named: int
    cell: int
    end: int
    most: int
    has_figures: bool

    @classmethod
    def of(cls, block: Block, width: int) -> _Grid:
        """What fits."""
        figures = [cell for line in block.lines for cell in line.cells if cell]
        most = max(figures, default=0)
        codes = max((cell_len(line.code) for line in block.lines), default=0)
        least = max(map(cell_len, block.heads)) + 1
        cell, has_figures = max(len(str(most)) + 2, least), True
        if 1 + codes + cell * len(block.heads) > width:
            cell, has_figures = least, False
        room = width - 1 - cell * len(block.heads)
        end = max((cell_len(line.end) for line in block.lines), default=0)
        end = max(end, len(_END)) + 2 if end else 0
        if room - end < codes:
            end = 0
        names = max((cell_len(_name(line)) for line in block.lines), default=0)
        named = min(names, room - end)
        return cls(named if named >= codes + _TITLE else codes, cell, end, most, has_figures)


def _name(line: Line) -> str:
    return f"{line.code}  {line.text}" if line.text else line.code


def _heads(block: Block, grid: _Grid, theme: Theme) -> Text:
    row = Text(" " * (grid.named + 1))
    for number, head in enumerate(block.heads):
        is_now = number == block.now
        style = f"bold {colour(theme, 'accent')}" if is_now else colour(theme, "discret")
        row.append(head.rjust(grid.cell), style)
    return row.append(_END.rjust(grid.end) if grid.end else "", colour(theme, "discret"))


def _grid_line(line: Line, grid: _Grid, theme: Theme) -> Text:
    name = Text("").append_text(user_text(line.code, "bold"))
    if grid.named > name.cell_len:
        name.append_text(user_text(f"  {line.text}" if line.text else ""))
    name.truncate(grid.named, overflow="ellipsis", pad=True)
    row = Text(" ").append_text(name)
    for figure in line.cells:
        if figure is None:
            row.append(" " * grid.cell)
        elif not figure:
            row.append("·".rjust(grid.cell), colour(theme, "discret"))
        else:
            bar = _BARS[min(figure * len(_BARS) // (grid.most + 1), len(_BARS) - 1)]
            told = str(figure) if grid.has_figures else ""
            row.append(bar.rjust(grid.cell - len(told)), colour(theme, "accent")).append(told)
    if grid.end:
        end = user_text(line.end)
        row.append(" " * (grid.end - end.cell_len)).append_text(end)
    return row
