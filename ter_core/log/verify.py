"""The full pass over many segments, on every core: what `ter verifier` waits for.

Threads would share one interpreter, so other interpreters are started. Each is given names of files
and answers, for each segment whose every line holds, the summary that its seal would have given;
whatever else it meets, the caller looks at itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
from attrs import astuple

from ter_core.log.files import PieceOfLog, Unreadable, read_piece
from ter_core.log.scan import scan_bytes
from ter_core.log.scan_types import FileScan, Stretch
from ter_core.log.seal import Seal

__all__ = ["answer", "verify_in_processes"]

WORTH_IT = 24 << 20
"""Below that many bytes, starting interpreters costs more than it saves."""

_COMMAND = "from ter_core.log.verify import answer; answer()"


def verify_in_processes(pieces: Sequence[PieceOfLog]) -> dict[str, FileScan]:
    """The segments of `pieces` whose every line holds, by path; the others are not there."""
    cores = min(os.cpu_count() or 1, 8, len(pieces))
    if cores < 2 or sum(piece.signature[2] for piece in pieces) < WORTH_IT:
        return {}
    shares: list[list[PieceOfLog]] = [[] for _ in range(cores)]
    for index, piece in enumerate(sorted(pieces, key=lambda one: -one.signature[2])):
        shares[index % cores].append(piece)
    found: dict[str, FileScan] = {}
    with ThreadPoolExecutor(cores - 1) as pool:
        asked = [pool.submit(_ask, share) for share in shares[1:]]
        own = (_verified(piece.path, str(piece.absolute)) for piece in shares[0])
        found.update((scan.path, scan) for scan in own if scan is not None)
        for one in asked:
            found.update((scan.path, scan) for scan in one.result())
    return found


def _verified(path: str, absolute: str) -> FileScan | None:
    try:
        data, signature = read_piece(Path(absolute))
    except Unreadable:
        return None
    scan = scan_bytes(path, Path(absolute), signature, data, full=True)
    return scan if scan.trusted else None


def _ask(share: Sequence[PieceOfLog]) -> list[FileScan]:
    """What another interpreter finds sound in these files; nothing if it cannot say."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        said = subprocess.check_output(  # noqa: S603 - this very interpreter, a constant command
            [sys.executable, "-c", _COMMAND],
            input=orjson.dumps([[piece.path, str(piece.absolute)] for piece in share]),
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return [_from_json(values) for values in orjson.loads(said)]
    except (OSError, ValueError, TypeError, subprocess.SubprocessError):
        return []


def answer() -> None:
    """What a helper does: read names on its input, say what holds on its output."""
    with os.fdopen(0, "rb", closefd=False) as asked:
        names = orjson.loads(asked.read())
    scans = (_verified(path, absolute) for path, absolute in names)
    said = orjson.dumps([_to_json(scan) for scan in scans if scan is not None])
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(said)


def _to_json(scan: FileScan) -> list[Any]:
    offset, length, seal = scan.seals[0]
    return [
        scan.path,
        str(scan.absolute),
        scan.signature,
        scan.sha256,
        scan.size,
        [offset, length, *astuple(seal)],
        astuple(scan.stretch) if scan.stretch is not None else None,
        [line.decode() for line in scan.special],
        scan.latest,
    ]


def _from_json(values: list[Any]) -> FileScan:
    path, absolute, signature, digest, size, seal, stretch, special, latest = values
    return FileScan(
        path,
        Path(absolute),
        tuple(signature),
        digest,
        size,
        None,
        None,
        (),
        ((seal[0], seal[1], Seal(*seal[2:])),),
        Stretch(*stretch),
        tuple(line.encode() for line in special),
        seal_holds=True,
        latest=latest,
    )
