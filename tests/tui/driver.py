"""Somebody at the keyboard: types keys, waits until the screen has settled, reads it, counts."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pytest
from textual.app import ScreenStackError
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

from ter_tui.app import TerApp
from ter_tui.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from ter_core.environment import Environment

__all__ = ["Driver", "driven"]

_LONGEST = 60.0
_SOON = 0.03
"""A timer due within so many seconds is a pause that ends, and no cursor that blinks."""
_PAUSES = (
    "forms.field_box._PATIENCE",
    "forms.form._PAUSE",
    "participation.entry._PAUSE",
    "screens.shown._REST",
    "widgets.filter._PAUSE",
)
_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class Driver:
    """A terminal with somebody in front of it."""

    def __init__(self, app: TerApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot
        self.strokes = 0
        """Keys pressed since the last `count_from_here`."""
        self._told: dict[str, str] = {}
        self._loop: Any = asyncio.get_running_loop()
        self._asked, self._others = _handed_to_threads(app.desk)

    def count_from_here(self) -> None:
        """Count keystrokes anew."""
        self.strokes = 0

    async def press(self, *keys: str) -> None:
        """Press keys (Textual's names), each once the screen has settled."""
        for key in keys:
            await self.burst(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, each character one keystroke, then wait for the screen."""
        for line in text.splitlines(keepends=True):
            await self.burst(*line.removesuffix("\n"))
            if line.endswith("\n"):
                await self.burst("enter")

    async def burst(self, *keys: str) -> None:
        """Press keys faster than the screen follows, then wait for it."""
        self.strokes += len(keys)
        for key in keys:
            self.app.post_message(_stroke(key))
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is left to run, to answer nor to paint, and no pause is about to end.

        What runs is known to the loop itself: it has only that, timers, and what threads do.
        """
        end = self._loop.time() + _LONGEST
        # Two who look at one loop would each see the other one looking.
        async with _TURNS.setdefault(self._loop, asyncio.Lock()):
            while self.app.is_running and not await self._is_quiet():
                assert self._loop.time() < end, f"the screen does not settle:\n{self.text}"
            self._remember_toasts()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds, that comes by itself."""
        end = self._loop.time() + _LONGEST
        while not holds():
            assert self._loop.time() < end, f"it does not come:\n{self.text}"
            await asyncio.sleep(0.01)
            self._paint()

    async def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        await self.until(lambda: text in self.text)

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    @property
    def toasts(self) -> list[str]:
        """What was told in passing, gone from the screen or not."""
        self._remember_toasts()
        return list(self._told.values())

    async def dismiss_toasts(self) -> None:
        """Have what was told in passing go, as it does by itself a few seconds later."""
        assert self.toasts
        self.app.clear_notifications()
        await self.settle()

    def _remember_toasts(self) -> None:
        self._told |= {one.identity: str(one.message) for one in self.app._notifications}

    async def _is_quiet(self) -> bool:
        """Whether nothing happens; what happens is given time."""
        await asyncio.sleep(0)
        if not self._loop._ready:
            self._paint()
        if self._loop._ready:
            return False
        if (due := self._due()) is not None:
            await asyncio.sleep(due)
            return False
        if self.app.is_obeying or any(not one.done() for one in self._others):
            await asyncio.sleep(0.001)
            return False
        return await self._has_nothing_to_answer()

    async def _has_nothing_to_answer(self) -> bool:
        """Whether nothing began while the desk did all it was asked."""
        asked, others = len(self._asked), len(self._others)
        await self.app.desk._run(lambda: None)
        began = len(self._asked) - 1 > asked or len(self._others) > others
        return not began and not self._loop._ready and self._due() is None

    def _due(self) -> float | None:
        """Seconds until the end of a short pause."""
        due = min((one.when() for one in self._loop._scheduled if not one.cancelled()), default=0)
        left = due - self._loop.time()
        return max(left, 0.0) if due and left < _SOON else None

    def _paint(self) -> None:
        """Have what waits for the next frame painted now."""
        with suppress(ScreenStackError):
            self.app.screen._on_timer_update()


def _handed_to_threads(desk: Desk) -> tuple[list[Any], list[Any]]:
    """All that is handed to the desk, and to other threads, since this was first called."""
    return _handed(desk._pool, "submit"), _handed(asyncio.get_running_loop(), "run_in_executor")


def _handed(to: Any, name: str) -> list[Any]:
    if "handed" not in vars(to):
        original, to.handed = getattr(to, name), []

        def handing(*given: Any) -> Any:
            to.handed.append(future := original(*given))
            return future

        setattr(to, name, handing)
    found: list[Any] = to.handed
    return found


def _stroke(key: str) -> Key:
    """A key as a terminal says it, from its name or its character."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = name if len(name) == 1 else ""
    return Key(name, character or None)


@asynccontextmanager
async def driven(
    folder: Path | None,
    env: Environment,
    *,
    author: str | None = "coordination",
    size: tuple[int, int] = (80, 24),
    follow: bool = False,
    start: str = "accueil",
) -> AsyncIterator[Driver]:
    """The interface over a log, settled on a rubrique."""
    desk = Desk(folder, env, author)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TerApp, "DEFAULT_MODE", start)
            patch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)  # a click is waited for so long
            patch.setattr("textual._wait.SLEEP_IDLE", 0.0005)
            patch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
            for pause in _PAUSES:  # those of somebody who types slower than a test
                patch.setattr(f"ter_tui.{pause}", 0.01)
            _handed_to_threads(desk)
            app = TerApp(desk, follow=follow)
            async with app.run_test(size=size, notifications=True) as pilot:
                driver = Driver(app, pilot)
                await driver.settle()
                yield driver
    finally:
        desk.close()
