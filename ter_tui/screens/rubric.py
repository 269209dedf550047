"""The base of every rubrique: its frame, loading and loading again, acting on subjects."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.binding import Binding
from textual.screen import Screen

from ter_core.errors import TerError
from ter_tui.catalogue import rubric
from ter_tui.messages import JournalChanged
from ter_tui.widgets.frame import Banner, KeyBar, Tabs, TitleBar

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ter_core import Report
    from ter_core.reports.question import Question
    from ter_tui.app import TerApp

__all__ = ["RubricScreen"]

_Seen = tuple[int, "date | None", str]


class RubricScreen(Screen[None]):
    """A tab. A screen says what it is made of (`body`) and how it fills (`load`).

    `help_text` is what F1 says of it, `key_order` the keys that come first below it.
    """

    help_text: ClassVar[str] = ""
    key_order: ClassVar[tuple[str, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "app.moment", "Autre date", show=False),
        Binding("f8", "app.conflicts", "Conflits", show=False),
    ]

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.rubric = rubric(name)
        self._seen: _Seen | None = None

    @property
    def ter(self) -> TerApp:
        """The application."""
        return cast("TerApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame, around the body."""
        yield TitleBar(id="titre")
        yield Tabs(self.rubric.name)
        yield Banner(id="bandeau")
        yield from self.body()
        yield KeyBar(id="touches")

    def body(self) -> ComposeResult:
        """What stands in the frame; every screen redefines it."""
        yield from ()

    async def load(self) -> None:
        """Ask what is shown and show it; every screen redefines it.

        Raises:
            TerError: told in a toast.
        """

    def on_mount(self) -> None:
        """Fill it after the first paint, and again in other colours."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._out_of_date())
        self.call_after_refresh(self.reload)

    def on_screen_resume(self) -> None:
        """Fill it again if the log has grown, or the day has changed, behind it."""
        if self.is_filled and self._seen != self._now:
            self.query_one(TitleBar).refresh()
            self.reload()

    @property
    def is_filled(self) -> bool:
        """Whether it was ever filled."""
        return self._seen is not None

    @property
    def _now(self) -> _Seen:
        """What it shows depends on the log, on the day that is looked at, on the colours."""
        return self.ter.desk.version, self.ter.moment, self.ter.theme

    @on(JournalChanged)
    def _out_of_date(self) -> None:
        """Fill it again; under a dialog, once that is closed."""
        if self.is_current:
            self.query_one(TitleBar).refresh()
            self.reload()

    @work(exclusive=True, group="load", exit_on_error=True)
    async def reload(self) -> None:
        """Fill it, in the background."""
        seen = self._now
        try:
            await self._fill()
        except TerError as error:
            self.ter.tell_error(error)
        self._seen = seen

    async def _fill(self) -> None:
        await self.load()
        await self._name_territory()
        await self._count_conflicts()
        self.query_one(Banner).update_from(self.ter)

    async def _name_territory(self) -> None:
        """The title says whose log it is, whichever rubrique is opened first."""
        with contextlib.suppress(TerError):
            if not self.ter.territory and (known := await self.ter.desk.known("territoire")):
                self.ter.territory = known[0].label
                self.query_one(TitleBar).refresh()

    async def _count_conflicts(self) -> None:
        from ter_tui.acts.conflicts import count

        with contextlib.suppress(TerError):
            await count(self.ter)

    @work(group="act")
    async def carry_out(self, doing: Awaitable[object]) -> None:
        """Do it in a worker, where dialogs may be awaited; what is refused is told in a toast."""
        try:
            await doing
        except TerError as error:
            self.ter.tell_error(error)

    async def ask(self, question: Question) -> Report:
        """The answer as of the day that is looked at; what it says of the log goes to the banner.

        Raises:
            TerError: as the desk says.
        """
        report = await self.ter.desk.ask(question, self.ter.moment)
        self.ter.findings = report.findings
        return report

    async def action_press(self, key: str) -> None:
        """Do what a key does, for who clicks on it."""
        self.app.simulate_key(key)

    def summary(self) -> dict[str, Any]:
        """What of this screen may be shown again at the next run (JSON values)."""
        return {}
