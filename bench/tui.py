"""The terminal interface in a real terminal: a process behind a pseudo-terminal, its bytes timed.

Linux and macOS only, as pseudo-terminals are.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import termios
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import date
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType
from typing import Any, Self

from bench import ours
from bench.measure import timed
from ter_core import reports
from ter_core.environment import Environment
from ter_tui.widgets.table import ReportTable

ROWS, COLUMNS = 30, 100
LONGEST = 30.0  # seconds, after which a screen will not come
QUIET = 0.15  # seconds without a byte after which a screen has settled
CALM = 1.0  # seconds after which what was asked has been answered
DOWN, UP = b"\x1b[B", b"\x1b[A"
BARE = """
from textual.app import App
from textual.widgets import DataTable, Static

class Bare(App):
    def compose(self):
        yield Static("pret-a-lire")
        yield DataTable(cursor_type="row")

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns(*"abcdef")
        for number in range({rows}):
            table.add_row(*(f"cellule {{number}}" for _ in range(6)))
        table.focus()

Bare().run()
"""

READY = b"pret-a-lire"


class Terminal:
    """A program behind a terminal of 100 by 30."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.started = perf_counter()
        self.pid, self.handle = pty.fork()
        if not self.pid:
            known = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            os.execve(command[0], command, {**known, **environment})  # noqa: S606 - what is timed
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, size)
        self.seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)

    def read(self, patience: float) -> bytes:
        """What it writes next; nothing if it is silent for so long."""
        if not select.select([self.handle], [], [], patience)[0]:
            return b""
        try:
            came = os.read(self.handle, 65_536)
        except OSError:  # it has left
            return b""
        self.seen += came
        return came

    def wait_for(self, text: bytes) -> float:
        """The moment when a text is on the screen.

        Raises:
            TimeoutError: it does not come.
        """
        end = perf_counter() + LONGEST
        while text not in self.seen:
            self.read(0.05)
            if perf_counter() > end:
                raise TimeoutError(self.seen[-2_000:])
        return perf_counter()

    def settle(self) -> None:
        """Wait until nothing is written any more."""
        while self.read(QUIET):
            pass
        self.seen = b""

    def press(self, keys: bytes) -> float:
        """Seconds from a key to the first byte of what it changes."""
        start = perf_counter()
        os.write(self.handle, keys)
        self.read(LONGEST)
        return perf_counter() - start


def bare(rows: int) -> list[str]:
    """A Textual application that shows a table, and nothing more."""
    return [sys.executable, "-c", BARE.format(rows=rows)]


def program() -> list[str]:
    """`ter tui`."""
    return [sys.executable, "-m", "ter_cli", "tui"]


def paints(
    command: list[str], environment: dict[str, str], text: bytes, forget: Path | None = None
) -> Callable[[], float]:
    """Seconds from the start of the process to a text on the screen.

    `forget` is the folder of what the last run showed, where the next may not know of it.
    """

    def turn() -> float:
        if forget is not None:
            shutil.rmtree(forget, ignore_errors=True)
        with Terminal(command, environment) as terminal:
            return terminal.wait_for(text) - terminal.started

    return turn


@contextmanager
def standing(
    command: list[str], environment: dict[str, str], text: bytes, *keys: bytes
) -> Iterator[Terminal]:
    """The program, settled once a text was shown and some keys were pressed."""
    with Terminal(command, environment) as terminal:
        terminal.wait_for(text)
        sleep(CALM)
        terminal.settle()
        for key in keys:
            terminal.press(key)
            sleep(CALM)
            terminal.settle()
        yield terminal


def keys(terminal: Terminal, share: float, presses: int = 20) -> Callable[[], float]:
    """A turn of so many keys, up and down a list: the seconds that a share of them stays under."""

    def turn() -> float:
        taken = []
        for number in range(presses):
            taken.append(terminal.press(DOWN if number < presses // 2 else UP))
            terminal.settle()
        return sorted(taken)[min(int(share * presses), presses - 1)]

    return turn


class OpenList:
    """The interface over a log, without a terminal: the list of decisions is open in it."""

    def __init__(self, root: Path, machine: Path, today: date) -> None:
        from ter_tui.app import TerApp
        from ter_tui.desk import Desk

        env = Environment(
            state_dir=machine / "etat", cache_dir=machine / "cache", fixed_today=today
        )
        self.loop = asyncio.new_event_loop()
        self._context = copy_context()
        self.desk = Desk(root, env, ours.ACTEUR)
        self.app = TerApp(self.desk, follow=False)
        self._running = self.app.run_test(size=(COLUMNS, ROWS))
        self.writer = ours.opened(root, machine)
        self.reader = ours.opened(root, machine)

    def __enter__(self) -> Self:
        self._do(self._running.__aenter__())
        self._do(self._open())
        self._until(lambda: bool(self._table().rows_shown))
        self._do(asyncio.sleep(CALM))
        self._ask()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do(self._running.__aexit__(kind, error, trace))
        self.desk.close()

    def shown(self) -> float:
        """Seconds from an event of another process being looked for to its being painted."""
        code = self._written()
        return timed(lambda: self._follow_until(code))

    def asked(self) -> float:
        """Seconds that a session takes to follow and to answer the same question."""
        self._written()
        return timed(self._ask)

    def _written(self) -> str:
        self._do(self.desk.follow())
        self._ask()
        return self.writer.record(ours.adoption())[0].name

    def _ask(self) -> None:
        self.reader.follow()
        self.reader.ask(reports.get("suivi")())

    def _follow_until(self, code: str) -> None:
        self._do(self.desk.follow())
        self._until(lambda: any(code in str(row[0]) for row in self._table().rows_shown))
        self._do(self._painted())

    def _do(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run the loop until a work is done, in the context where the application lives."""
        self.loop.run_until_complete(self.loop.create_task(work, context=self._context))

    def _until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            self._do(asyncio.sleep(0))

    async def _open(self) -> None:
        await self.app.switch_mode("decisions")

    async def _painted(self) -> None:
        painted = asyncio.Event()
        self._table().call_after_refresh(painted.set)
        await painted.wait()

    def _table(self) -> ReportTable:
        return self.app.screen.query_one("#table", ReportTable)
