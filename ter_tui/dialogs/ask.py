"""Asking one thing: a sentence to confirm, or a short text to give."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Line, Next
from ter_tui.ink import colour, said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["AskDialog", "ConfirmDialog", "TellDialog"]


class TellDialog(Window[None]):
    """Something to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "leave", "Fermer")]

    def __init__(self, title: Text, told: Text) -> None:
        super().__init__(title)
        self.told = told

    def body(self) -> ComposeResult:
        """The text, that scrolls where it is long."""
        with VerticalScroll(id="lecture"):
            yield Static(self.told)

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lecture").focus()


class ConfirmDialog(Window[bool]):
    """A sentence, and yes or no. « o » or Enter says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,enter", "answer(True)", "Oui"),
        Binding("n", "answer(False)", "Non"),
    ]

    def __init__(self, title: Text, told: Text) -> None:
        super().__init__(title)
        self.told = told

    def body(self) -> ComposeResult:
        """The sentence."""
        yield Static(self.told, id="phrase")

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001 - Textual gives what the key says
        """Answer."""
        self.dismiss(yes)


class AskDialog(Window[str]):
    """A sentence, and a text to give; it is asked again while it is refused."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", "Valider", priority=True)]

    def __init__(
        self,
        title: Text,
        told: Text,
        *,
        text: str = "",
        placeholder: str = "",
        refuse: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__(title)
        self.told, self.first, self.placeholder, self.refuse = told, text, placeholder, refuse

    def body(self) -> ComposeResult:
        """The sentence, the text, what is wrong with it."""
        yield Static(self.told, id="phrase")
        yield Line(self.first, placeholder=self.placeholder, id="reponse")
        yield Static("", id="refus")

    def on_mount(self) -> None:
        """Type at once, over what is proposed."""
        line = self.query_one("#reponse", Line)
        line.focus()
        line.select_all()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(self.refuse(event.value) if event.value else "")

    @on(Next)
    def action_take(self) -> None:
        """Answer, if it is not refused."""
        typed = self.query_one("#reponse", Line).value
        if message := self.refuse(typed):
            self._tell(message)
        else:
            self.dismiss(typed)

    def _tell(self, message: str) -> None:
        text = said(f"▲ {message}", colour(self.app.current_theme, "alerte")) if message else ""
        self.query_one("#refus", Static).update(text)
