"""One event in full: what it says, of what, when and by whom, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_tui.dialogs.window import Window
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.theme import Theme

__all__ = ["EventDialog", "EventTold"]


@frozen
class EventTold:
    """An event as it is read: its name, its subject, what it says, then what is known of it.

    `fate` is what became of it, where something did.
    """

    label: str
    subject: str
    says: Sequence[tuple[str, str]]
    known: Sequence[tuple[str, str]]
    fate: str = ""


class EventDialog(Window[str]):
    """An event to read; the answer says what to do of it: « histoire », « annuler » and so on."""

    help_text: ClassVar[str] = (
        "Tout ce que dit un événement. h raconte l'histoire de ce dont il parle, f en ouvre la "
        "fiche. u l'annule : il reste dans l'histoire et ne compte plus. e efface un texte qui "
        "n'aurait jamais dû être écrit, comme le nom d'un enfant."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "Fermer"),
        Binding("h", "answer('histoire')", "Histoire"),
        Binding("f", "answer('fiche')", "Fiche"),
        Binding("u", "answer('annuler')", "Annuler"),
        Binding("e", "answer('effacer')", "Effacer un texte"),
    ]

    def __init__(self, told: EventTold) -> None:
        title = Text("").append_text(said(told.label, "bold"))
        if told.subject:
            title.append(" — ").append_text(user_text(told.subject))
        super().__init__(title)
        self.told = told

    def body(self) -> ComposeResult:
        """What it says, that scrolls."""
        with VerticalScroll(id="lecture"):
            yield Static(_sheet(self.told, self.app.current_theme))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lecture").focus()

    def action_answer(self, todo: str) -> None:
        """What to do of it."""
        self.dismiss(todo)


def _sheet(told: EventTold, theme: Theme) -> Group:
    muted = colour(theme, "discret")
    parts: list[Text] = []
    if told.fate:
        parts += [said(told.fate, colour(theme, "attention")), Text("")]
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=22)
    table.add_column(ratio=1)
    for label, value in told.says:
        table.add_row(said(label, muted), user_text(value, lines=True))
    table.add_row("", "")
    for label, value in told.known:
        table.add_row(said(label, muted), user_text(value, muted))
    return Group(*parts, table)
