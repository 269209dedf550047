"""The line above a list: the words that filter it, what it is about, how many rows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from ter_core.vocabulary.typography import in_full
from ter_tui.widgets.frame import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["FilterLine"]

_PAUSE = 0.08


class FilterLine(Horizontal):
    """An input that asks for nothing while it is empty: `/` opens it, Escape empties it."""

    class Changed(Message):
        """Other words are wanted."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """The list is wanted again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Tout revoir"),
        Binding("enter,down", "leave", "Liste"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The words; the parameters; the count."""
        yield Static("/", id="barre")
        yield Input(placeholder="filtrer", compact=True, id="filtre", select_on_focus=False)
        about = Static("", id="sujet")
        about.auto_links = False
        yield about
        yield Static("…", id="compte")

    @property
    def words(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def open(self) -> None:
        """Type from now on."""
        self.query_one(Input).focus()

    def reset(self) -> None:
        """Forget the words, silently."""
        with self.prevent(Input.Changed):
            self.query_one(Input).value = ""

    def tell(self, painted: int, found: int, known: int) -> None:
        """How many rows are painted, of how many found, of how many there are."""
        if painted < found:
            told = f"{in_full(painted)} sur {in_full(found)}"
        elif found < known:
            told = f"{in_full(found)} sur {in_full(known)}"
        else:
            told = f"{in_full(known)} ligne{'s' * (known > 1)}"
        self.query_one("#compte", Static).update(Text(told))

    def wait(self) -> None:
        """The rows are being asked for."""
        self.query_one("#compte", Static).update(Text("…"))

    def about(self, year: str, chosen: Sequence[Text]) -> None:
        """The school year that is shown, which a click changes, and the other parameters."""
        told = [link(text, "screen.parameters") for text in chosen]
        if year:
            before = link(Text(" < "), "screen.step_year(-1)")
            after = link(Text(" >"), "screen.step_year(1)")
            told.append(before + link(Text(year), "screen.parameters") + after)
        self.query_one("#sujet", Static).update(Text("  ").join(told))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._tell)

    def _tell(self) -> None:
        self.post_message(self.Changed(self.words))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """Back to the list, filtered."""
        self._tell()
        self.post_message(self.Left())

    def action_clear(self) -> None:
        """Back to the whole list."""
        self.reset()
        self._tell()
        self.post_message(self.Left())
