"""F6 where room is short: the open decisions of the instance, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.widgets import Static

from ter_core.errors import TerError
from ter_tui.dialogs.window import Window
from ter_tui.ink import said, user_text
from ter_tui.messages import JournalChanged
from ter_tui.seance.decisions import Followed, followed

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ter_tui.seance.live import Live

__all__ = ["FollowUpDialog", "heading"]


def heading(number: int, late: int) -> str:
    """« 7 décisions ouvertes, 2 en retard »."""
    if not number:
        return "Aucune décision ouverte à suivre."
    several = "s" * (number > 1)
    told = f"{number} décision{several} ouverte{several}"
    return f"{told}, {late} en retard" if late else told


class FollowUpDialog(Window[None]):
    """The list, that fills itself again after each thing that is said."""

    help_text: ClassVar[str] = (
        "Les décisions que cette instance suit, les plus en retard d'abord. Une touche dit ce "
        "qu'il en est : e exécutée, v elle avance ou elle est bloquée, r son échéance est "
        "reportée, l relancer ; Entrée montre tout."
    )

    def __init__(self, live: Live) -> None:
        title = said("À suivre", "bold").append(" — ")
        super().__init__(title.append_text(user_text(live.instance_label)))
        self.live = live

    def body(self) -> ComposeResult:
        """How many, the list."""
        yield Static("", id="phrase")
        yield Followed(id="a-suivre", compact=True)

    def on_mount(self) -> None:
        """The arrows move in the list."""
        self.query_one(Followed).focus()
        self.reload()

    @on(JournalChanged)
    def _out_of_date(self) -> None:
        self.reload()

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Ask again."""
        try:
            rows = await followed(self.ter.desk, self.live, self.ter.moment)
        except TerError as error:
            self.ter.tell_error(error)
            return
        late = sum(bool(row["est_en_retard"]) for row in rows)
        self.query_one("#phrase", Static).update(said(heading(len(rows), late)))
        self.query_one(Followed).show(rows)
