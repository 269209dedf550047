"""An answer to read whole: what a list shows of it is only its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_tui.dialogs.window import Window
from ter_tui.ink import user_text
from ter_tui.widgets.document import document

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core import Report

__all__ = ["ReadingDialog"]


class ReadingDialog(Window[str]):
    """An answer, to read; a subclass answers with what to do of it."""

    help_text: ClassVar[str] = "Toute la réponse : ce qu'elle dit, puis ses chapitres."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,space,enter", "leave", "Fermer")]

    def __init__(self, report: Report) -> None:
        super().__init__(user_text(report.title, "bold"))
        self.report = report

    def body(self) -> ComposeResult:
        """The answer, that scrolls."""
        with VerticalScroll(id="lecture"):
            yield Static(document(self.report, self.app.current_theme))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lecture").focus()
