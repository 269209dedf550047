"""Décisions: where each stands, and what is said of it most often, one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual.binding import Binding

from ter_core.reports.relancer import Relancer
from ter_tui.screens.listing import ListingScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from ter_core.reports.question import Question

__all__ = ["Decisions"]


class Decisions(ListingScreen):
    """The follow-up of decisions, and Friday's reminders."""

    help_text: ClassVar[str] = (
        "Le suivi des décisions. Sur une ligne : e l'exécute, v constate un avancement ou un "
        "blocage, r reporte son échéance, l relance ceux qui en répondent, a propose tout le "
        "reste. « À relancer » (→) réunit qui relancer, et de quoi : l y montre les messages, un "
        "par fonction, puis note qu'ils sont partis."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "say('DecisionExecutee')", "Exécuter"),
        Binding("v", "say('AvancementConstate')", "Avancement"),
        Binding("r", "say('EcheanceReportee')", "Reporter"),
        Binding("l", "remind", "Relancer"),
        Binding("h", "history", "Histoire", show=False),
        Binding("u", "undo", "Annuler", show=False),
        Binding("slash,colon", "filter", "Filtrer", show=False),
    ]
    key_order = ("n", "e", "v", "r", "l", "a")

    def question(self) -> Question | None:
        """Reminders are signed by whoever writes here."""
        question = super().question()
        if isinstance(question, Relancer):
            return evolve(question, signataire=self.ter.desk.signed_by)
        return question

    @property
    def is_reminding(self) -> bool:
        """Whether the open list is the reminders to send."""
        return self.listing.question == "relancer"

    def action_remind(self) -> None:
        """Remind whoever answers for the row, or send every reminder of the list."""
        from ter_tui.acts.reminding import send_reminders

        question = self.question()
        if isinstance(question, Relancer):
            if self.report is not None and self.report.rows:
                self.carry_out(send_reminders(self.ter, question, self.report))
        else:
            self.action_say("RelanceEmise")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is said of what is closed, but that it opens again."""
        row = self.table.current_named if self.is_mounted else {}
        if action == "remind" and self.is_reminding:
            return bool(row) or None
        if action in ("say", "remind") and not row.get("est_ouverte", bool(row)):
            return None
        return super().check_action("say" if action == "remind" else action, parameters)
