"""Everything about one subject: its values, then its story."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual import work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_core.errors import TerError
from ter_core.reports.fiche import Fiche
from ter_core.reports.historique import Historique
from ter_tui.dialogs.card import card
from ter_tui.dialogs.story import heading, story
from ter_tui.dialogs.window import Window
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_tui.desk import Known

__all__ = ["SubjectDialog"]


class SubjectDialog(Window[str]):
    """A subject, to read; the answer is what to do of it: « agir », « annuler »."""

    help_text: ClassVar[str] = (
        "Tout ce que le journal dit d'une chose : ses valeurs d'aujourd'hui, puis son histoire. "
        "a pour y ajouter un événement, u pour annuler le dernier."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,enter", "answer('agir')", "Agir"),
        Binding("u", "answer('annuler')", "Annuler le dernier"),
        Binding("h", "tell", "Histoire"),
    ]

    def __init__(self, subject: Known) -> None:
        title = user_text(subject.called, "bold")
        if subject.label not in ("", subject.called):
            title.append("  ").append_text(user_text(subject.label, "bold"))
        super().__init__(title)
        self.subject = subject

    def body(self) -> ComposeResult:
        """Values and story, that scroll together."""
        with VerticalScroll(id="lecture"):
            yield Static(id="fiche")
            yield Static(id="recit-fiche")

    def on_mount(self) -> None:
        """The arrows scroll; the texts come when they come."""
        self.query_one("#lecture").focus()
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        theme, desk, moment = self.app.current_theme, self.ter.desk, self.ter.moment
        try:
            values = await desk.ask(Fiche(sujet=self.subject.subject), moment)
            known = {one.subject: one for one in await desk.known()}
            made = card(values, self.subject, known, theme)
            self.query_one("#fiche", Static).update(made)
            told = await desk.ask(Historique(sujet=self.subject.subject), moment)
        except TerError as error:
            self.query_one("#recit-fiche", Static).update(said(str(error)))
            return
        made = Group(Text(""), heading("Histoire", theme), story(told, theme))
        self.query_one("#recit-fiche", Static).update(made)

    def action_tell(self) -> None:
        """Go to its story."""
        self.query_one("#lecture").scroll_to_widget(self.query_one("#recit-fiche"), top=True)

    def action_answer(self, todo: str) -> None:
        """What to do of it."""
        self.dismiss(todo)
