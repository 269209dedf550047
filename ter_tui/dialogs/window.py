"""The base of what opens over a screen: a framed box with its title, its body and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ter_tui.widgets.frame import KeyBar

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_tui.app import TerApp

__all__ = ["Window"]

T = TypeVar("T")


class Window(ModalScreen[T | None], Generic[T]):
    """A box over the screen; Escape closes it without an answer."""

    help_text: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Fermer")]

    def __init__(self, title: Text) -> None:
        super().__init__()
        self.heading = title

    @property
    def ter(self) -> TerApp:
        """The application."""
        return cast("TerApp", self.app)

    @property
    def is_saving(self) -> bool:
        """Whether it is recording: nothing is recorded twice, nor left meanwhile."""
        return any(
            one.group == "save" and one.node is self and not one.is_finished for one in self.workers
        )

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(id="boite"):
            yield Static(self.heading, id="intitule")
            yield from self.body()
            yield KeyBar(id="touches")

    def body(self) -> ComposeResult:
        """What the box holds; every dialog redefines it."""
        yield from ()

    def action_leave(self) -> None:
        """Close, and answer nothing."""
        self.dismiss(None)

    async def action_press(self, key: str) -> None:
        """Do what a key does, for who clicks on it."""
        self.app.simulate_key(key)
