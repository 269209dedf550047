"""Which files are pieces of the log, listed and opened without ever being led astray."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from attrs import frozen

from ter_core.errors import system_reason
from ter_core.log.durable import O_BINARY, O_CLOEXEC, O_NOFOLLOW, O_NONBLOCK

__all__ = [
    "Ignored",
    "Listing",
    "PieceOfLog",
    "Signature",
    "Unreadable",
    "list_files",
    "read_piece",
    "signature_of",
]

MAX_SIZE = 8 << 30
_SPARSE_FROM = 64 << 20
_SPARSE_RATIO = 64
_MAX_FOLDERS = 10_000
_CHUNK = 64 << 20

Signature = tuple[int, int, int, int]
"""Device, inode, size, modification time in ns: unchanged means not read again."""


@frozen
class PieceOfLog:
    """A regular file whose name says `.ndjson`; `path` is relative, with slashes."""

    path: str
    absolute: Path
    signature: Signature


@frozen
class Ignored:
    """Something under `events/` that is no piece of log, and why, in French."""

    path: str
    reason: str


@frozen
class Listing:
    """What stands under `events/`, both sorted by path."""

    pieces: tuple[PieceOfLog, ...]
    ignored: tuple[Ignored, ...]


class Unreadable(Exception):
    """A piece of log that cannot be read; its text says why, in French."""


def signature_of(status: os.stat_result) -> Signature:
    """What changes when a file is written, replaced or cut."""
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def list_files(root: Path) -> Listing:
    """Every piece of log under `root`, links never followed, and everything else by name."""
    pieces: list[PieceOfLog] = []
    ignored: list[Ignored] = []
    folders = [(root, "")]
    seen = 0
    while folders and seen < _MAX_FOLDERS:
        folder, prefix = folders.pop()
        seen += 1
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError as error:
            ignored.append(Ignored(prefix or ".", f"dossier illisible ({system_reason(error)})"))
            continue
        for entry in found:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append((Path(entry.path), f"{path}/"))
            else:
                _sort_out(entry, path, pieces, ignored)
    pieces.sort(key=lambda piece: piece.path)
    ignored.sort(key=lambda one: one.path)
    return Listing(tuple(pieces), tuple(ignored))


def _sort_out(
    entry: os.DirEntry[str], path: str, pieces: list[PieceOfLog], ignored: list[Ignored]
) -> None:
    if ".ndjson" not in entry.name:
        if path != "journal.json":
            ignored.append(Ignored(path, "ce n'est pas un fichier du journal"))
        return
    try:
        # Not entry.stat(): on Windows it lacks the device and the inode.
        status = os.stat(entry.path, follow_symlinks=False)
    except OSError as error:
        ignored.append(Ignored(path, f"illisible ({system_reason(error)})"))
        return
    if stat.S_ISREG(status.st_mode):
        pieces.append(PieceOfLog(path, Path(entry.path), signature_of(status)))
    else:
        kind = "un lien" if stat.S_ISLNK(status.st_mode) else "un fichier spécial"
        ignored.append(Ignored(path, f"{kind} n'est jamais suivi"))


def read_piece(path: Path) -> tuple[bytes, Signature]:
    """Every byte of a regular file as it is now, and its signature before reading.

    Raises:
        Unreadable: it is gone, forbidden, not a regular file, or absurdly large.
    """
    try:
        fd = os.open(path, os.O_RDONLY | O_BINARY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    except OSError as error:
        raise Unreadable(system_reason(error)) from None
    try:
        status = os.fstat(fd)
        _refuse_traps(status)
        return _read_all(fd, status.st_size), signature_of(status)
    except OSError as error:
        raise Unreadable(system_reason(error)) from None
    finally:
        os.close(fd)


def _refuse_traps(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("ce n'est pas un fichier ordinaire")
    size = status.st_size
    blocks = getattr(status, "st_blocks", None)
    hollow = blocks is not None and size > _SPARSE_FROM and blocks * 512 * _SPARSE_RATIO < size
    if size > MAX_SIZE or hollow:
        raise Unreadable(f"il annonce {size} octets, ce qu'aucun journal n'atteint")


def _read_all(fd: int, size: int) -> bytes:
    # Never past the size announced: a file that grows meanwhile is simply read up to there.
    data = os.read(fd, size)
    if len(data) == size:
        return data
    parts, left = [data], size - len(data)
    while left > 0:
        part = os.read(fd, min(left, _CHUNK))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
