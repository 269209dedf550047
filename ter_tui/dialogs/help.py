"""F1: what a screen is for, then every key that does something on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_tui.dialogs.window import Window
from ter_tui.ink import said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import ActiveBinding, BindingType
    from textual.screen import Screen

__all__ = ["HelpDialog"]


class HelpDialog(Window[None]):
    """The help of one screen, and its keys as they are at this moment."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter", "leave", "Fermer")]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__(said("Aide", "bold"))
        self.about = str(getattr(screen, "help_text", ""))
        self.keys = _keys_of(screen)

    def body(self) -> ComposeResult:
        """The text, the keys."""
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        for binding in self.keys:
            key = Text(self.app.get_key_display(binding), style="bold")
            table.add_row(key, said(binding.description))
        with VerticalScroll(id="lecture"):
            yield Static(Group(said(self.about), Text(""), table))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lecture").focus()


def _keys_of(screen: Screen[Any]) -> list[Binding]:
    """One key per action: those of the screen first, then of what has the focus, then the rest."""
    found: dict[str, ActiveBinding] = {}
    for key, one in screen.active_bindings.items():
        if one.enabled and one.binding.description and not key.startswith("super"):
            found.setdefault(one.binding.action, one)
    order = {key: at for at, key in enumerate(getattr(screen, "key_order", ()))}

    def place(one: ActiveBinding) -> tuple[int, int]:
        rank = 0 if one.node is screen else 2 if one.node is screen.app else 1
        return rank, order.get(one.binding.key, len(order))

    return [one.binding for one in sorted(found.values(), key=place)]
