"""Somebody at the keyboard: types keys, waits until the screen has settled, reads it, counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from ter_tui.app import TerApp
from ter_tui.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.timer import Timer

    from ter_core.environment import Environment

__all__ = ["Driver", "driven"]

_LONGEST = 20.0
_PAUSE = 0.05
_PAUSES = (
    "forms.field_box._PATIENCE",
    "forms.form._PAUSE",
    "participation.entry._PAUSE",
    "screens.shown._REST",
    "widgets.filter._PAUSE",
)
_NAMES = {
    " ": "space", "/": "slash", ":": "colon", "+": "plus", "-": "minus", ",": "comma",
    ".": "full_stop", "'": "apostrophe", "\n": "enter",
}  # fmt: skip


class Driver:
    """A terminal with somebody in front of it."""

    def __init__(self, app: TerApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot
        self.strokes = 0
        """Keys pressed since the last `count_from_here`."""

    def count_from_here(self) -> None:
        """Count keystrokes anew."""
        self.strokes = 0

    async def press(self, *keys: str) -> None:
        """Press keys (Textual's names), then wait for the screen."""
        self.strokes += len(keys)
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, each character one keystroke, then wait for the screen."""
        self.strokes += len(text)
        await self.pilot.press(*(_NAMES.get(character, character) for character in text))
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Press keys faster than the screen follows, then wait for it."""
        self.strokes += len(keys)
        for key in keys:
            named = _NAMES.get(key, key)
            self.app.post_message(Key(named, key if len(key) == 1 else None))
        await self.settle()

    async def settle(self) -> None:
        """Wait until no answer is awaited, no timer of an input runs, and all is painted."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _LONGEST
        quiet = 0
        while quiet < 2:
            assert loop.time() < end, f"the screen does not settle:\n{self.text}"
            await self.pilot.pause()
            await self._through_the_desk()
            quiet = 0 if self._is_busy() else quiet + 1
            if not quiet:
                await asyncio.sleep(0.01)

    async def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        loop = asyncio.get_running_loop()
        end = loop.time() + _LONGEST
        while text not in self.text:
            assert loop.time() < end, f"« {text} » does not come:\n{self.text}"
            await self.pilot.pause(0.02)

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
        """What was told in passing."""
        return [str(one.message) for one in self.app._notifications]

    async def _through_the_desk(self) -> None:
        await self.app.desk._run(lambda: None)

    def _is_busy(self) -> bool:
        from textual.worker import WorkerState

        if self.app.is_obeying:
            return True

        waiting = (WorkerState.PENDING, WorkerState.RUNNING)
        workers = [one for one in self.app.workers if one.state in waiting]
        # A worker that waits for the answer of a dialog waits for somebody, not for the machine.
        screens = (one for stack in self.app._screen_stacks.values() for one in stack)
        backs = (back.future for one in screens for back in one._result_callbacks)
        if len(workers) > len([back for back in backs if back is not None and not back.done()]):
            return True
        return any(map(_is_due, (timer for one in self._widgets() for timer in one._timers)))

    def _widgets(self) -> Iterator[Any]:
        """What the screen in front is made of."""
        yield self.app.screen
        yield from self.app.screen.walk_children()


def _is_due(timer: Timer) -> bool:
    """Whether a pause of somebody who types is about to end."""
    task = timer._task
    is_short = timer._repeat == 0 and timer._interval <= _PAUSE
    return is_short and task is not None and not task.done()


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
            patch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)  # a key is waited for so long
            patch.setattr("textual._wait.SLEEP_IDLE", 0.0005)
            for pause in _PAUSES:  # those of somebody who types slower than a test
                patch.setattr(f"ter_tui.{pause}", 0.01)
            app = TerApp(desk, follow=follow)
            async with app.run_test(size=size, notifications=True) as pilot:
                driver = Driver(app, pilot)
                await driver.settle()
                yield driver
    finally:
        desk.close()
