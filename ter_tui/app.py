"""The application: one desk, a screen per rubrique made when first opened, what they share."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec

from textual import work
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen

from ter_core.errors import TerError
from ter_core.vocabulary.typography import french
from ter_tui.catalogue import RUBRIQUES
from ter_tui.failing import fault_told
from ter_tui.first_paint import FirstPaint
from ter_tui.french import install, key_display
from ter_tui.ink import said
from ter_tui.messages import JournalChanged
from ter_tui.preferences import Preferences
from ter_tui.themes import DEFAULT, THEMES
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from rich.text import Text
    from textual.binding import BindingType
    from textual.command import Provider
    from textual.notifications import SeverityLevel

    from ter_core import Entry, Finding, Written
    from ter_core.workspace.screens import Drafts
    from ter_tui.desk import Desk, Known

__all__ = ["TerApp"]

install()

_P = ParamSpec("_P")

_STYLES = (
    "frame",
    "listing",
    "dialogs",
    "palette",
    "forms",
    "accueil",
    "seance",
    "participations",
    "bilan",
)
_FOLLOW_EVERY = 1.0
_DIGITS = ("1,ampersand", "2,é", "3,quotation_mark", "4,apostrophe", "5,left_parenthesis",
           "6,minus", "7,è", "8,underscore", "9,ç")  # fmt: skip


def act(method: Callable[Concatenate[TerApp, _P], Awaitable[None]]) -> Callable[..., object]:
    """Do it in a worker; what is refused is told in a toast."""

    @functools.wraps(method)
    async def guarded(app: TerApp, *args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            await method(app, *args, **kwargs)
        except TerError as error:
            app.tell_error(error)

    return work(group="act")(guarded)


def _commands() -> type[Provider]:
    from ter_tui.dialogs.palette import Commands

    return Commands


def _records() -> type[Provider]:
    from ter_tui.dialogs.palette import Records

    return Records


def _screen(name: str) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        from ter_tui import screens

        return screens.make(name)

    return make


class TerApp(FirstPaint):
    """The coordinator's interface.

    `moment` is the day that is looked at (None for today): whatever is shown is as of that day,
    and nothing is recorded meanwhile.
    """

    TITLE = "ter"
    CSS_PATH: ClassVar[list[str | PurePath]] = [f"styles/{name}.tcss" for name in _STYLES]
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands, _records}
    AUTO_FOCUS = None
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        one.name: _screen(one.name) for one in RUBRIQUES
    }
    DEFAULT_MODE = "accueil"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(keys, f"open('{one.name}')", one.label, show=False)
            for keys, one in zip(_DIGITS, RUBRIQUES, strict=True)
        ),
        Binding("f1", "help_here", "Aide", priority=True),
        Binding("ctrl+p", "command_palette", "Chercher", priority=True),
        Binding("ctrl+q", "quit", "Quitter", show=False, priority=True),
        Binding("f9", "findings", "Constats", show=False),
    ]

    def __init__(self, desk: Desk, *, follow: bool = True) -> None:
        super().__init__()
        self.desk = desk
        self.moment: date | None = None
        self.territory = ""
        self.findings: tuple[Finding, ...] = ()
        self.conflicts = 0
        self.last_written: list[Written] = []
        self.shown_before: dict[str, Any] = {}
        self.drafts: Drafts | None = None
        self.opening_error: TerError | None = None
        self._follow = follow
        self.preferences = Preferences.of(desk.env)
        for theme in THEMES:
            self.register_theme(theme)
        self.wear_first(self.preferences.theme or DEFAULT)

    async def on_load(self) -> None:
        """Find the log: what the last run showed is there before the first paint."""
        try:
            seen = await self.desk.glance()
        except TerError as error:
            self.opening_error = error
            return
        self.drafts = seen.drafts
        if seen.can_write:
            self.preferences.keep(place=str(seen.place))
        if isinstance(seen.before, dict):
            self.shown_before = seen.before
            self.territory = str(seen.before.get("territoire", ""))

    def on_mount(self) -> None:
        """Look for news every second."""
        self.desk.on_news = self._tell_news
        if self._follow:
            self.set_interval(_FOLLOW_EVERY, self._look_for_news)

    def on_unmount(self) -> None:
        """Nobody is told any more."""
        self.desk.on_news = lambda: None

    @property
    def today(self) -> date:
        """The day that screens are about."""
        return self.moment or self.desk.today

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our own variables are where a theme does not say."""
        return THEMES[0].variables

    def get_key_display(self, binding: Binding) -> str:
        """A key as its French keyboard says it."""
        return key_display(binding)

    def action_open(self, name: str) -> None:
        """Go to a rubrique."""
        if self.opening_error is None and self.current_mode != name:
            self.switch_mode(name)

    def look_at(self, moment: date | None) -> None:
        """Show everything as of a day; None comes back to today."""
        self.moment = None if moment == self.desk.today else moment
        self._tell_change()

    @work(exclusive=True, group="follow", exit_on_error=False)
    async def _look_for_news(self) -> None:
        with contextlib.suppress(TerError):  # told when something is asked or recorded
            await self.desk.follow()

    def _tell_news(self) -> None:
        """Called in the desk's thread."""
        with contextlib.suppress(RuntimeError):  # the application is leaving
            self.call_from_thread_soon(self._tell_change)

    def call_from_thread_soon(self, callback: Callable[[], None]) -> None:
        """Have something done by the interface, without waiting for it."""
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(callback)

    def _tell_change(self) -> None:
        for screen in self.screen_stack:
            screen.post_message(JournalChanged())

    def _handle_exception(self, error: Exception) -> None:
        if not self._exit:  # else a screen was taken apart before its answer came
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if self._exception is None or os.environ.get("TER_TRACE"):
            super()._fatal_error()
            return
        self._exit_renderables.append(fault_told(self._exception))
        self._close_messages_no_wait()

    async def action_help_here(self) -> None:
        """What this screen is for, and its keys."""
        from ter_tui.dialogs.help import HelpDialog

        if not isinstance(self.screen, HelpDialog | CommandPalette):
            await self.push_screen(HelpDialog(self.screen))

    # What is done from any screen, each in a worker: it may open dialogs and await answers.

    async def record(self, *entries: Entry, quiet: bool = False) -> list[Written] | None:
        """Record a lot from a worker, its doubts confirmed; None where one was not.

        It is told in a toast unless `quiet`.

        Raises:
            TerError: it is refused, or could not be written.
        """
        from ter_tui.acts.recording import record

        return await record(self, *entries, quiet=quiet)

    @act
    async def open_list(self, name: str, title: str) -> None:
        """Go to a list of a rubrique, by the name it has there."""
        from ter_tui.screens.accueil_doing import to_list

        await to_list(self, name, title)

    @act
    async def create(self, *types: str) -> None:
        """Record what creates a subject; which one is asked where several types do."""
        from ter_tui.acts.recording import create

        await create(self, types)

    @act
    async def say(self, type_name: str, kind: str, key: str) -> None:
        """Record something about what a row names."""
        from ter_tui.acts.looking import named
        from ter_tui.acts.recording import say

        await say(self, type_name, await named(self, kind, key))

    @act
    async def act_on(self, kind: str, key: str) -> None:
        """Choose what to say about what a row names."""
        from ter_tui.acts.looking import act_on, named

        await act_on(self, await named(self, kind, key))

    @act
    async def open_row(self, kind: str, key: str) -> None:
        """Everything about what a row names."""
        from ter_tui.acts.looking import named, open_subject

        await open_subject(self, await named(self, kind, key))

    @act
    async def open_subject(self, subject: Known) -> None:
        """Everything about a subject."""
        from ter_tui.acts.looking import open_subject

        await open_subject(self, subject)

    @act
    async def tell_history(self, kind: str, key: str) -> None:
        """The story of what a row names."""
        from ter_tui.acts.looking import named, tell_history

        await tell_history(self, await named(self, kind, key))

    @act
    async def undo(self, kind: str, key: str) -> None:
        """Take back the last event about what a row names."""
        from ter_tui.acts.looking import named
        from ter_tui.acts.recording import undo

        await undo(self, await named(self, kind, key))

    @act
    async def action_undo_last(self) -> None:
        """Take back what was just recorded here."""
        from ter_tui.acts.recording import undo_last

        await undo_last(self)

    @act
    async def action_moment(self) -> None:
        """Look at another day, or come back to today."""
        from ter_tui.acts.choosing import choose_moment

        await choose_moment(self)

    @act
    async def action_conflicts(self) -> None:
        """Settle what two postes said without knowing of each other."""
        from ter_tui.acts.conflicts import settle

        await settle(self)

    @act
    async def action_findings(self) -> None:
        """What the log has to say of itself."""
        from ter_tui.dialogs.findings import FindingsDialog

        await self.push_screen_wait(FindingsDialog())

    @act
    async def action_export(self) -> None:
        """Write the list that is shown as a file for a spreadsheet."""
        from ter_tui.acts.exporting import export

        await export(self)

    def tell_text(self, text: Text, severity: SeverityLevel = "information") -> None:
        """A toast."""
        self.notify(text.plain, severity=severity, markup=False)

    def tell_error(self, error: TerError) -> None:
        """What was refused and what to do, in a toast that stays a while."""
        where = f"({error.where})" if os.sep in error.where else ""  # a file, which nothing shows
        told = said(" ".join(filter(None, (spoken(error.what), where, spoken(error.remedy)))))
        self.notify(told.plain, title=french("Refusé"), severity="error", timeout=10, markup=False)

    def keep_theme(self, name: str) -> None:
        """Change the colours, for good."""
        self.theme = name
        self.preferences.keep(theme=name)
