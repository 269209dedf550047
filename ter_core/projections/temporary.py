"""Verified bytes, handed to DuckDB as files that nobody else writes."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["kept_as_files"]

_PREFIX = "lignes-"
_STALE = 3600.0
"""Seconds after which a folder was surely left by a process that was killed."""


@contextlib.contextmanager
def kept_as_files(folder: Path, contents: Sequence[bytes]) -> Iterator[list[str]]:
    """Paths of private files with these contents, gone afterwards.

    They stand in the cache folder, or where the system puts its own if that one cannot be written.
    """
    with _private_folder(folder) as private:
        paths = []
        for number, content in enumerate(contents):
            path = Path(private) / f"{number}.ndjson"
            path.write_bytes(content)
            paths.append(str(path))
        yield paths


def _private_folder(folder: Path) -> tempfile.TemporaryDirectory[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        return tempfile.TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True)
    except OSError:
        return tempfile.TemporaryDirectory(prefix="ter-", ignore_cleanup_errors=True)


def _sweep(folder: Path) -> None:
    """Lines of the log do not stay where a killed process left them."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*"):
            if time.time() - path.stat().st_mtime > _STALE:
                shutil.rmtree(path, ignore_errors=True)
