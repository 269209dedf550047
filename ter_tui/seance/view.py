"""An open séance as it is shown: the agenda, the notes of a point, its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static, TextArea

from ter_core.errors import TerError
from ter_core.vocabulary.typography import french
from ter_tui.acts.looking import named
from ter_tui.messages import JournalChanged
from ter_tui.seance import heading, recording
from ter_tui.seance.agenda import Agenda, entries_of
from ter_tui.seance.decisions import Followed, TakenList, followed
from ter_tui.seance.live import Live, Point, fetch
from ter_tui.seance.notes import ABOUT, NO_POINT, Notes
from ter_tui.seance.paper import Paper
from ter_tui.seance.strip import Strip
from ter_tui.widgets.frame import KeyBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text
    from textual.app import ComposeResult

    from ter_tui.app import TerApp
    from ter_tui.desk import Known
    from ter_tui.seance.agenda import Entry
    from ter_tui.seance.paper import Passage

__all__ = ["SeanceView"]

_LARGE = 120
_INVITATION = french("Ce qui se dit. F2 fait une décision de la ligne où vous êtes.")


class SeanceView(Screen[None]):
    """One séance, and what was typed of it; a draft keeps that at every key."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self.known = known
        self.live: Live | None = None
        self.notes = Notes()
        self.current = -1
        self.passage: Passage | None = None
        self.refused: dict[int, str] = {}
        self._marked: tuple[Text, Text] | None = None

    @property
    def ter(self) -> TerApp:
        """The application."""
        return cast("TerApp", self.app)

    @property
    def paper(self) -> Paper:
        """Where notes are typed."""
        return self.query_one(Paper)

    @property
    def strip(self) -> Strip:
        """Where a decision is said."""
        return self.query_one(Strip)

    def compose(self) -> ComposeResult:
        """The agenda, the open point, and where room allows what is followed."""
        yield Static("", id="seance-titre")
        yield Static("", id="seance-etat")
        with Horizontal(id="seance-corps"):
            yield Agenda()
            with Vertical(id="point"):
                with Horizontal(id="point-tete"):
                    yield Static("", id="point-titre")
                    yield Static("", id="point-marque")
                yield Paper(placeholder=_INVITATION, id="notes")
                yield Static("", id="point-refus")
                yield TakenList(id="prises", compact=True)
                yield Strip()
            with Vertical(id="suivies"):
                yield Static("", id="suivies-titre")
                yield Followed(id="a-suivre", compact=True)
        yield KeyBar(id="touches")

    def on_mount(self) -> None:
        """What a draft kept is there at once; the log's part comes when it comes."""
        self.set_class(self.app.size.width >= _LARGE, "-large")
        kept = self.ter.drafts.find(self.draft) if self.ter.drafts else None
        self.notes = Notes.of(kept or {})
        self.paper.focus()
        self._come()

    def on_resize(self) -> None:
        """The decisions to follow stand beside where there is room."""
        was = self.has_class("-large")
        self.set_class(self.app.size.width >= _LARGE, "-large")
        if self.has_class("-large") and not was:
            self.reload()
        if self.live is not None:
            title = heading.title(self.live, self.app.size.width)
            self.query_one("#seance-titre", Static).update(title)

    @property
    def draft(self) -> str:
        """The name of the draft."""
        return f"seance {self.known.subject}"

    def keep(self) -> None:
        """Keep what is typed and not recorded."""
        if self.ter.drafts is None:
            return
        if texts := self.notes.draft():
            self.ter.drafts.keep(
                self.draft, {**texts, ABOUT: f"{self.known.code} {self.known.label}"}
            )
        else:
            self.ter.drafts.drop(self.draft)

    @on(JournalChanged)
    def _out_of_date(self) -> None:
        self.reload()

    @work(exclusive=True, group="enter")
    async def _come(self) -> None:
        await self._load()

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Ask for everything again; what is typed stays."""
        await self._load()

    async def _load(self) -> None:
        desk, moment = self.ter.desk, self.ter.moment
        try:
            self.known = await named(self.ter, "seance", self.known.subject)
            self.live, report = await fetch(desk, self.known, moment)
            self.strip.know(await desk.known("acteur", "organisme"))
            self.ter.findings = report.findings
            self._paint()
            if self.has_class("-large"):
                rows = await followed(desk, self.live, moment)
                self.query_one("#suivies-titre", Static).update(heading.followed(rows))
                self.query_one("#a-suivre", Followed).show(rows)
        except TerError as error:
            self.ter.tell_error(error)

    def _paint(self) -> None:
        live = self.live
        if live is None:
            return
        first = self.current < 0
        if not first:
            self.take_in()
        self.notes.learn(live.points)
        entries = entries_of(live, self.notes)
        if self.current not in [one.n for one in entries]:
            self.current = self._first(entries)
        if first:
            self._take_in_early()
        self.keep()
        theme = self.app.current_theme
        self.query_one("#seance-titre", Static).update(heading.title(live, self.app.size.width))
        self.query_one("#seance-etat", Static).update(heading.state(live, theme))
        self.paint_point()
        if first and self.notes.strip.get("libelle"):
            recording.resume_strip(self)

    def _first(self, entries: Sequence[Entry]) -> int:
        """Where one begins: where something was being said, else at what is not treated."""
        begun = self.notes.strip.get("point")
        for one in entries:
            if str(one.n) == begun:
                return one.n
        left = [one for one in entries if one.is_typed] or [
            one for one in entries if not one.is_treated
        ]
        return (left or entries)[0].n

    def paint_point(self) -> None:
        """Show the open point: its title, its notes, its decisions, where its text stands."""
        live = self.live
        if live is None:
            return
        entries, theme = entries_of(live, self.notes), self.app.current_theme
        self.query_one(Agenda).show(entries, self.current)
        entry = next(one for one in entries if one.n == self.current)
        self.query_one("#point-titre", Static).update(heading.point(entry, theme))
        text = self.notes.text(self.current)
        if self.paper.text != text:
            self.paper.show(text)
        self.paper.disabled = self.current == NO_POINT
        self.paper.read_only = not live.is_open
        taken = [one for one in live.taken if (one.point or NO_POINT) == self.current]
        self.query_one(TakenList).show(taken)
        self.paint_mark()

    def paint_mark(self) -> None:
        """Whether the text is recorded, and why it is not."""
        theme, n = self.app.current_theme, self.current
        mark = heading.mark_of(self.notes, n, theme)
        told = heading.refusal(self.notes, n, self.refused.get(n, ""), theme)
        if (mark, told) == self._marked:  # at most keys: nothing is laid out again
            return
        self._marked = (mark, told)
        self.query_one("#point-marque", Static).update(mark)
        refused = self.query_one("#point-refus", Static)
        refused.display = bool(told)
        refused.update(told)

    def take_in(self) -> None:
        """What stands on the paper, whatever messages are still on their way."""
        if self.current > NO_POINT:
            self.notes.type(self.current, self.paper.text)

    def _take_in_early(self) -> None:
        """What was typed before the log's part came stands after what is known of the point."""
        early, known = self.paper.text, self.notes.text(self.current)
        if early.strip():
            self.notes.type(self.current, f"{known}\n{early}" if known else early)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        was = self.notes.is_typed(self.current)
        self.take_in()
        self.keep()
        self.refused.pop(self.current, None)
        if self.notes.is_typed(self.current) != was and self.live is not None:
            self.query_one(Agenda).show(entries_of(self.live, self.notes), self.current)
        self.paint_mark()

    @on(Agenda.Pointed)
    def _pointed(self, event: Agenda.Pointed) -> None:
        self.select(event.n)

    @on(Agenda.Entered)
    def _entered(self) -> None:
        self.paper.focus()

    def select(self, n: int) -> None:
        """Open another point; the text of this one is recorded."""
        if n == self.current or self.live is None:
            return
        self.take_in()
        self.save_point(self.current)
        self.current = n
        if self.strip.is_open:
            self.strip.close()
            self.paper.focus()
        self.paint_point()

    def action_step(self, step: int) -> None:
        """Open the next point, or the one before."""
        numbers = [one.n for one in self.query_one(Agenda).entries]
        if self.current in numbers:
            at = numbers.index(self.current) + step
            if 0 <= at < len(numbers):
                self.select(numbers[at])

    @work(group="notes")
    async def save_point(self, n: int) -> None:
        """Record the text of a point, silently."""
        await recording.save_point(self, n)

    @on(Agenda.Removed)
    def _remove(self) -> None:
        entry: Entry | None = next(
            (one for one in self.query_one(Agenda).entries if one.n == self.current), None
        )
        if entry and entry.is_removable and len(self.query_one(Agenda).entries) > 1:
            self.notes.titles.pop(self.current, None)
            self.notes.drop(self.current)
            self.current = -1
            self._paint()

    def point_of(self, n: int) -> Point:
        """What the log says of a point; a bare one where it says nothing."""
        found = self.live.points if self.live else ()
        return next((one for one in found if one.n == n), Point(n))
