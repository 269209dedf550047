"""Any rubrique made of lists: filter, sort, look at a row, act on it, record something new."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding

from ter_core import reports
from ter_tui.screens.asked import next_year, year_of
from ter_tui.screens.shown import ShownLists
from ter_tui.widgets.filter import FilterLine
from ter_tui.widgets.subtabs import Subtabs
from ter_tui.widgets.table import ReportTable

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["ListingScreen"]


class ListingScreen(ShownLists):
    """The lists of a rubrique, and what the keyboard and the mouse do to them."""

    help_text: ClassVar[str] = (
        "Une liste : tapez / pour filtrer, Entrée pour ouvrir une ligne, n pour en ajouter une, "
        "a pour agir sur elle, h pour son histoire. Les flèches ← et → passent d'une liste à "
        "l'autre, < et > d'une année scolaire à l'autre. Un clic sur un titre de colonne trie."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "Nouveau"),
        Binding("a", "act", "Agir"),
        Binding("slash,colon", "filter", "Filtrer"),
        Binding("h", "history", "Histoire"),
        Binding("u", "undo", "Annuler"),
        Binding("t", "sort", "Trier", show=False),
        Binding("p", "parameters", "Choisir", show=False),
        Binding("space", "read", "Tout lire", show=False),
        Binding("left", "step_list(-1)", "Liste précédente", show=False),
        Binding("right", "step_list(1)", "Liste suivante", show=False),
        Binding("less_than_sign", "step_year(-1)", "Année précédente", show=False),
        Binding("greater_than_sign", "step_year(1)", "Année suivante", show=False),
        Binding("x", "app.export", "Exporter", show=False),
        Binding("escape", "unfilter", "Tout revoir", show=False),
    ]

    @on(FilterLine.Changed)
    def _filter(self, event: FilterLine.Changed) -> None:
        self.table.filter(event.words)
        self._tell()

    @on(FilterLine.Left)
    def _back_to_list(self) -> None:
        self.table.focus()

    @on(ReportTable.Opened)
    def _open(self) -> None:
        if target := self.target():
            self.ter.open_row(*target)

    def action_filter(self) -> None:
        """Type words to look for."""
        self.query_one(FilterLine).open()

    def action_unfilter(self) -> None:
        """See every row again."""
        self.query_one(FilterLine).action_clear()

    def action_list(self, number: int) -> None:
        """Open another list; what it last answered is shown at once."""
        self.query_one(Subtabs).point_at(number)
        filter_line = self.query_one(FilterLine)
        filter_line.reset()
        filter_line.wait()
        self.table.forget()
        self._tell_parameters()
        self.show()
        self.reload()

    def action_step_list(self, step: int) -> None:
        """Open the next list, or the one before."""
        if len(self.rubric.lists) > 1:
            self.action_list(self.number + step)

    def action_step_year(self, step: int) -> None:
        """Look at another school year, where the list has one."""
        chosen = self.params.get(self.number, {})
        year = year_of(reports.get(self.listing.question), chosen, self.ter.today)
        if year:
            self.params[self.number] = {**chosen, "annee": next_year(year, step)}
            self.query_one(FilterLine).wait()
            self.reload()

    @work(exclusive=True, group="choose")
    async def action_parameters(self) -> None:
        """Choose what the list is about."""
        from ter_tui.acts.choosing import choose_parameters

        number = self.number
        cls = reports.get(self.listing.question)
        known = self.params.get(number, {})
        chosen = await choose_parameters(self.ter, cls, known, self.listing.params)
        if chosen is not None:
            self.params[number] = chosen
            self.query_one(FilterLine).wait()
            self.reload()

    @work(exclusive=True, group="choose")
    async def action_sort(self) -> None:
        """Choose a column to sort by."""
        from ter_tui.acts.choosing import choose_column

        name = await choose_column(self.ter, self.table.sortable)
        if name is not None:
            self.table.sort_by(name)

    @work(exclusive=True, group="choose")
    async def action_read(self) -> None:
        """Read the whole answer: its sentences, its chapters."""
        from ter_tui.dialogs.reading import ReadingDialog

        if self.report is not None:
            await self.ter.push_screen_wait(ReadingDialog(self.report))

    def action_new(self) -> None:
        """Record what the list is made of."""
        self.ter.create(*self.listing.creates)

    def action_act(self) -> None:
        """Choose what to say about the row."""
        if target := self.target():
            self.ter.act_on(*target)

    def action_history(self) -> None:
        """The story of the row."""
        if target := self.target():
            self.ter.tell_history(*target)

    def action_undo(self) -> None:
        """Take back the last event about the row."""
        if target := self.target():
            self.ter.undo(*target)

    def action_say(self, type_name: str) -> None:
        """Say one thing about the row."""
        if target := self.target():
            self.ter.say(type_name, *target)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing here are not shown; those that nothing answers to are dim."""
        del parameters
        if action == "new":
            return bool(self.listing.creates)
        if action in ("act", "history", "undo", "say"):
            return self.listing.has_subjects and (bool(self.target()) or None)
        return True
