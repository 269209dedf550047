"""What one file of the log says by itself, read once.

A sealed segment is vouched for by one hash of the whole file; anything else, line by line. What
depends on the other files (copies, forks, gaps) is decided in `merge`.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from attrs import evolve

from ter_core.log import upcasts
from ter_core.log.files import Signature
from ter_core.log.line import Seal, Unsound, check, decode_seal
from ter_core.log.line_pass import SPECIAL, enregistre_of, pass_lines, pass_on
from ter_core.log.scan_types import FileScan, Stretch
from ter_core.log.seal import SEAL_START

__all__ = ["scan_bytes"]

_LOT = re.compile(rb',"lot":"([0-9]+)/([0-9]+):')


def scan_bytes(
    path: str,
    absolute: Path,
    signature: Signature,
    data: bytes,
    *,
    full: bool = False,
    summarise: bool = True,
    previous: FileScan | None = None,
) -> FileScan:
    """Read a file: by its seal if it has one that holds (unless `full`), else line by line.

    A segment whose every line was checked and holds is `summarise`d as its seal would have had it.
    With `previous`, the lines already verified in the same bytes are not verified again.
    """
    empty = FileScan(path, absolute, signature, "", len(data), data, (), (), (), None, ())
    seal = _last_line_seal(data)
    if seal is None:
        return pass_lines(empty) if previous is None or full else pass_on(empty, previous)
    offset, length, said = seal
    digest = sha256(memoryview(data)[:offset])
    if digest.hexdigest() != said.sha256:
        return pass_lines(empty)
    digest.update(memoryview(data)[offset:])
    empty = evolve(empty, sha256=digest.hexdigest(), seal_holds=True)
    if full:
        return _summarised(pass_lines(empty), data) if summarise else pass_lines(empty)
    return _trust(empty, offset, length, said) or pass_lines(empty)


def _summarised(scan: FileScan, data: bytes) -> FileScan:
    """A segment checked line by line with nothing to say, as its seal would have had it."""
    one, lines = scan.stretch, scan.lines
    if one is None or not lines or scan.faults or len(scan.seals) != 1 or not scan.sealed:
        return scan
    seal = scan.seals[0][2]
    if (
        not scan.seal_holds
        or (seal.rang, seal.nombre, seal.empreinte) != (one.last, len(lines), one.empreinte)
        or any(line.erased for line in lines)
        or upcasts.concern(data)
    ):
        return scan
    return evolve(scan, data=None, lines=None)


def _last_line_seal(data: bytes) -> tuple[int, int, Seal] | None:
    start = data.rfind(b"\n", 0, max(len(data) - 1, 0)) + 1
    if not data.startswith(SEAL_START, start):
        return None
    seal = decode_seal(data[start:])
    return None if seal is None else (start, len(data) - start, seal)


def _trust(scan: FileScan, offset: int, length: int, seal: Seal) -> FileScan | None:
    """The summary of a segment whose bytes its seal vouches for; None to look line by line."""
    data = scan.data or b""
    try:
        first, _ = check(data[: data.index(b"\n") + 1])
        last, _ = check(data[data.rfind(b"\n", 0, offset - 1) + 1 : offset])
    except Unsound:
        return None
    stretch = _between(first, last)
    count = stretch.last - stretch.first + 1
    if (
        first["poste"] != last["poste"]
        or (seal.rang, seal.empreinte, seal.nombre) != (stretch.last, stretch.empreinte, count)
        or data.count(b"\n", 0, offset) != count
        or not _lots_are_whole(data)
        or upcasts.concern(data)
    ):
        return None
    return evolve(
        scan,
        data=None,
        lines=None,
        seals=((offset, length, seal),),
        stretch=stretch,
        special=_special_lines(data),
        latest=enregistre_of(last),
    )


def _between(first: re.Match[bytes], last: re.Match[bytes]) -> Stretch:
    return Stretch(
        first["poste"].decode(),
        int(first["rang"]),
        int(last["rang"]),
        first["precedente"].decode(),
        last["empreinte"].decode(),
        first["id"].decode(),
        last["id"].decode(),
    )


def _lots_are_whole(data: bytes) -> bool:
    """Whether every lot of these bytes runs from its first line to its last, in a row.

    A payload that looks like a lot only costs its file a pass line by line.
    """
    if data.find(b',"lot":"') < 0:
        return True
    due, size = 1, b""
    for index, of in _LOT.findall(data):
        if int(index) != due or (due > 1 and of != size):
            return False
        due, size = (1, b"") if index == of else (due + 1, of)
    return due == 1


def _special_lines(data: bytes) -> tuple[bytes, ...]:
    found = []
    for match in SPECIAL.finditer(data):
        start = data.rfind(b"\n", 0, match.start()) + 1
        found.append(data[start : data.find(b"\n", match.end()) + 1])
    return tuple(found)
