"""The lists of a rubrique: one line of names, the open one standing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from ter_tui.ink import said
from ter_tui.widgets.frame import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_tui.catalogue import Listing

__all__ = ["Subtabs"]


class Subtabs(Static):
    """Names that a click, or the arrows left and right of the screen, go through."""

    def __init__(self, lists: Sequence[Listing]) -> None:
        super().__init__()
        self.auto_links = False
        self.lists = tuple(lists)
        self.current = 0
        self.display = len(self.lists) > 1

    def point_at(self, number: int) -> None:
        """Another list is open."""
        self.current = number % len(self.lists)
        self.refresh(layout=True)

    def render(self) -> Text:
        """The names, over as many lines as they take."""
        line = Text()
        for number, one in enumerate(self.lists):
            name = one.name.replace(" ", "\u00a0")
            style = "bold reverse" if number == self.current else ""
            text = said(f"\u00a0{name}\u00a0", style)
            line.append_text(link(text, f"screen.list({number})")).append(" ")
        line.right_crop(1)
        return line
