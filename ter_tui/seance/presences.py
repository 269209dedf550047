"""F5: who is there, one key for each."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ter_core import Entry
from ter_core.errors import InvalidValue, TerError
from ter_core.events.fields import ANYONE, Ref
from ter_tui.dialogs.window import Window
from ter_tui.forms.candidates import Knowledge, candidates_of
from ter_tui.forms.controls import Line, Next, Suggestions
from ter_tui.forms.places import told_of
from ter_tui.ink import colour, said, user_text
from ter_tui.seance.attendance import (
    EXPECTED,
    LEADS,
    PRESENCES,
    STAND_IN,
    WRITES,
    Attendance,
    counted,
)
from ter_tui.seance.live import Seat
from ter_tui.seance.notes import ABOUT
from ter_tui.seance.saving import now_here, read_moment, rounded
from ter_tui.seance.strip import Several

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.theme import Theme

    from ter_tui.desk import Known
    from ter_tui.seance.live import Live

__all__ = ["PresencesDialog"]

_MARKS: dict[str, tuple[str, Any]] = {
    "présent": ("✓", "bien"),
    "représenté": ("◐", "accent"),
    "excusé": ("○", "attention"),
    "absent": ("✕", "alerte"),
    EXPECTED: ("·", "discret"),
}
_KEYS = (
    "p présent   e excusé   a absent   r représenté   t tous présents\n"
    "d préside   s tient le secrétariat   + quelqu'un d'autre"
)
_ADDED, _STANDS_IN = "ajout", "remplacement"


class Seats(OptionList):
    """The people; one key notes the one pointed at and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"screen.note('{word}')", word.capitalize(), show=False)
            for key, word in zip("pea", PRESENCES, strict=True)
        ),
        Binding("r", "screen.represented", "Représenté", show=False),
        Binding("space", "screen.cycle", "L'un après l'autre", show=False),
        Binding("t", "screen.all_present", "Tous présents", show=False),
        Binding("d", f"screen.role('{LEADS}')", "Préside", show=False),
        Binding("s", f"screen.role('{WRITES}')", "Secrétariat", show=False),
        Binding("plus,n", "screen.add", "Ajouter quelqu'un", show=False),
    ]


