"""The cache of what was read: one copy per file, and an index that says which is which."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
from attrs import define, frozen

from ter_core.environment import Environment
from ter_core.log.durable import discard, write_loosely
from ter_core.log.files import Signature
from ter_core.log.identity import state_folder
from ter_core.log.journal import Journal
from ter_core.log.reading import FileReading

__all__ = ["Memory", "Remembrance", "memory_folder"]

_INDEX = "index.json"
_BUDGET = 256 << 20
"""Sealed segments are remembered up to this size in all; files still growing always are."""


@frozen
class Remembrance:
    """A file as it was: its signature, the bytes verified then, the stretch it held."""

    path: str
    signature: Signature
    end: int
    sha256: str
    poste: str = ""
    first: int = 0

    @property
    def stored(self) -> str:
        """The name of the copy in the cache; empty for a file too large to remember."""
        return self.sha256[:32] and f"{self.sha256[:32]}.octets"


def memory_folder(journal: Journal, env: Environment) -> Path:
    """Where this machine remembers `journal` at the place where it stands."""
    return env.cache_dir / "memoire" / state_folder(journal, env).name


@define
class Memory:
    """What is remembered of one journal at one place."""

    folder: Path
    known: dict[str, Remembrance]

    @classmethod
    def of(cls, journal: Journal, env: Environment) -> Memory:
        """The memory of `journal`; empty when there is none, or it cannot be read."""
        folder = memory_folder(journal, env)
        try:
            entries: Any = orjson.loads((folder / _INDEX).read_bytes())
            known = [Remembrance(one[0], tuple(one[1]), *one[2:]) for one in entries]
        except (OSError, ValueError, TypeError, IndexError):
            known = []
        return cls(folder, {one.path: one for one in known})

    def differs_from(self, now: Mapping[str, FileReading]) -> set[str]:
        """The paths that came, went or changed."""
        gone = self.known.keys() - now.keys()
        return gone | {
            path
            for path, file in now.items()
            if (one := self.known.get(path)) is None or one.signature != file.signature
        }

    def bytes_of(self, one: Remembrance) -> bytes | None:
        """What was remembered of a file, if the cache still has it whole."""
        if not one.stored:
            return None
        try:
            data = (self.folder / one.stored).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == one.sha256 else None

    def remember(self, now: Mapping[str, FileReading], changed: set[str]) -> None:
        """Keep the files of `now`; a cache that cannot be written keeps nothing."""
        kept = {path: one for path, one in self.known.items() if path not in changed}
        room = _BUDGET - sum(one.end for one in kept.values())
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for path in sorted(changed & now.keys()):
                file = now[path]
                worth = not file.trusted or file.size <= room
                room -= file.size if worth else 0
                kept[path] = self._keep(file, worth=worth)
            self._write_index(kept)
            self._sweep(kept)
        self.known = kept

    def _keep(self, file: FileReading, *, worth: bool) -> Remembrance:
        one = file.stretch
        poste, first = (one.poste, one.first) if one is not None else ("", 0)
        if not worth:
            return Remembrance(file.path, file.signature, file.end, "", poste, first)
        data = file.verified_bytes()[: file.end]
        digest = sha256(data).hexdigest()
        made = Remembrance(file.path, file.signature, file.end, digest, poste, first)
        if not (self.folder / made.stored).exists():
            write_loosely(self.folder / made.stored, data)
        return made

    def _write_index(self, kept: Mapping[str, Remembrance]) -> None:
        entries = [
            [one.path, one.signature, one.end, one.sha256, one.poste, one.first]
            for one in kept.values()
        ]
        write_loosely(self.folder / _INDEX, orjson.dumps(entries))

    def _sweep(self, kept: Mapping[str, Remembrance]) -> None:
        wanted = {one.stored for one in kept.values()} | {_INDEX}
        for name in os.listdir(self.folder):
            if name not in wanted and name.endswith(".octets"):
                discard(self.folder / name)
