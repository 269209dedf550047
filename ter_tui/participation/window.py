"""The window of the grid: what it is made of, what the log knows, what is proposed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.containers import Horizontal
from textual.widgets import Static

from ter_core import Written
from ter_core.errors import TerError
from ter_core.events.fields import Day, Ref
from ter_core.events.typed import read_text
from ter_tui.dialogs.window import Window
from ter_tui.forms.candidates import Candidate, Knowledge, candidates_of
from ter_tui.forms.known import knowledge
from ter_tui.ink import colour, said, user_text
from ter_tui.messages import JournalChanged
from ter_tui.participation import drafts
from ter_tui.participation.gather import Action, Page, actions_of, named, page_of, proposed
from ter_tui.participation.grid import Grid
from ter_tui.participation.sheet import Sheet
from ter_tui.participation.slots import ABOVE, BELOW, ON, Slot, SlotSpec
from ter_tui.widgets.filter import FilterLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from ter_tui.ink import Tone

__all__ = ["GridWindow"]


class GridWindow(Window[list[Written]]):
    """An action and a day, the classes, the other fields; filled as the log comes to be known."""

    above: ClassVar[tuple[SlotSpec, ...]] = ABOVE

    def __init__(self, action: str = "", heading: Text | None = None) -> None:
        super().__init__(heading or said("Participation : qui est venu ?", "bold"))
        self.wanted = action
        self.sheet = Sheet()
        self.actions: list[Action] = []
        self.known = Knowledge()
        self.page: Page | None = None
        self.touched = False
        self.noticed = False
        self.written: list[Written] = []
        self._counts = (-1, -1)
        self._about: tuple[str, date] | None = None
        self._ready = asyncio.Event()
        self._left = False

    @property
    def draft(self) -> str:
        """The name of its draft."""
        return "ParticipationEnregistree en grille"

    @property
    def about(self) -> str:
        """What people know the draft by."""
        return self.slots["action"].text

    # what it is made of

    def body(self) -> ComposeResult:
        """Action and day, the grid and its totals, the other fields."""
        today = self.ter.desk.today
        for spec in self.above:
            yield Slot(spec, today, meaning=True)
        yield Grid(self.sheet)
        with Horizontal(id="totaux-et-filtre"):
            yield Static("", id="totaux")
            yield FilterLine()
        for line in BELOW:
            with Horizontal(classes="rang"):
                for spec in line:
                    yield Slot(spec, today)
        yield Static("", id="refus")

    @property
    def grid(self) -> Grid:
        """The classes."""
        return self.query_one(Grid)

    @property
    def slots(self) -> dict[str, Slot]:
        """The other fields."""
        return {slot.spec.name: slot for slot in self.query(Slot)}

    @property
    def first(self) -> Widget:
        """Where one begins."""
        return self.slots["action"].control

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: slot.text for name, slot in self.slots.items()}

    def on_mount(self) -> None:
        """The action is typed at once; what the log knows comes when it comes."""
        self.query_one("#filtre").can_focus = False
        self.first.focus()
        kept = self.ter.drafts.find(self.draft) if self.ter.drafts else None
        if kept:
            self._resume(kept)
        self.load()

    def _resume(self, kept: Mapping[str, Any]) -> None:
        texts, numbers = drafts.read(kept)
        slots = self.slots
        for name, text in texts.items():
            if name in slots and text:  # what was left empty is proposed again
                slots[name].put(text)
        self.sheet.numbers.update(numbers)
        self.touched = self.noticed = True
        self.tell("Saisie reprise là où elle en était. Ctrl+S l'enregistre.")

    # what the log knows

    @work(group="know")
    async def load(self) -> None:
        """Completion and the proposed action; then its classes, until they are those wanted."""
        try:
            if not self.actions:
                await self.know()
            while self._about is None or self._asked() != self._about:
                await self._fill()
        except TerError as error:
            self.ter.tell_error(error)
        self._ready.set()
        self.show()

    async def know(self) -> None:
        """What may be typed in each field, and the action that is proposed.

        Raises:
            TerError: a question cannot be answered.
        """
        desk = self.ter.desk
        self.actions = await actions_of(desk)
        self.known = await knowledge(desk, ())
        for name, slot in self.slots.items():
            if name == "action":
                slot.offer([Candidate(one.code, one.label) for one in self.actions])
            elif name == "enseignants":
                slot.offer(candidates_of(Ref("", to=("etablissement",)), self.known))
            else:
                slot.offer(candidates_of(slot.kind, self.known))
        wanted = next((one for one in self.actions if one.subject == self.wanted), None)
        first = wanted or proposed(self.actions, desk.today)
        if first is not None and not self.slots["action"].text:
            self.slots["action"].propose(first.code)

    def _action(self) -> Action | None:
        return named(self.actions, self.slots["action"].text)

    def day(self) -> date | None:
        """The day that is typed, if it can be read."""
        try:
            return read_text(Day(""), self.slots[ON].text, self.ter.desk.today)
        except ValueError:
            return None

    def _asked(self) -> tuple[str, date]:
        action = self._action()
        return action.subject if action else "", self.day() or self.ter.desk.today

    async def _fill(self) -> None:
        today, action = self.ter.desk.today, self._action()
        self.tell_action()
        if action is not None:
            self.propose_day(min(action.only_day or today, today))
        about = self._asked()
        self.page = await page_of(self.ter.desk, action, about[1])
        self._about = about
        self.propose(self.page)

    def tell_action(self) -> None:
        """Say which action is named."""
        action = self._action()
        self.slots["action"].mean(user_text(action.label if action else ""))

    def propose_day(self, day: date) -> None:
        """The day that the action suggests."""
        self.slots[ON].propose(f"{day:%d/%m/%Y}")

    def propose(self, page: Page) -> None:
        """What came last comes again, while nobody said anything else."""
        for name in ("lieu", "partenaires", "heures"):
            self.slots[name].propose(page.texts.get(name, ""))
        if not self.touched:
            self.sheet.numbers.clear()
            self.sheet.numbers.update(page.numbers)
        self.sheet.know(page.rows, page.schools)
        self.propose_teachers()

    def propose_teachers(self) -> None:
        """Of each école that came, as many as came before."""
        known = self.page.teachers if self.page else {}
        told = [
            f"{self.sheet.schools[school].code} {known[school]}"
            for school in self.sheet.schools_ticked()
            if known.get(school) and school in self.sheet.schools
        ]
        self.slots["enseignants"].propose(", ".join(told))

    def show(self) -> None:
        """Paint the rows, and what they come to."""
        self.grid.show()
        self._total()

    def _total(self) -> None:
        self.query_one("#totaux", Static).update(said(self.sheet.total(), "bold"), layout=False)
        counts = len(self.grid.shown), len(self.sheet.rows)
        if counts != self._counts:
            self._counts = counts
            self.query_one(FilterLine).tell(counts[0], *counts)

    def look_again(self) -> None:
        """Other rows, if another action or another day was typed."""
        if self._ready.is_set() and self._asked() != self._about:
            self._ready.clear()
            self.grid.wait()
            self.load()

    @on(JournalChanged)
    def _out_of_date(self) -> None:
        if self._ready.is_set() and not self._left:
            self._about, self.actions = None, []
            self.look_again()

    def tell(self, message: str, tone: Tone = "") -> None:
        """Say something under the fields."""
        text = said(message, colour(self.app.current_theme, tone))
        self.query_one("#refus", Static).update(text, layout=False)
