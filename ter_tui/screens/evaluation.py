"""Évaluation: what actions were worth, indicators, what was noticed, what is worth spreading."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding

from ter_core import reports
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.ink import said, user_text
from ter_tui.screens.listing import ListingScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["Evaluation"]

_ACTIONS = "evaluations"
_INDICATORS = "indicateurs"


class Evaluation(ListingScreen):
    """The lists of the evaluation; actions are evaluated and indicators measured with one key."""

    help_text: ClassVar[str] = (
        "Ce que valent les actions et ce que l'on en retient. Dans « Évaluations », e évalue une "
        "action : celles qui sont finies et ne l'ont jamais été viennent d'abord. Dans "
        "« Indicateurs », m note une mesure. Dans « Appréciations », n relève une réussite, une "
        "difficulté ou une perspective : le bilan en est fait. Les flèches ← et → passent d'une "
        "liste à l'autre, < et > d'une année scolaire à l'autre."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "evaluate", "Évaluer"),
        Binding("m", "say('IndicateurMesure')", "Mesurer"),
        Binding("u", "undo", "Annuler", show=False),
    ]
    key_order = ("n", "e", "m", "a")

    def action_evaluate(self) -> None:
        """Evaluate an action, one that was forgotten first."""
        self.carry_out(self._evaluate())

    async def _evaluate(self) -> None:
        year = self.params.get(self.number, {}).get("annee")
        question = reports.get(_ACTIONS)
        asked = {"a_faire": True, "annee": year}
        forgotten = (await self.ask(question(**asked))).named()
        choices = [
            (row["code_action"], _told(row["code_action"], row["intitule_action"], " (à évaluer)"))
            for row in forgotten
        ]
        first = {code for code, _ in choices}
        choices += [
            (one.code, _told(one.code, one.label))
            for one in reversed(await self.ter.desk.known("action"))
            if one.code not in first and one.state != "annulee"
        ]
        chosen = await self.app.push_screen_wait(
            ChooseDialog(said("Évaluer quelle action ?"), choices)
        )
        if chosen is not None:
            self.ter.say("ActionEvaluee", "action", chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key in its own list."""
        if action == "evaluate":
            return self.listing.question == _ACTIONS
        if action == "say" and self.listing.question != _INDICATORS:
            return False
        return super().check_action(action, parameters)


def _told(code: str, label: str, due: str = "") -> Text:
    return Text.assemble(user_text(code, "bold"), "  ", user_text(label), said(due))