class PresencesDialog(Window[None]):
    """Everybody expected or noted, as it stands until it is recorded."""

    help_text: ClassVar[str] = (
        "Qui est là : une touche par personne, et l'on passe à la suivante. La même touche une "
        "seconde fois revient à « attendu ». t note présents tous ceux qui ne sont pas encore "
        "notés ; + ajoute quelqu'un. Ctrl+S enregistre : la séance est alors tenue."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Enregistrer", priority=True),
        Binding("escape", "leave", "Fermer"),
    ]

    def __init__(self, live: Live) -> None:
        super().__init__(said("Présences", "bold"))
        self.live = live
        self.attendance = Attendance(list(live.seats))
        self.known: list[Known] = []
        self.wanted = ""
        self._draft = f"presences {live.subject}"

    def body(self) -> ComposeResult:
        """The keys, the people, the line to add somebody, the hour."""
        yield Static(said(_KEYS), id="touches-presences")
        yield Seats(id="gens", compact=True)
        offered = Suggestions()
        yield offered
        with Horizontal(classes="ligne", id="qui"):
            yield Static("", classes="nom")
            yield Several(offered, many=False, id="quelquun")
        with Horizontal(classes="ligne"):
            yield Static(said("Début"), classes="nom")
            yield Line(self._start(), id="debut")
        yield Static("", id="refus")

    def on_mount(self) -> None:
        """What a draft kept is put back."""
        kept = self.ter.drafts.find(self._draft) if self.ter.drafts else None
        if kept:
            self.attendance.resume(kept)
        if not self.attendance.seats:
            self._tell(said("Cette instance n'a pas de membre connu : + ajoute qui est là."))
        self.query_one("#qui").display = False
        self.query_one("#refus").display = not self.attendance.seats
        self._paint(0)
        self.seats.focus()
        self._know()

    @property
    def seats(self) -> Seats:
        """The list."""
        return self.query_one(Seats)

    @work(exclusive=True, group="know")
    async def _know(self) -> None:
        with contextlib.suppress(TerError):
            self.known = await self.ter.desk.known(*ANYONE)
            self.query_one(Several).candidates = candidates_of(
                Ref("", to=ANYONE), Knowledge(tuple(self.known))
            )

    def action_note(self, presence: str) -> None:
        """Note somebody, and go on."""
        if (at := self._at()) is not None:
            self.attendance.note(at, presence)
            self._changed(at + 1)

    def action_cycle(self) -> None:
        """The next word for the same person."""
        if (at := self._at()) is not None:
            self.attendance.cycle(at)
            self._changed(at)

    def action_all_present(self) -> None:
        """Whoever is only expected is there."""
        self.attendance.all_present()
        self._changed(self._at() or 0)

    def action_role(self, role: str) -> None:
        """Who leads, who writes."""
        if (at := self._at()) is not None:
            self.attendance.give_role(at, role)
            self._changed(at)

    def action_represented(self) -> None:
        """Say by whom."""
        if self._at() is not None:
            self._ask(_STANDS_IN, "Représenté par")

    def action_add(self) -> None:
        """Somebody else came."""
        self._ask(_ADDED, "Présent aussi")

    def _ask(self, wanted: str, label: str) -> None:
        self.wanted = wanted
        self.query_one("#qui").display = True
        self.query_one("#qui .nom", Static).update(said(label))
        line = self.query_one(Several)
        line.value = ""
        line.focus()

    @on(Next)
    def _answered(self, event: Next) -> None:
        event.stop()
        if not self.wanted:
            self.seats.focus()
            return
        found = self.query_one(Several).exact(self.query_one(Several).typing)
        if found is None:
            self._tell(said("▲ Personne ne porte ce nom.", self._alarm()))
            return
        at = self._at() or 0
        if self.wanted == _STANDS_IN:
            self.attendance.stand_in(at, found.word)
            at += 1
        else:
            who = next(one for one in self.known if one.code == found.word)
            at = self.attendance.add(Seat(who.subject, who.code, who.label, PRESENCES[0]))
        self._back()
        self._changed(at)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(Text(""))

    def action_leave(self) -> None:
        """Close the line, or the whole; what was noted stays in a draft."""
        if self.wanted:
            self._back()
            return
        if self.ter.drafts and self.ter.drafts.find(self._draft):
            self.ter.tell_text(said("Présences gardées, pas encore enregistrées : F5 y revient."))
        self.dismiss(None)

    def _back(self) -> None:
        self.wanted = ""
        self.query_one("#qui").display = False
        self.seats.focus()

    def action_save(self) -> None:
        """Record, once: the séance is held."""
        if not self.is_saving:
            self._save()

    @work(group="save")
    async def _save(self) -> None:
        try:
            debut = self._read_start()
            subjects = {one.code: one.subject for one in await self.ter.desk.known(*ANYONE)}
            event = self.attendance.event(debut, subjects)
            written = await self.ter.record(Entry(event, self.live.subject), quiet=True)
        except TerError as error:
            self._tell(said(f"▲ {told_of(error)}", self._alarm()))
            return
        if written is not None:
            if self.ter.drafts:
                self.ter.drafts.drop(self._draft)
            self.dismiss(None)

    def _read_start(self) -> datetime | None:
        typed = self.query_one("#debut", Line).value
        day = self.live.day or self.ter.desk.today
        try:
            return read_moment(typed, day) if typed.strip() else None
        except ValueError as error:
            raise InvalidValue(str(error)) from None

    def _start(self) -> str:
        """The hour that was planned, or the present one where it begins early."""
        planned = self.live.start
        if planned is None:
            return ""
        now = now_here(self.ter.desk)
        if planned.date() == now.date() and now < planned:
            planned = rounded(now)
        return f"{planned:%H:%M}"

    def _at(self) -> int | None:
        return self.seats.highlighted if self.attendance.seats else None

    def _changed(self, at: int) -> None:
        if self.ter.drafts:
            about = f"{self.live.code} {self.live.instance_label}"
            self.ter.drafts.keep(self._draft, {**self.attendance.draft(), ABOUT: about})
        self._paint(at)

    def _paint(self, at: int) -> None:
        seats, theme = self.attendance.seats, self.app.current_theme
        told = said("Présences  ", "bold").append_text(said(counted(seats)))
        self.query_one("#intitule", Static).update(told)
        self.seats.clear_options()
        self.seats.add_options([Option(_row(one, theme)) for one in seats])
        if seats:
            self.seats.highlighted = min(at, len(seats) - 1)

    def _tell(self, text: Text) -> None:
        told = self.query_one("#refus", Static)
        told.display = bool(text)
        told.update(text)

    def _alarm(self) -> str:
        return colour(self.app.current_theme, "alerte")


def _row(seat: Seat, theme: Theme) -> Table:
    symbol, tone = _MARKS.get(seat.presence, ("?", "alerte"))
    line = Table.grid(padding=(0, 1, 0, 0), expand=True)
    line.add_column(width=12, no_wrap=True)
    line.add_column(ratio=1, no_wrap=True)
    line.add_column(no_wrap=True, justify="right")
    accent = colour(theme, "accent")
    told = [said(seat.role, f"bold {accent}")] if seat.role else []
    if seat.presence == STAND_IN:
        told.append(user_text(f"par {seat.par}", accent))
    line.add_row(
        Text(f"{symbol} {seat.presence}", colour(theme, tone)),
        user_text(seat.label),
        Text("  ").join(told),
    )
    return line
