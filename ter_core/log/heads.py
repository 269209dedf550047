"""What this machine last handed to the disk: the memory that tells our stream from a copy of it.

Written before each append and never flushed: after a power cut it may be late, and the price of
that false alarm is one more poste.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson
from attrs import define, field, frozen

from ter_core.log.durable import O_BINARY, O_CLOEXEC, O_NOFOLLOW
from ter_core.log.record import Record

__all__ = ["Head", "HeadMemory", "Remembered"]

_FILE = "tete.json"


@frozen
class Head:
    """The end of a stream: a rang and what the next line cites after it."""

    rang: int
    empreinte: str


@frozen
class Remembered:
    """The head before the last lot, every line of that lot, and whether its outcome is unknown."""

    poste: str
    before: Head
    lines: tuple[Head, ...] = ()
    unknown: bool = False

    def holds(self, head: Head) -> bool:
        """Whether a stream that ends at `head` is the one this machine wrote."""
        return head == self.before or head in self.lines


@define
class HeadMemory:
    """One small file, rewritten in place by a single system call."""

    folder: Path
    _fd: int = field(default=-1, init=False)
    _pid: int = field(default=0, init=False)

    def announce(self, poste: str, before: Head, lines: Iterable[Record]) -> str:
        """Remember the lines about to be written; what was said of them, for `doubt`."""
        listed = ",".join([f'[{one.rang},"{one.empreinte}"]' for one in lines])
        text = (
            f'{{"poste":"{poste}","avant":[{before.rang},"{before.empreinte}"],"lignes":[{listed}]'
        )
        self._put(f'{text},"inconnu":false}}\n')
        return text

    def confirm(self, poste: str, head: Head) -> None:
        """Remember that the stream ends at `head`, and nothing is on its way."""
        self._put(
            f'{{"poste":"{poste}","avant":[{head.rang},"{head.empreinte}"]'
            ',"lignes":[],"inconnu":false}\n'
        )

    def doubt(self, announced: str) -> None:
        """Remember that nobody knows what became of the lines announced."""
        self._put(f'{announced},"inconnu":true}}\n')

    def _put(self, text: str) -> None:
        # What stood there before and is longer is cut by the line end: one system call.
        data = text.encode("ascii")
        if self._fd < 0 or self._pid != os.getpid():
            self._open()
        if hasattr(os, "pwrite"):
            os.pwrite(self._fd, data, 0)
        else:
            os.lseek(self._fd, 0, os.SEEK_SET)
            os.write(self._fd, data)

    def read(self) -> Remembered | None:
        """What was remembered, or None when there is nothing that can be relied on."""
        try:
            raw = (self.folder / _FILE).read_bytes()
            values: Any = orjson.loads(raw[: raw.index(b"\n")])
            return Remembered(
                values["poste"],
                Head(*values["avant"]),
                tuple(Head(*line) for line in values["lignes"]),
                values["inconnu"] is True,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def close(self) -> None:
        """Give the descriptor back."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _open(self) -> None:
        flags = os.O_RDWR | os.O_CREAT | O_BINARY | O_CLOEXEC | O_NOFOLLOW
        self._fd = os.open(self.folder / _FILE, flags, 0o600)
        self._pid = os.getpid()
