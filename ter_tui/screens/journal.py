"""Journal: every event, the last one first; what is searched in them, contested, handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import on
from textual.binding import Binding

from ter_tui.screens.listing import ListingScreen
from ter_tui.widgets.table import ReportTable

if TYPE_CHECKING:
    from textual.binding import BindingType

    from ter_core import Report
    from ter_core.reports.question import Question

__all__ = ["Journal"]

_EVENTS = {"evenements": "id", "chercher": "evenement"}
"""The questions whose rows are events, and the column that holds the whole identifier."""
_ANNULLED = "est_annule"
_CONFLICTS = "conflits"


class Journal(ListingScreen):
    """The log itself. A row of events is one event: it is told, taken back, its texts erased."""

    help_text: ClassVar[str] = (
        "Tout ce qui a été enregistré, du plus récent au plus ancien. Entrée dit tout d'un "
        "événement, h raconte l'histoire de ce dont il parle, f en ouvre la fiche, u l'annule. "
        "e efface pour toujours un texte qui n'aurait pas dû être écrit. / filtre ce qui est "
        "montré ; dans « Chercher un texte », p demande des mots et les cherche partout. Les "
        "flèches ← et → passent d'une liste à l'autre. F8 tranche les conflits, F9 dit l'état du "
        "journal."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "erase", "Effacer"),
        Binding("f", "card", "Fiche", show=False),
        Binding("p", "parameters", "Choisir"),
    ]

    async def ask(self, question: Question) -> Report:
        """The answer; events come the last one first."""
        report = await super().ask(question)
        key = _EVENTS.get(question.declaration.name)
        return _newest_first(report, key) if key else report

    @property
    def event(self) -> str:
        """The event under the cursor, by its whole identifier; nothing where rows are no events."""
        key = _EVENTS.get(self.listing.question, "")
        return str(self.table.current_named.get(key) or "")

    @on(ReportTable.Opened)
    def _open_event(self, opened: ReportTable.Opened) -> None:
        if self.event:
            from ter_tui.acts.events import open_event

            opened.prevent_default()
            self.carry_out(open_event(self.ter, self.event))
        elif self.listing.question == _CONFLICTS:
            from ter_tui.acts.conflicts import settle

            opened.prevent_default()
            self.carry_out(settle(self.ter, str(self.table.current_named["code_affiche"])))

    def action_history(self) -> None:
        """The story of what the event is about."""
        subject = self.table.current_named.get("sujet")
        if self.event and subject:
            from ter_tui.acts.events import tell_story

            self.carry_out(tell_story(self.ter, str(subject)))
        else:
            super().action_history()

    def action_undo(self) -> None:
        """Take back this event, and no other."""
        if self.event:
            from ter_tui.acts.events import annul_event

            self.carry_out(annul_event(self.ter, self.event))
        else:
            super().action_undo()

    def action_erase(self) -> None:
        """Erase a text of the event."""
        from ter_tui.acts.erasing import erase

        self.carry_out(erase(self.ter, self.event))

    def action_card(self) -> None:
        """Everything about what the event is about."""
        if target := self.target():
            self.ter.open_row(*target)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of events are for events."""
        if action in ("erase", "card"):
            return bool(self.event)
        return super().check_action(action, parameters)


def _newest_first(report: Report, key: str) -> Report:
    """The same answer the other way round; only what was annulled says whether it was."""
    names = [column.name for column in report.columns]
    at = names.index(key)
    rows = sorted(report.rows, key=lambda row: str(row[at]), reverse=True)
    if _ANNULLED in names:
        place = names.index(_ANNULLED)
        rows = [(*row[:place], row[place] or None, *row[place + 1 :]) for row in rows]
    return evolve(report, rows=tuple(rows))
