"""The grid entry: what one does in it, and recording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events, on, work
from textual.binding import Binding
from textual.timer import Timer

from ter_core.errors import ConfirmationNeeded, TerError
from ter_tui.dialogs.ask import ConfirmDialog
from ter_tui.forms.controls import Next
from ter_tui.forms.places import field_of
from ter_tui.ink import said
from ter_tui.participation import drafts, reading
from ter_tui.participation.grid import Grid
from ter_tui.participation.other_group import OtherGroupDialog
from ter_tui.participation.slots import ON, Slot
from ter_tui.participation.window import GridWindow
from ter_tui.widgets.filter import FilterLine

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["GridScreen"]

_PAUSE = 0.3
_HOW = "Espace coche, des chiffres changent le nombre, → les filles, t tout, / chercher."
_SAID_ANEW = (
    "enseignants", "accompagnateurs", "familles", "autres_professionnels", "du", "estimation",
)  # fmt: skip


class GridScreen(GridWindow):
    """A participation to record. The answer is what was written, if anything was."""

    help_text: ClassVar[str] = (
        "Qui a pris part à une action. Choisissez l'action (quelques lettres de son nom, puis "
        "Entrée) et le jour. Dans la grille, Espace coche la ligne avec son effectif ; des "
        "chiffres tapés remplacent ce nombre, 0 l'efface, → compte les filles. c coche tous les "
        "niveaux d'une classe, t coche tout, e montre toutes les classes, / en cherche une dans "
        "tout le réseau, g ajoute un groupe qui n'est pas une classe. Un point marque ce qui est "
        "déjà venu à cette action. Ctrl+S enregistre et ferme, Ctrl+N enregistre et en commence "
        "une autre. Ce qui est tapé est gardé, même si l'ordinateur s'éteint."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", priority=True),
        Binding("ctrl+n", "save(True)", "Puis une autre", priority=True),
        Binding("escape", "leave", "Fermer"),
        Binding("tab", "app.focus_next", "Champ suivant", show=False),
        Binding("shift+tab", "app.focus_previous", "Champ précédent", show=False),
    ]

    def __init__(self, action: str = "", heading: Text | None = None) -> None:
        super().__init__(action, heading)
        self._timer: Timer | None = None

    @on(Slot.Changed)
    def _typed(self, event: Slot.Changed) -> None:
        event.stop()
        self.tell_action()
        self.changed()

    @on(Grid.Changed)
    def _ticked(self, event: Grid.Changed) -> None:
        event.stop()
        self.touched = True
        self.propose_teachers()
        self._total()
        self.changed()

    def changed(self) -> None:
        """Keep what is said, and have it judged soon."""
        if self._left:
            return
        if self.ter.drafts:
            kept = drafts.written(self.texts, self.sheet.numbers, self.about)
            self.ter.drafts.keep(self.draft, kept)
        self.noticed = False
        self.tell("")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._judge)

    @on(Next)
    def _go_on(self, event: Next) -> None:
        event.stop()
        if self.focused is list(self.slots.values())[-1].control:
            self.action_save()
        else:
            self.focus_next()

    @on(events.DescendantFocus)
    def _came(self, event: events.DescendantFocus) -> None:
        slots = self.slots
        if all(event.widget is not slots[spec.name].control for spec in self.above):
            self.look_again()

    @on(Slot.Entered)
    def _hint(self, event: Slot.Entered) -> None:
        event.stop()
        slots = list(self.slots.values())
        last = " Entrée enregistre." if event.slot is slots[-1] else ""
        if not self.noticed:
            self.tell(f"{event.slot.hint}{last}", "discret")

    @on(Grid.Entered)
    def _hint_grid(self, event: Grid.Entered) -> None:
        event.stop()
        if not self.noticed:
            self.tell(_HOW, "discret")

    @on(Grid.Unknown)
    def _unknown(self, event: Grid.Unknown) -> None:
        event.stop()
        self.tell("Son effectif n'est pas connu : tapez le nombre d'élèves.", "attention")

    @on(Grid.FilterWanted)
    def _open_filter(self, event: Grid.FilterWanted) -> None:
        event.stop()
        self.query_one("#filtre").can_focus = True
        self.query_one(FilterLine).open()

    @on(FilterLine.Changed)
    def _filter(self, event: FilterLine.Changed) -> None:
        self.grid.look_for(event.words)
        self._total()

    @on(FilterLine.Left)
    def _back_to_grid(self) -> None:
        self.query_one("#filtre").can_focus = False
        self.grid.focus()

    @on(Grid.OtherWanted)
    @work(exclusive=True, group="other")
    async def _add_group(self) -> None:
        schools = [one for one in self.sheet.schools.values() if one.code]
        added = await self.app.push_screen_wait(OtherGroupDialog(schools, self.known))
        if added is not None:
            self.sheet.add(*added)
            self.show()
            self.grid.post_message(Grid.Changed())

    # recording

    def read(self) -> reading.Said:
        """What the grid says."""
        return reading.participation(self.texts, self.sheet, self.day(), self.ter.desk.today)

    @work(exclusive=True, group="judge")
    async def _judge(self) -> None:
        """What the rules would say of what is said so far."""
        await self._ready.wait()
        if self.noticed:
            return
        found = self.read()
        wrong = next((slot.error for slot in self.slots.values() if slot.error), "")
        wrong = wrong or found.errors.get("lignes", "")
        if wrong or found.entry is None:
            self.tell(f"▲ {wrong}" if wrong else "", "alerte")
            return
        try:
            await self.ter.desk.preview(found.entry)
        except ConfirmationNeeded as doubt:
            self.tell(f"◆ {doubt.what}", "attention")
        except TerError:
            return  # told when it is recorded: somebody may still be typing

    def action_save(self, again: bool = False) -> None:  # noqa: FBT001, FBT002 - a key's
        """Record, once; then leave, or begin another."""
        if not self.is_saving:
            self._save(again=again)

    @work(group="save")
    async def _save(self, *, again: bool) -> None:
        """Record, or say what is wrong and go there."""
        self.look_again()
        await self._ready.wait()
        found = self.read()
        if found.entry is None:
            self._refuse(found.errors)
            return
        try:
            written = await self.ter.record(found.entry)
        except TerError as error:
            self._refuse({field_of(error.where): f"{error.what} {error.remedy}".strip()})
            return
        if written is None:
            return
        self.written += written
        self._forget()
        if again:
            self._begin_another()
        else:
            self.dismiss(self.written)

    def _begin_another(self) -> None:
        for name in _SAID_ANEW:
            self.slots[name].empty()
        self.sheet.numbers.clear()
        self.touched = self.noticed = self._left = False
        self.grid.point_at_top()
        self.show()
        day = self.slots.get(ON)
        (day or self.slots["action"]).control.focus()

    def _refuse(self, errors: Mapping[str, str]) -> None:
        name, message = next(iter(errors.items()))
        slot = self.slots.get(name.removeprefix("champs."))
        label = f"{slot.spec.label} : " if slot else ""
        self.tell(f"▲ {label}{message}", "alerte")
        self.noticed = True
        if slot is not None:
            slot.control.focus()
            slot.add_class("-error")
        elif name == "lignes":
            self.grid.focus()

    @property
    def is_dirty(self) -> bool:
        """Whether something was said of who came that was not proposed."""
        others = [slot for name, slot in self.slots.items() if name not in ("action", ON)]
        return self.touched or any(slot.touched and slot.text for slot in others)

    def action_leave(self) -> None:
        """See every row again; else close, and drop what was said only if one says so."""
        if self.is_saving:
            return
        if self.grid.words:
            self.query_one(FilterLine).action_clear()
        else:
            self._leave()

    @work(exclusive=True, group="leave")
    async def _leave(self) -> None:
        if self.is_dirty:
            told = said("Garder ce qui est tapé pour plus tard ? « Non » l'efface.")
            keep = await self.app.push_screen_wait(ConfirmDialog(said("Fermer la saisie"), told))
            if keep is None:
                return
            if not keep:
                self._forget()
        else:
            self._forget()
        self._left = True
        self.dismiss(self.written or None)

    def _forget(self) -> None:
        self._left = True
        if self.ter.drafts:
            self.ter.drafts.drop(self.draft)
