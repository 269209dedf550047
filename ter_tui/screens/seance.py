"""Séance en direct: the agenda at the left, notes at the right, decisions under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding

from ter_core.errors import TerError
from ter_tui.seance import recording
from ter_tui.seance.agenda import Agenda
from ter_tui.seance.decisions import Followed
from ter_tui.seance.follow_up import FollowUpDialog
from ter_tui.seance.presences import PresencesDialog
from ter_tui.seance.strip import Strip
from ter_tui.seance.view import SeanceView

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["SeanceScreen"]


class SeanceScreen(SeanceView):
    """One séance while it is held, or written down afterwards.

    What is typed goes to a draft at every key, and is recorded when another point is opened.
    """

    help_text: ClassVar[str] = (
        "La séance en direct. À gauche l'ordre du jour, à droite les notes du point : tapez, "
        "c'est gardé à chaque touche et enregistré dès que vous changez de point (Page préc. et "
        "Page suiv., ou Ctrl+↑ et Ctrl+↓) ou par Ctrl+S. F2 fait une décision de la ligne où "
        "vous êtes : son responsable, son échéance, Entrée. F3 en fait une action. Maj+Tab va à "
        "l'ordre du jour, où + ajoute un point ; Tab aux décisions prises. F10 clôt la séance et "
        "montre le relevé (Ctrl+T aussi, où F10 ouvre le menu du terminal)."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "decision", "Décision", priority=True),
        Binding("f3", "action", "Action", priority=True),
        Binding("f5", "presences", "Présences", priority=True),
        Binding("f6", "follow_up", "Suivi", priority=True),
        Binding("f10,ctrl+t", "close_seance", "Clore", priority=True),
        Binding("escape", "leave", "Sortir"),
        Binding("f7", "agenda", "Ordre du jour", show=False, priority=True),
        Binding(
            "f4", "details", "Tout le point : contexte, divergences", show=False, priority=True
        ),
        Binding("ctrl+s", "save", "Enregistrer", show=False, priority=True),
        Binding("ctrl+n", "add_point", "Ajouter un point", show=False, priority=True),
        Binding("pageup,ctrl+up", "step(-1)", "Point précédent", show=False, priority=True),
        Binding("pagedown,ctrl+down", "step(1)", "Point suivant", show=False, priority=True),
    ]

    @on(Strip.Taken)
    def _taken(self) -> None:
        self.act("adopt")

    @on(Strip.Left)
    def _left(self) -> None:
        self.strip.close()
        self.paper.focus()

    @on(Strip.Changed)
    def _strip_typed(self) -> None:
        self.notes.strip = {**self.strip.texts, "point": str(self.current)}
        self.keep()

    @on(Agenda.Added)
    def action_add_point(self) -> None:
        """One more point."""
        self.act("add_point")

    def action_decision(self) -> None:
        """Make a decision of the line."""
        recording.open_strip(self)

    def action_save(self) -> None:
        """Record the decision that is being said, or the text of the point."""
        self.act("adopt" if self.strip.is_open else "save")

    def action_details(self) -> None:
        """The whole form, of the decision that is being said or of the point."""
        self.act("whole_decision" if self.strip.is_open else "whole_point")

    def action_action(self) -> None:
        """Make an action of the line."""
        self.act("inscribe")

    def action_presences(self) -> None:
        """Who is there."""
        if self.live is not None:
            self.app.push_screen(PresencesDialog(self.live))

    def action_follow_up(self) -> None:
        """The decisions to follow, beside or over the séance."""
        if self.has_class("-large"):
            self.query_one("#a-suivre", Followed).focus()
        elif self.live is not None:
            self.app.push_screen(FollowUpDialog(self.live))

    def action_agenda(self) -> None:
        """The agenda, before or during the séance."""
        self.act("set_agenda")

    def action_close_seance(self) -> None:
        """Note its end, look at its relevé."""
        self.act("close")

    def action_leave(self) -> None:
        """Back to the list."""
        self.act("leave")

    def act(self, name: str) -> None:
        """Do one of the things that `recording` knows, unless one is being done."""
        if self.live is not None and not any(
            one.group == "act" and one.is_running for one in self.workers
        ):
            self._act(name)

    @work(group="act")
    async def _act(self, name: str) -> None:
        try:
            await recording.ACTS[name](self)
        except TerError as error:
            self.ter.tell_error(error)

    async def action_press(self, key: str) -> None:
        """Do what a key does, for who clicks on it."""
        self.app.simulate_key(key)
