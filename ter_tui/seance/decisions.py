"""Two lists of decisions: those that the point took, those of before that the instance follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Group
from rich.padding import Padding
from rich.text import Text
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ter_core.reports.suivi import Suivi
from ter_tui.ink import colour, mark, user_text

if TYPE_CHECKING:
    from datetime import date

    from textual.binding import BindingType
    from textual.theme import Theme

    from ter_tui.app import TerApp
    from ter_tui.desk import Desk
    from ter_tui.seance.live import Live, Taken

__all__ = ["Followed", "TakenList", "followed"]

_HELD = "\u00a0"  # a space that does not break


class _Decisions(OptionList):
    """Decisions, each named by its code; the keys act on the one pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act", "Agir", show=False),
        Binding("h", "history", "Histoire", show=False),
        Binding("u", "undo", "Annuler", show=False),
    ]

    @property
    def ter(self) -> TerApp:
        """The application."""
        return self.app  # type: ignore[return-value]

    @property
    def pointed(self) -> str:
        """The code of the decision pointed at."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    def fill(self, lines: Sequence[tuple[str, Text | Group]]) -> None:
        """Show some decisions, by code; the one pointed at stays so."""
        kept = self.highlighted
        self.clear_options()
        self.add_options([Option(text, id=code) for code, text in lines])
        if lines:
            self.highlighted = min(kept or 0, len(lines) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Everything about it."""
        event.stop()
        self.ter.open_row("decision", self.pointed)

    def action_act(self) -> None:
        """Choose what to say of it."""
        if self.pointed:
            self.ter.act_on("decision", self.pointed)

    def action_history(self) -> None:
        """Its story."""
        if self.pointed:
            self.ter.tell_history("decision", self.pointed)

    def action_undo(self) -> None:
        """Take back the last event about it."""
        if self.pointed:
            self.ter.undo("decision", self.pointed)


class TakenList(_Decisions):
    """What the open point decided."""

    def show(self, taken: Sequence[Taken]) -> None:
        """Other decisions; without any, the room is for the notes."""
        theme = self.app.current_theme
        self.fill([(one.code, _told(one, theme)) for one in taken])
        self.display = bool(taken)


class Followed(_Decisions):
    """Open decisions of the instance, the late ones first; one key says what became of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "say('DecisionExecutee')", "Exécutée"),
        Binding("v", "say('AvancementConstate')", "Avance"),
        Binding("r", "say('EcheanceReportee')", "Reporter"),
        Binding("l", "say('RelanceEmise')", "Relancer"),
    ]

    def show(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Other decisions."""
        theme = self.app.current_theme
        self.fill([(row["code_affiche"], _line(row, theme)) for row in rows])

    def action_say(self, type_name: str) -> None:
        """Say what became of it."""
        if self.pointed:
            self.ter.say(type_name, "decision", self.pointed)


async def followed(
    desk: Desk, live: Live, moment: date | None = None
) -> tuple[Mapping[str, Any], ...]:
    """The open decisions of the instance that this very séance did not take, the late ones first.

    Raises:
        TerError: as the desk says.
    """
    if not live.instance:
        return ()
    report = await desk.ask(Suivi(instance=live.instance), moment)
    return tuple(row for row in report.named() if row["code_seance"] != live.code)


def _told(one: Taken, theme: Theme) -> Text:
    """« D-2026-010 Ouvrir une navette — principal — 15/03/2027 »."""
    muted = colour(theme, "discret")
    code = user_text(one.code, f"bold {colour(theme, 'accent')}")
    text = Text().append_text(code).append(" ")
    text.append_text(user_text(one.label))
    due = f"{one.due:%d/%m/%Y}" if one.due else "permanente"
    text.append_text(user_text(f" — {', '.join(one.who)} — {due}", muted))
    return text


def _line(row: Mapping[str, Any], theme: Theme) -> Group:
    """Its code, how late it is, where it stands and who answers, then what it says."""
    late = row["nb_jours_retard"] if row["est_en_retard"] else None
    text = Text().append_text(user_text(row["code_affiche"], "bold")).append("  ")
    if late is not None:
        text.append_text(Text(f"▲{_HELD}{late}{_HELD}j", colour(theme, "alerte")))
    elif row["echeance"]:
        text.append(f"{row['echeance']:%d/%m/%Y}", colour(theme, "discret"))
    else:
        text.append("permanente", colour(theme, "discret"))
    if row["libelle_etat"] and not (late is not None and row["libelle_etat"] == "à faire"):
        state = mark(row["libelle_etat"], theme)
        state.plain = state.plain.replace(" ", _HELD)
        text.append("  ").append_text(state)
    who = ", ".join(row["responsables"] or ())
    text.append_text(user_text(f"  {who}", colour(theme, "discret")))
    return Group(text, Padding(user_text(row["libelle"] or ""), (0, 0, 0, 2)))
