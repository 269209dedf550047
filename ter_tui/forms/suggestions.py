"""The words that may be typed, in a list under the field that is being typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ter_core.vocabulary.visible import cell_width
from ter_tui.forms.candidates import Candidate
from ter_tui.ink import colour, user_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Suggestions", "show_under"]

_WIDEST = 22


class Suggestions(OptionList):
    """The words that may be typed, under the field; the field keeps the keyboard."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(compact=True)
        self.found: list[Candidate] = []
        self.display = False

    def offer(self, found: Sequence[Candidate]) -> None:
        """Show some words, the first one pointed at; none closes it."""
        if not found and not self.found:
            return
        self.found = list(found)
        self.clear_options()
        muted = colour(self.app.current_theme, "discret")
        labelled = [one for one in found if one.label]
        widest = min(max((cell_width(one.word) for one in labelled), default=0), _WIDEST)
        self.add_options([Option(_told(one, widest, muted)) for one in found])
        self.display = bool(found)
        self.highlighted = 0 if found else None

    def point(self, step: int) -> None:
        """Point at the next word, round and round."""
        self.highlighted = ((self.highlighted or 0) + step) % len(self.found)

    @property
    def pointed(self) -> Candidate | None:
        """The word that Enter takes."""
        if not self.display or self.highlighted is None:
            return None
        return self.found[self.highlighted]


def show_under(field: Widget, suggestions: Suggestions, found: Sequence[Candidate]) -> None:
    """Show some words under a field; the list is made the first time that there is one."""
    if found and not suggestions.is_attached and isinstance(field.parent, Widget):
        field.parent.mount(suggestions, after=field)
    suggestions.offer(found)


def _told(one: Candidate, widest: int, muted: str) -> Text:
    """A word, its label, its sort, in columns."""
    word = user_text(one.word, "bold")
    text = Text().append_text(word)
    if one.label:
        text.append(" " * (max(widest - word.cell_len, 0) + 2)).append_text(user_text(one.label))
    if one.sort:
        text.append("  ").append_text(user_text(one.sort, muted))
    text.no_wrap, text.overflow = True, "ellipsis"
    return text
