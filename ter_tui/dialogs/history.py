"""The story of one subject, to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_tui.dialogs.story import story
from ter_tui.dialogs.window import Window
from ter_tui.ink import user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core import Report

__all__ = ["HistoryDialog"]


class HistoryDialog(Window[None]):
    """Every event about a subject, the last one first."""

    help_text: ClassVar[str] = (
        "L'histoire d'un sujet : chaque événement enregistré, du plus récent au plus ancien. Ce "
        "qui est barré a été annulé, et ne compte plus."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,h,enter", "leave", "Fermer")]

    def __init__(self, report: Report) -> None:
        super().__init__(user_text(report.title, "bold"))
        self.report = report

    def body(self) -> ComposeResult:
        """The story, that scrolls."""
        with VerticalScroll(id="lecture"):
            yield Static(story(self.report, self.app.current_theme))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lecture").focus()
