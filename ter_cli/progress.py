"""How far a long work has come: one line on stderr, only where somebody watches it."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ter_core.vocabulary.typography import in_full
from ter_core.vocabulary.visible import cell_width

if TYPE_CHECKING:
    from ter_cli.render import Console

__all__ = ["Progress"]

_WIDE = 24
_FULL, _EMPTY = "█", "░"


class Progress:
    """A bar of some stages; `stage` says what begins, leaving the `with` wipes the line.

    Where stderr is no terminal nothing is written: a log keeps no trace of it.
    """

    def __init__(self, console: Console, stages: int) -> None:
        self._console, self._stages = console, stages
        self._done = -1
        self._began = time.monotonic()

    def stage(self, told: str, count: int = 0) -> None:
        """What begins, and how many things it is about."""
        self._done = min(self._done + 1, self._stages)
        if not self._console.is_watched:
            return
        filled = round(_WIDE * self._done / self._stages)
        bar = _FULL * filled + _EMPTY * (_WIDE - filled)
        about = f" ({in_full(count)})" if count else ""
        since = int(time.monotonic() - self._began)
        lasted = f", {since} s" if since else ""
        self._draw(f"{bar} {told}{about}{lasted}…")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._console.is_watched:
            self._draw("")

    def _draw(self, line: str) -> None:
        room = self._console.width - 1
        line = line if cell_width(line) <= room else line[: room - 1] + "…"
        self._console.redraw(line, room)
