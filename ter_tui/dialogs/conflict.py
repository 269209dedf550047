"""A conflict as a question: what each poste said of one field, side by side; one is chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen
from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from ter_core.vocabulary.dates import spoken_day
from ter_tui.dialogs.window import Window
from ter_tui.ink import colour, said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["LATER", "ConflictDialog", "Contested", "Said"]

LATER = "plus tard"
"""The answer of who passes on to the next conflict."""

_BESIDE = 2  # values that stand side by side; more stand one under the other


@frozen
class Said:
    """A value that somebody gave: what, in which event, who, of which day."""

    value: str
    event: str
    author: str
    day: date | None


@frozen
class Contested:
    """A field of a subject on which postes disagree; the first value counts meanwhile."""

    subject: str
    field: str
    said: tuple[Said, ...]


class _Side(Static, can_focus=True):
    """One of the values: a click or Enter retains it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "retain", "Retenir", show=False),
        Binding("left,up", "app.focus_previous", "Précédente", show=False),
        Binding("right,down", "app.focus_next", "Suivante", show=False),
    ]

    class Retained(Message):
        """This one is right."""

        def __init__(self, one: Said) -> None:
            super().__init__()
            self.one = one

    def __init__(self, one: Said, told: Text, number: int) -> None:
        super().__init__(told, classes="cote")
        self.one = one
        self.border_title = f" {number} "
        if number == 1:
            self.border_subtitle = " compte en attendant "

    def action_retain(self) -> None:
        """Retain this value."""
        self.post_message(self.Retained(self.one))

    def on_click(self) -> None:
        """A click retains it too."""
        self.action_retain()


class ConflictDialog(Window[str]):
    """One conflict; the answer is the event to retain, or that it waits."""

    help_text: ClassVar[str] = (
        "Deux postes ont enregistré, chacun de son côté, des valeurs qui se contredisent. La "
        "première compte en attendant. 1 ou 2 retient une valeur ; l'autre reste dans "
        "l'histoire. Rien ne se perd, et un choix s'annule comme le reste."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,ampersand", "retain(0)", "Retenir la première"),
        Binding("2,é", "retain(1)", "La deuxième"),
        Binding("3,quotation_mark", "retain(2)", "La troisième", show=False),
        Binding("4,apostrophe", "retain(3)", "La quatrième", show=False),
        Binding("p", "later", "Plus tard"),
    ]
    DEFAULT_CSS: ClassVar[str] = """
    ConflictDialog #cotes { height: auto; max-height: 14; scrollbar-size-vertical: 1; }
    ConflictDialog #rangee { height: auto; }
    ConflictDialog .cote {
        width: 1fr; height: auto; padding: 0 1; border: round $border-blurred;
        border-title-color: $foreground; border-subtitle-color: $foreground-muted;
    }
    ConflictDialog .cote:focus { border: heavy $border; background: $panel; }
    """

    def __init__(self, one: Contested, left: int) -> None:
        title = Text("").append_text(user_text(one.subject, "bold"))
        title.append(", ").append_text(said(one.field, "bold"))
        if left > 1:
            title.append_text(said(f"   encore {left} à trancher"))
        super().__init__(title)
        self.one = one

    def body(self) -> ComposeResult:
        """The question, the values."""
        postes = {2: "Deux", 3: "Trois", 4: "Quatre"}.get(len(self.one.said), "Plusieurs")
        yield Static(
            said(f"{postes} saisies se contredisent. Laquelle est la bonne ?"), id="phrase"
        )
        row = Horizontal if len(self.one.said) == _BESIDE else Vertical
        with VerticalScroll(id="cotes", can_focus=False), row(id="rangee"):
            for number, value in enumerate(self.one.said, start=1):
                yield _Side(value, self._told(value), number)

    def _told(self, value: Said) -> Text:
        muted = colour(self.ter.current_theme, "discret")
        first = user_text(value.value, "bold", lines=True) if value.value else said("(rien)")
        text = Text("").append_text(first).append("\n").append_text(user_text(value.author))
        if value.day:
            text.append("\n").append_text(said(f"le {spoken_day(value.day)}", muted))
        return text

    def on_mount(self) -> None:
        """The arrows go from one value to the other."""
        self.query(_Side).first().focus()

    @on(_Side.Retained)
    def _chosen(self, event: _Side.Retained) -> None:
        self.dismiss(event.one.event)

    def action_retain(self, place: int) -> None:
        """Choose by its number."""
        if place < len(self.one.said):
            self.dismiss(self.one.said[place].event)

    def action_later(self) -> None:
        """Leave this one as it is."""
        self.dismiss(LATER)
