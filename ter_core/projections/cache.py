"""Files that may be deleted at any time: each proves its content by its name, or is not used.

A name is `<what>-<key>-<sha256 of the file>.duckdb`. A damaged file does not match its name, a file
of another log or of another program does not have the key: both are as if they were not there.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from ter_core.projections.driver import Error

if TYPE_CHECKING:
    from ter_core.projections.driver import Connection

__all__ = ["Cache", "attach", "key_of", "sql_path"]

_SUFFIX = ".duckdb"
_UNFINISHED = ".tmp"
_STALE = 86_400.0
"""Seconds after which an unfinished file was surely left by a process that was killed."""
_KEPT = 2
"""Files of one sort left in place: another version of the program may be in use beside this one."""


def key_of(parts: Iterable[str]) -> str:
    """The key of what is made of these parts."""
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def sql_path(path: Path) -> str:
    """A path as it stands between the quotes of a statement."""
    return str(path).replace("'", "''")


def attach(connection: Connection, path: Path, name: str) -> bool:
    """Attach a file for reading; False if it went in the meantime, or is of another DuckDB."""
    try:
        connection.execute(f"attach '{sql_path(path)}' as {name} (read_only)")
    except Error:
        return False
    return True


@frozen
class Cache:
    """A folder of such files; every failure of the disk means: no cache."""

    folder: Path

    def find(self, what: str, key: str) -> Path | None:
        """The file of that key, if there is one and it is what it says."""
        for path in self._files(f"{what}-{key}-"):
            if _proves(path):
                return path
            _remove(path)
        return None

    def make(self, what: str, key: str, build: Callable[[Path], None]) -> Path | None:
        """Build the file of that key, beside its final name until it is whole."""
        temporary = self.folder / f"{what}-{os.urandom(8).hex()}{_UNFINISHED}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            build(temporary)
            with temporary.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            path = self.folder / f"{what}-{key}-{digest}{_SUFFIX}"
            temporary.replace(path)
        except (OSError, Error):
            return None
        finally:
            _remove(temporary)
            _remove(temporary.with_name(temporary.name + ".wal"))
        self._prune(what, path)
        return path

    def keep_only(self, what: str, path: Path | None) -> None:
        """Remove every file of a sort but one: what they hold was taken back."""
        for other in self._files(f"{what}-"):
            if other != path:
                _remove(other)

    def _prune(self, what: str, newest: Path) -> None:
        """Older files of the same sort go; one that is open somewhere (Windows) stays a while."""
        others = [path for path in self._files(f"{what}-") if path != newest]
        for path in sorted(others, key=_modified, reverse=True)[_KEPT - 1 :]:
            _remove(path)
        for path in self.folder.glob(f"*{_UNFINISHED}"):
            if time.time() - _modified(path) > _STALE:
                _remove(path)

    def _files(self, start: str) -> list[Path]:
        try:
            paths = sorted(self.folder.iterdir())
        except OSError:
            return []
        return [
            path for path in paths if path.name.startswith(start) and path.name.endswith(_SUFFIX)
        ]


def _proves(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    return path.name.endswith(f"-{digest}{_SUFFIX}")


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
