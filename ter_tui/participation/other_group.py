"""A group that is no class: half of one, a chorale, an école that the action did not plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.widgets import Static

from ter_core.errors import InvalidValue
from ter_core.events.lines import line_fields
from ter_core.events.participation_lines import GroupePresent
from ter_core.events.typed import read_text
from ter_tui.dialogs.window import Window
from ter_tui.forms.candidates import Knowledge
from ter_tui.forms.controls import Next
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.layout import FieldPlan
from ter_tui.ink import colour, said
from ter_tui.participation.sheet import Number, Place, School

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

__all__ = ["OtherGroupDialog"]

_NEEDED = ("etablissement", "niveau", "eleves")


class OtherGroupDialog(Window[tuple[Place, Number]]):
    """A place and its number, by completion."""

    help_text: ClassVar[str] = (
        "Un groupe qui n'est pas une classe connue : l'école, son nom s'il en a un, le niveau de "
        "ses élèves et leur nombre. Ctrl+S, ou Entrée dans le dernier champ, l'ajoute à la grille."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "add", "Ajouter", priority=True),
        Binding("tab", "app.focus_next", "Champ suivant", show=False),
        Binding("shift+tab", "app.focus_previous", "Champ précédent", show=False),
    ]

    def __init__(self, schools: Sequence[School], known: Knowledge) -> None:
        super().__init__(said("Un autre groupe", "bold"))
        self.schools = schools
        self.known = known

    def body(self) -> ComposeResult:
        """The fields of a line."""
        today = self.ter.desk.today
        for name, kind, _ in line_fields(GroupePresent):
            yield FieldBox(FieldPlan(name, kind, required=name in _NEEDED), "", today)
        yield Static("", id="refus")

    def on_mount(self) -> None:
        """The école first."""
        for box in self.query(FieldBox):
            box.know(self.known)
        self.query(FieldBox).first().control.focus()

    @on(Next)
    def _go_on(self, event: Next) -> None:
        event.stop()
        if self.focused is self.query(FieldBox).last().control:
            self.action_add()
        else:
            self.focus_next()

    def action_add(self) -> None:
        """Answer, or say what is wrong and go there."""
        today = self.ter.desk.today
        boxes = {box.plan.key: box for box in self.query(FieldBox)}
        values: dict[str, Any] = {}
        wrong: list[FieldBox] = []
        for name, box in boxes.items():
            message = ""
            try:
                values[name] = read_text(box.plan.kind, box.text, today)
            except ValueError as error:
                message = str(error)
            if not message and values[name] is None and name in _NEEDED:
                message = "À remplir."
            box.tell_error(message)
            wrong += [box] if message else []
        school = self._school(str(values.get("etablissement") or ""))
        if school is None and not boxes["etablissement"].error:
            boxes["etablissement"].tell_error("Aucun établissement n'a ce code.")
            wrong.insert(0, boxes["etablissement"])
        if wrong or school is None:
            wrong[0].control.focus()
            return
        values["etablissement"] = school.subject
        try:
            line = GroupePresent(**values)
        except (InvalidValue, ValueError) as error:
            self._tell(str(error))
            return
        if line.niveau is not None and line.eleves is not None:
            place = Place(school.subject, line.groupe, line.niveau)
            self.dismiss((place, Number(line.eleves, line.filles)))

    def _school(self, typed: str) -> School | None:
        known = (one for one in self.schools if typed in (one.code, one.subject))
        return next(known, None)

    def _tell(self, message: str) -> None:
        text = said(f"▲ {message}", colour(self.app.current_theme, "alerte"))
        self.query_one("#refus", Static).update(text)
