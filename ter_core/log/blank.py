"""Blanking: what was lawfully taken back leaves the files of the log, salt and payload.

The header of the line and its hashes stay, so every chain and every citation holds. A file that
may still grow is left to its owner (`own_files`); any machine does the others, and all alike: the
bytes that come out do not depend on who did it.
"""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Collection, Iterator

from ter_core.log.durable import replace_atomically
from ter_core.log.files import Unreadable, read_piece
from ter_core.log.line import Unsound, check
from ter_core.log.names import is_active
from ter_core.log.reading import FileReading, Reading

__all__ = ["blank_line", "blank_settled_files", "blanked", "still_holding"]


def blank_line(raw: bytes) -> bytes:
    """A sound line (with its LF) without its salt and payload.

    Raises:
        Unsound: it is no such line.
    """
    head, _ = check(raw)
    return raw[: head.end("empreinte") + 1] + b',"sel":null,"donnees":null}\n'


def blanked(data: bytes, ids: Collection[str]) -> bytes:
    """The bytes of a file, the sound lines of these events blanked."""
    for identifier in ids:
        start = b'{"id":"%b",' % identifier.encode()
        at = data.find(start)
        while at >= 0:
            end = data.find(b"\n", at) + 1 or len(data)
            if at == 0 or data[at - 1 : at] == b"\n":
                with contextlib.suppress(Unsound):  # damage is not ours to change
                    blank = blank_line(data[at:end])
                    data, end = data[:at] + blank + data[end:], at + len(blank)
            at = data.find(start, end)
    return data


def still_holding(reading: Reading) -> Iterator[tuple[FileReading, frozenset[str]]]:
    """The files that may hold what was taken back, and of which events."""
    for file in reading.files:
        if found := _held(file, reading.reprises.keys()):
            yield file, found


def blank_settled_files(reading: Reading) -> bool:
    """Blank every file that no writer may still be adding to; whether one changed.

    A folder that cannot be written keeps its files as they are: nobody is shown what they hold.
    """
    changed = False
    for file, ids in still_holding(reading):
        if is_active(file.path):
            continue
        with contextlib.suppress(Unreadable, OSError):
            data, signature = read_piece(file.absolute)
            after = blanked(data, ids)
            if signature == file.signature and after != data:
                mode = stat.S_IMODE(file.absolute.stat().st_mode)
                replace_atomically(file.absolute, after, mode)
                changed = True
    return changed


def _held(file: FileReading, erased: Collection[str]) -> frozenset[str]:
    """The erased events whose payload a file holds, or may hold: of a trusted one, by its ids."""
    lines, one = file.scan.lines, file.stretch
    if lines is not None:
        return frozenset(line.id for line in lines if line.id in erased and not line.erased)
    if one is None:
        return frozenset()
    return frozenset(event for event in erased if one.first_id <= event <= one.last_id)
