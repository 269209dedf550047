"""What of a reading is in the database, and how the rest comes in.

Trusted segments are read by path, or from the cache; everything else from the bytes that were
verified, never from a path that may grow. A segment changed since it was verified is not trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from ter_core.projections.base import BASE, attach_base, is_readable_by_path
from ter_core.projections.cache import Cache
from ter_core.projections.definitions import fingerprint
from ter_core.projections.rows import (
    MAIN,
    load_files,
    note_rows,
    note_twins,
    place_subjects,
    settle,
)

if TYPE_CHECKING:
    from ter_core.log.reading import FileReading, Reading
    from ter_core.projections.driver import Connection

__all__ = ["Intake"]

_SMALL = ("lignes_speciales", "lignes_illisibles", "lignes_homonymes", "lignes_ramifiees")


@frozen
class _Taken:
    """What was taken of a file: how many bytes (None: the whole segment), and their hash."""

    file: FileReading
    size: int | None = None
    digest: bytes = b""

    def is_same(self, file: FileReading) -> bool:
        """Whether another reading of the file gives the same bytes."""
        return self.file is file or (
            self.file.signature == file.signature and self.file.leave_out == file.leave_out
        )

    def is_start_of(self, file: FileReading) -> bool:
        """Whether another reading of the file gives these bytes, and maybe more."""
        if self.is_same(file):
            return True
        return self.size is not None and (
            sha256(file.bytes_kept()[: self.size]).digest() == self.digest
        )


@define(eq=False)
class Intake:
    """The files that one connection has taken in."""

    connection: Connection
    folder: Path
    _reprises: Mapping[str, bytes] = field(factory=dict)
    _base: dict[str, _Taken] = field(factory=dict)
    _taken: dict[str, _Taken] = field(factory=dict)
    _settled: bool = False

    def start(self, reading: Reading) -> None:
        """Take in a first reading, its sealed segments through the cache."""
        self._reprises = dict(reading.reprises)
        segments = [file for file in reading.files if file.trusted and file.count]
        cache, name = Cache(self.folder), f"{BASE}-{reading.journal.id[:8]}"
        if not segments and self._reprises:  # as in `attach_base`
            cache.keep_only(name, None)
        if segments and attach_base(
            self.connection, cache, name, segments, self._reprises, fingerprint()
        ):
            self._base = {file.path: _Taken(file) for file in segments}
            self._take_base()
        self.take(reading)

    def only_adds(self, reading: Reading) -> bool:
        """Whether a reading holds all that was taken, and maybe more at the end of files."""
        files = {file.path: file for file in reading.files}
        return (
            dict(reading.reprises) == self._reprises
            and all(
                path in files and taken.is_same(files[path]) for path, taken in self._base.items()
            )
            and all(
                path in files and taken.is_start_of(files[path])
                for path, taken in self._taken.items()
            )
        )

    def take(self, reading: Reading) -> bool:
        """Take in what a reading has more; whether anything changed."""
        paths, contents = self._new_parts(reading.files)
        if paths or contents:
            self._settled = False
            self._load(paths, contents)
        if self._settled:
            return False
        settle(self.connection, f"{MAIN}.evenements_bruts", MAIN)
        self._settled = True
        return True

    def _take_base(self) -> None:
        self.connection.execute(
            f"create or replace view {MAIN}.evenements_bruts as\n"
            f"from {BASE}.main.lignes union all from {MAIN}.lignes"
        )
        for table in _SMALL:
            self.connection.execute(f"insert into {MAIN}.{table} from {BASE}.main.{table}")

    def _new_parts(self, files: Iterable[FileReading]) -> tuple[list[str], list[bytes]]:
        """The segments and the bytes that are not in the database yet."""
        paths: list[str] = []
        contents: list[bytes] = []
        for file in files:
            taken = self._taken.get(file.path)
            if file.path in self._base or not file.count or (taken and taken.is_same(file)):
                continue
            if taken is None and file.trusted and is_readable_by_path(file):
                self._taken[file.path] = _Taken(file)
                paths.append(str(file.absolute))
                continue
            data = file.bytes_kept()
            before = (taken.size or 0) if taken else 0
            self._taken[file.path] = _Taken(file, len(data), sha256(data).digest())
            if len(data) > before:
                contents.append(data[before:])
        return paths, contents

    def _load(self, paths: list[str], contents: list[bytes]) -> None:
        from ter_core.projections.temporary import kept_as_files

        self.connection.execute(f"truncate {MAIN}.nouvelles")
        with kept_as_files(self.folder, contents) as temporary:
            load_files(self.connection, f"{MAIN}.nouvelles", [*paths, *temporary], self._reprises)
        note_rows(self.connection, f"{MAIN}.nouvelles", MAIN)
        self.connection.execute(f"insert into {MAIN}.lignes from {MAIN}.nouvelles")
        for note in (note_twins, place_subjects):
            note(self.connection, f"{MAIN}.evenements_bruts", f"{MAIN}.nouvelles", MAIN)
