"""The paper: where notes are typed freely, and a line of it taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from textual.binding import Binding
from textual.widgets import TextArea

from ter_tui.forms.controls import Area
from ter_tui.seance.notes import as_label, cleaned

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.document._document import Location

__all__ = ["Paper", "Passage"]


_SEANCE = ("f5", "f6", "f7", "pageup", "pagedown")


@frozen
class Passage:
    """A stretch of the notes, and what it says."""

    start: Location
    end: Location
    source: str

    @property
    def label(self) -> str:
        """What it says, on one line."""
        return as_label(self.source)


class Paper(Area, inherit_bindings=False):
    """The notes of one point; the function keys are those of the séance."""

    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in TextArea.BINDINGS if isinstance(one, Binding) and one.key not in _SEANCE
    ]

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted comes without the characters that no event may hold."""
        event.text = cleaned(event.text)

    def show(self, text: str) -> None:
        """Other notes; nobody is told that they changed."""
        with self.prevent(TextArea.Changed):
            self.text = text
        self.move_cursor(self.document.end)

    def add_line(self, text: str) -> None:
        """One more line, after the others."""
        self.insert(f"\n{text}", self.document.end)

    @property
    def passage(self) -> Passage:
        """What is selected, or else the line under the cursor."""
        start, end = sorted(self.selection)
        if start == end:
            row = start[0]
            start, end = (row, 0), (row, len(self.document.get_line(row)))
        return Passage(start, end, self.get_text_range(start, end))

    def take_out(self, passage: Passage) -> None:
        """Remove a passage, and its line if nothing is left of it; not if it has changed since."""
        start, end = passage.start, passage.end
        if end[0] >= self.document.line_count or self.get_text_range(start, end) != passage.source:
            return
        if start[1] == 0 and end[1] == len(self.document.get_line(end[0])):
            if end[0] + 1 < self.document.line_count:
                end = (end[0] + 1, 0)
            elif start[0] > 0:
                start = (start[0] - 1, len(self.document.get_line(start[0] - 1)))
        self.delete(start, end, maintain_selection_offset=False)
        self.move_cursor(start)
