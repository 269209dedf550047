"""The parameters of a question: what a list is about."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.binding import Binding
from textual.widgets import Static

from ter_core.errors import TerError
from ter_core.events.typed import read_text
from ter_core.reports.values import shown
from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Next
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.fields import Fields
from ter_tui.forms.known import knowledge
from ter_tui.forms.layout import plan_of_parameters
from ter_tui.forms.wording import help_of, labelled
from ter_tui.ink import said

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core.events.base import EventField
    from ter_core.reports.question import Question

__all__ = ["ParametersDialog"]

_AROUND = 8  # lines of the window that are not fields


class ParametersDialog(Window[dict[str, Any]]):
    """Fields made from the question class; the answer is their values by name."""

    help_text: ClassVar[str] = "Ce que montre la liste. Un champ vide ne restreint rien."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", "Voir", priority=True)]

    def __init__(
        self, cls: type[Question], specs: Sequence[EventField], chosen: Mapping[str, Any]
    ) -> None:
        super().__init__(said(cls.declaration.label, "bold"))
        self.plans = plan_of_parameters(specs)
        self.chosen = chosen

    def body(self) -> ComposeResult:
        """One field per parameter, then how the one that is typed in is filled."""
        today = self.ter.desk.today
        texts = {
            plan.key: labelled(plan.kind, shown(self.chosen.get(plan.key)), today)
            for plan in self.plans
        }
        yield Fields(self.plans, texts, today)
        yield Static("", id="conseil")

    def on_resize(self, event: events.Resize) -> None:
        """The fields take what room there is."""
        self.query_one("#champs").styles.max_height = max(event.size.height - _AROUND, 4)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say how the field that is typed in is filled."""
        for box in event.widget.ancestors:
            if isinstance(box, FieldBox):
                self.query_one("#conseil", Static).update(said(help_of(box.plan.kind)))

    def on_mount(self) -> None:
        """Type in the first one."""
        self.query(FieldBox).first().control.focus()
        self._know()

    @work(exclusive=True, group="know")
    async def _know(self) -> None:
        with contextlib.suppress(TerError):
            known = await knowledge(self.ter.desk, [plan.kind for plan in self.plans])
            self.query_one(Fields).know(known)

    @on(Next)
    def _go_on(self) -> None:
        last = list(self.query(FieldBox))[-1]
        if self.focused is last.control:
            self.action_take()
        else:
            self.focus_next()

    def action_take(self) -> None:
        """Answer, if every field can be read."""
        found: dict[str, Any] = {}
        wrong = None
        for box in self.query(FieldBox):
            try:
                value = read_text(box.plan.kind, box.value_text, self.ter.desk.today)
            except ValueError as error:
                box.tell_error(str(error))
                wrong = wrong or box
                continue
            if value is not None:
                found[box.plan.key] = value
        if wrong is not None:
            wrong.control.focus()
        else:
            self.dismiss(found)
