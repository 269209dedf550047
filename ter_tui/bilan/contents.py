"""A table of contents: entries under headings, that the arrows point at."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen
from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ter_tui.ink import colour, said

__all__ = ["Contents", "Group"]


@frozen
class Group:
    """A heading, and the entries under it: the name and the text of each."""

    heading: str
    entries: tuple[tuple[str, Text], ...]


class Contents(OptionList):
    """Entries by name. What was pointed at is pointed at again when others come that have it."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, compact=True)
        self._kept = ""

    @property
    def pointed(self) -> str:
        """The name of the entry under the cursor."""
        option = self.highlighted_option
        return str(option.id) if option is not None and option.id else ""

    def show(self, groups: Sequence[Group]) -> None:
        """Show other entries; the first is pointed at unless one was."""
        self._kept = self.pointed or self._kept
        muted = colour(self.app.current_theme, "discret")
        options: list[Option] = []
        for group in groups:
            if group.heading:
                heading = Text(" ").append_text(said(group.heading, f"italic {muted}"))
                options.append(Option(heading, disabled=True))
            for name, text in group.entries:
                line = Text(
                    "  " if group.heading else " ", no_wrap=True, overflow="ellipsis"
                ).append_text(text)
                options.append(Option(line, id=name))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.point_at(self._kept)

    def point_at(self, name: str) -> None:
        """Put the cursor on an entry, or on the first."""
        names = [option.id for option in self.options]
        if name in names:
            self.highlighted = names.index(name)
        else:
            self.highlighted = next((at for at, one in enumerate(names) if one), None)
