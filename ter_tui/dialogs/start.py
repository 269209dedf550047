"""Beginning a territory: where its log goes, what it is called, who writes."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve
from textual import on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from ter_core.errors import TerError
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.fields import Day, Title
from ter_core.events.territoire import TerritoireOuvert
from ter_core.events.typed import read_event, read_text
from ter_core.workspace.folder import LOG_FOLDER
from ter_core.workspace.screens import Drafts
from ter_core.workspace.start import start
from ter_tui.dialogs.window import Window
from ter_tui.forms.controls import Next
from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.files import name_problem, named_file
from ter_tui.forms.layout import ON, FieldPlan, plan_of
from ter_tui.forms.wording import help_of
from ter_tui.ink import colour, said
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core.events.base import Event

__all__ = ["StartDialog"]

_FOLDER, _SINCE, _DRAFT = "dossier", "depuis", "depart"
_TERRITORY, _FUNCTION = "territoire", "acteur"
_HIDDEN = {
    TerritoireOuvert: (ON, "epci_siren"),
    ActeurInscrit: (ON, "code", "organisme", "etablissement"),
}
_LABELS = {
    f"{_TERRITORY}.nom": "Nom du territoire",
    f"{_FUNCTION}.qualite": "Votre fonction, jamais votre nom",
    f"{_FUNCTION}.roles": "Vos rôles",
}
_CLASSES: dict[str, type[Event]] = {_TERRITORY: TerritoireOuvert, _FUNCTION: ActeurInscrit}


def _plans() -> list[FieldPlan]:
    """Where the log goes, the territory, who writes, since when."""
    found = [
        FieldPlan(_FOLDER, Title("Dossier", help="Il est créé s'il n'existe pas."), required=True)
    ]
    for prefix, cls in _CLASSES.items():
        for plan in plan_of(cls, _HIDDEN[cls]):
            key = f"{prefix}.{plan.key}"
            kind = evolve(plan.kind, label=_LABELS.get(key, plan.kind.label))
            found += [evolve(plan, key=key, kind=kind)]
    since = Day("Suivi depuis le", help="La rentrée, pour saisir une année déjà commencée.")
    return [*found, FieldPlan(_SINCE, since, required=False)]


class StartDialog(Window[Path]):
    """What a new territory is asked; the answer is where its log stands."""

    help_text: ClassVar[str] = (
        "Le territoire, et la fonction que vous y exercez : jamais votre nom. Tout se modifie plus "
        "tard. Ctrl+S crée le dossier et commence."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Commencer", priority=True),
        Binding("tab", "app.focus_next", "Champ suivant", show=False),
        Binding("shift+tab", "app.focus_previous", "Champ précédent", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(said("Commencer un territoire", "bold"))

    @property
    def drafts(self) -> Drafts:
        """Where what is typed is kept while there is no log."""
        return Drafts(self.ter.desk.env.state_dir / "depart")

    def body(self) -> ComposeResult:
        """One field under the other."""
        texts: dict[str, Any] = {
            _FOLDER: str(Path.home() / "ter"),
            **(self.drafts.find(_DRAFT) or {}),
        }
        with VerticalScroll(id="champs", can_focus=False):
            for plan in _plans():
                yield FieldBox(plan, str(texts.get(plan.key, "")), self.ter.desk.today)
        yield Static("", id="conseil")
        yield Static("", id="refus")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say how the field that is typed in is filled."""
        for box in event.widget.ancestors:
            if isinstance(box, FieldBox):
                told = said(help_of(box.plan.kind))
                self.query_one("#conseil", Static).update(told, layout=False)

    def on_mount(self) -> None:
        """The first empty field is typed in."""
        boxes = list(self.query(FieldBox))
        next((box for box in boxes if not box.text.strip()), boxes[0]).control.focus()

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field."""
        return {box.plan.key: box.text for box in self.query(FieldBox)}

    @on(FieldBox.Changed)
    def _typed(self) -> None:
        self.drafts.keep(_DRAFT, self.texts)

    @on(Next)
    def _go_on(self) -> None:
        last = list(self.query(FieldBox))[-1]
        if self.focused is last.control:
            self.action_save()
        else:
            self.focus_next()

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Begin, or say what is wrong and go there."""
        made, errors = self._read()
        for box in self.query(FieldBox):
            box.tell_error(errors.get(box.plan.key, ""))
        wrong = next((box for box in self.query(FieldBox) if box.error), None)
        if made is None:
            self._tell("Corrigez ce qui est signalé.")
            if wrong is not None:
                wrong.control.focus()
            return
        folder, territory, function, since = made
        poste = f"Poste de {function.code or function.qualite}"
        try:
            await asyncio.to_thread(
                start, folder, self.ter.desk.env, acteur=function, territoire=territory,
                poste=poste, on=since, origin="tui",
            )  # fmt: skip
        except TerError as error:
            self._tell(" ".join(filter(None, map(spoken, (error.what, error.remedy)))))
            return
        self.drafts.drop(_DRAFT)
        self.dismiss(folder / LOG_FOLDER)

    def _read(
        self,
    ) -> tuple[tuple[Path, TerritoireOuvert, ActeurInscrit, date | None] | None, dict[str, str]]:
        texts, today, errors = self.texts, self.ter.desk.today, dict[str, str]()
        made: dict[str, Any] = {}
        for prefix, cls in _CLASSES.items():
            begin = f"{prefix}."
            own = {key.removeprefix(begin): one for key, one in texts.items() if begin in key}
            found = read_event(cls, own, today)
            errors |= {f"{begin}{key}": message for key, message in found.errors.items()}
            made[prefix] = found.event
        try:
            since: date | None = read_text(Day(""), texts[_SINCE], today)
        except ValueError as error:
            since, errors[_SINCE] = None, str(error)
        if wrong := name_problem(texts[_FOLDER], "dossier"):
            errors[_FOLDER] = wrong
        if errors or not all(made.values()):
            return None, errors
        return (named_file(texts[_FOLDER]), made[_TERRITORY], made[_FUNCTION], since), {}

    def _tell(self, message: str) -> None:
        text = said(f"▲ {message}", colour(self.app.current_theme, "alerte"))
        self.query_one("#refus", Static).update(text)
