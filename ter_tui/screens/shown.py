"""Lists as they are shown: rows, what is said around them, the detail of the row pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve
from textual import on, work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from ter_core import reports
from ter_tui.screens.asked import chosen_texts, emptiness, question_of, year_of
from ter_tui.screens.rubric import RubricScreen
from ter_tui.widgets.detail import Detail
from ter_tui.widgets.document import announcement, leads_on
from ter_tui.widgets.filter import FilterLine
from ter_tui.widgets.frame import Bar
from ter_tui.widgets.subtabs import Subtabs
from ter_tui.widgets.table import ReportTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from ter_core import Report
    from ter_core.reports.question import Question
    from ter_tui.catalogue import Listing

__all__ = ["ShownLists"]

_BESIDE = 110  # columns from which the detail stands beside the list
_REST = 0.25  # seconds on a row before its story is asked


class ShownLists(RubricScreen):
    """The lists of a rubrique, one at a time; what keys do to them is `ListingScreen`'s."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.params: dict[int, dict[str, Any]] = {}
        self.reports: dict[int, Report] = {}
        self.wanted = ""
        self._rest: Timer | None = None

    def body(self) -> ComposeResult:
        """The names of the lists, the filter, the table and the detail of its row."""
        yield Subtabs(self.rubric.lists)
        yield FilterLine()
        with Horizontal(id="liste-et-detail"):
            with Vertical(id="liste"):
                yield Static(id="annonce")
                yield ReportTable(id="table")
                yield Static(id="vide")
                yield Bar(id="suite")
            with VerticalScroll(id="volet", can_focus=False):
                yield Detail(id="detail")
                yield Static(id="recit")

    @property
    def table(self) -> ReportTable:
        """The list."""
        return self.query_one("#table", ReportTable)

    @property
    def number(self) -> int:
        """Which of the lists is open."""
        return self.query_one(Subtabs).current

    @property
    def listing(self) -> Listing:
        """The list that is open."""
        return self.rubric.lists[self.number]

    @property
    def report(self) -> Report | None:
        """What the open list last answered."""
        return self.reports.get(self.number)

    @property
    def exported(self) -> Report | None:
        """What is written in a file: the rows that were found, in the order that was chosen."""
        return evolve(self.report, rows=tuple(self.table.found)) if self.report else None

    def question(self) -> Question | None:
        """The question of the open list; None while something it needs was not chosen."""
        return question_of(self.listing, self.params.get(self.number, {}))

    async def load(self) -> None:
        """Ask the question of the open list."""
        number, question = self.number, self.question()
        self._tell_parameters()
        if question is None:
            self.reports.pop(number, None)
            self.table.forget()
        else:
            self.reports[number] = await self.ask(question)
        self.show()

    def show(self) -> None:
        """Show what the open list last answered."""
        report = self.report
        if report is not None:
            listing = self.listing
            rows = reversed(report.rows) if listing.last_first else report.rows
            self.table.show(report.columns, rows, key=listing.key_column, order=listing.order)
            if self.wanted:
                self.table.point_at(self.wanted)
                self.wanted = ""
        self._tell()
        if self.focused is None:
            self.set_focus(self.table if self.table.display else None)

    def on_mount(self) -> None:
        """Fill it after the first paint."""
        self._fit()

    def on_resize(self) -> None:
        """The detail stands beside where there is room, below where there is less."""
        self._fit()
        if self.report:
            self._show_detail()

    def _fit(self) -> None:
        self.set_class(self.app.size.width >= _BESIDE, "-large")

    def _tell(self) -> None:
        """Everything around the rows."""
        table, report = self.table, self.report
        filter_line = self.query_one(FilterLine)
        if report is not None:
            filter_line.tell(len(table.rows_shown), table.nb_found, len(table.rows_known))
        table.display = bool(table.rows_shown)
        chosen = self.params.get(self.number, {})
        empty = "" if table.rows_shown else emptiness(self.listing, report, chosen, self.ter)
        self._say("#vide", empty)
        self._say("#annonce", announcement(report, self.ter.current_theme))
        self._say("#suite", leads_on(report, self.query_one("#liste").size.width - 2))
        self.refresh_bindings()
        self._show_detail()

    def _say(self, where: str, text: Any) -> None:
        place = self.query_one(where, Static)
        place.display = bool(text)
        place.update(text)

    def _tell_parameters(self) -> None:
        chosen = self.params.get(self.number, {})
        cls = reports.get(self.listing.question)
        year = year_of(cls, chosen, self.ter.today)
        self.query_one(FilterLine).about(year, chosen_texts(cls, chosen))

    def _show_detail(self) -> None:
        table, large = self.table, self.has_class("-large")
        self.query_one("#volet").display = bool(table.rows_shown)
        self.query_one("#recit", Static).display = False
        if self._rest is not None:
            self._rest.stop()
        if not table.rows_shown:
            return
        detail, row = self.query_one(Detail), table.current_named
        if large:
            detail.show(table.columns_in_order, row)
        else:
            detail.show_rest(table.columns_in_order, row, table.seen)
        if large and self.listing.has_subjects:
            self._rest = self.set_timer(_REST, self._tell_story)

    @work(exclusive=True, group="story")
    async def _tell_story(self) -> None:
        """The story of the row on which the cursor rests."""
        from ter_tui.acts.looking import story_of

        if self.is_current and (target := self.target()):
            story = await story_of(self.ter, *target)
            if story is not None and target == self.target():
                self._say("#recit", story)

    @on(ReportTable.Pointed)
    def _pointed(self) -> None:
        self.refresh_bindings()
        self._show_detail()

    def target(self) -> tuple[str, str] | None:
        """The kind and the name of what the row under the cursor is about."""
        return self.listing.names(self.table.current_named)

    def key(self) -> str:
        """What names the row under the cursor."""
        target = self.target()
        return target[1] if target else ""
