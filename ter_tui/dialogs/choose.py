"""Choosing one thing among a few: type to narrow, arrows to point, Enter to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ter_core.vocabulary.text import fold
from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Line, Next
from ter_tui.ink import colour, said

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

__all__ = ["ChooseDialog"]

_FEW = 9
_UNSHIFTED = "&é\"'(-è_ç"  # what the keys 1 to 9 of a French keyboard say by themselves
_WIDEST = 34


class ChooseDialog(Window[str]):
    """Named choices; the answer is the name of one. A few of them also answer to a digit.

    `helps` says beside some of them, by their name, what they are for.
    """

    def __init__(
        self,
        title: Text,
        choices: Sequence[tuple[str, Text]],
        *,
        helps: Mapping[str, Text] | None = None,
        empty: str = "Rien n'est possible ici.",
    ) -> None:
        super().__init__(title)
        self.choices = tuple(choices)
        self.helps = dict(helps or {})
        self._empty = empty
        self._offered = list(self.choices)

    def body(self) -> ComposeResult:
        """The words, the choices."""
        if len(self.choices) > _FEW:
            yield Line(placeholder="taper pour chercher", id="mots")
        if self.choices:
            yield OptionList(id="choix", compact=True)
        yield Static(said("" if self.choices else self._empty), id="rien")

    def on_mount(self) -> None:
        """Every choice at first."""
        if self.choices:
            self._offer("")
            (self.query("#mots") or self.query("#choix")).first().focus()

    @property
    def options(self) -> OptionList:
        """The list."""
        return self.query_one("#choix", OptionList)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Next)
    def _take_pointed(self) -> None:
        if self.options.highlighted is not None:
            self.dismiss(self._offered[self.options.highlighted][0])

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._offered[event.option_index][0])

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types; digits choose where nothing is typed."""
        if not self.choices:
            return
        if event.key in ("up", "down") and not self.options.has_focus:
            event.stop()
            event.prevent_default()
            move = self.options.action_cursor_down
            (move if event.key == "down" else self.options.action_cursor_up)()
        elif 0 < (number := _digit(event.character)) <= len(self.choices) <= _FEW:
            event.stop()
            self.dismiss(self.choices[number - 1][0])

    def _offer(self, typed: str) -> None:
        words = fold(typed).split()
        self._offered = [
            (name, text)
            for name, text in self.choices
            if all(word in fold(f"{text.plain} {self._help(name).plain}") for word in words)
        ]
        self.options.clear_options()
        numbered = len(self.choices) <= _FEW
        lines = [
            self._line(name, text, number if numbered else 0)
            for number, (name, text) in enumerate(self._offered, start=1)
        ]
        self.options.add_options([Option(line) for line in lines])
        self.options.highlighted = 0 if self._offered else None
        self.query_one("#rien", Static).update(said("" if self._offered else "Rien ne correspond."))

    def _help(self, name: str) -> Text:
        return self.helps.get(name, Text(""))

    def _line(self, name: str, text: Text, number: int) -> Text:
        """The digit, the choice, what it is for, each in its column."""
        line = Text.assemble((f"{number} ", "bold") if number else "")
        if not self.helps:
            return line + text
        widest = min(max(one.cell_len for _, one in self.choices), _WIDEST)
        called, help_ = text.copy(), self._help(name).copy()
        called.truncate(widest, overflow="ellipsis", pad=True)
        help_.stylize(colour(self.app.current_theme, "discret"))
        line.append_text(called).append("  ").append_text(help_)
        line.no_wrap, line.overflow = True, "ellipsis"
        return line


def _digit(character: str | None) -> int:
    """The digit that a key means, shifted or not on a French keyboard; 0 where it means none."""
    if not character:
        return 0
    return int(character) if character in "123456789" else _UNSHIFTED.find(character) + 1
