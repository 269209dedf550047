"""The few system calls that make bytes last, with a fallback where a system lacks one."""

from __future__ import annotations

import os
from pathlib import Path
from threading import get_ident

__all__ = [
    "O_BINARY",
    "O_CLOEXEC",
    "O_NOFOLLOW",
    "O_NONBLOCK",
    "discard",
    "flush",
    "flush_folder",
    "replace_atomically",
    "write_all",
    "write_loosely",
    "write_once",
]

O_BINARY: int = getattr(os, "O_BINARY", 0)
O_CLOEXEC: int = getattr(os, "O_CLOEXEC", 0)
O_NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
O_NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)


def flush(fd: int) -> None:
    """Wait until the bytes of `fd` are on the disk (`fdatasync`, else `fsync`)."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(fd)
    else:
        os.fsync(fd)


def flush_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk; where that cannot be asked, do nothing."""
    if os.name == "nt":  # Windows opens no folder, and writes names through
        return
    fd = os.open(folder, os.O_RDONLY | O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte of `data`, however many calls it takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def write_once(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Create `path` whole and durable, or fail if it exists; never half a file under that name.

    Raises:
        FileExistsError: `path` exists already.
    """
    temporary = _write_beside(path, data, mode)
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(path.parent)


def replace_atomically(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Give `path` the content `data`, whole, whatever it held before."""
    temporary = _write_beside(path, data, mode)
    temporary.replace(path)
    flush_folder(path.parent)


def write_loosely(path: Path, data: bytes) -> None:
    """The same for a cache: whole or not at all, but nobody waits for the disk."""
    temporary = _write_beside(path, data, 0o600, durable=False)
    temporary.replace(path)


def discard(path: Path) -> None:
    """Remove something that can be made again; harmless when it is gone."""
    path.unlink(missing_ok=True)


def _write_beside(path: Path, data: bytes, mode: int, *, durable: bool = True) -> Path:
    # No part of the final name: a reader must never take half a piece of log for a piece of log.
    temporary = path.with_name(f".ter-{os.getpid()}-{get_ident()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | O_BINARY | O_CLOEXEC | O_NOFOLLOW
    fd = os.open(temporary, flags, mode)
    try:
        write_all(fd, data)
        if durable:
            os.fsync(fd)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        os.close(fd)
    return temporary
