"""One's own stream on disk: finding its end, mending a torn one, sealing, starting a new file.

Everything here happens under the lock of the poste.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from attrs import define, frozen

from ter_core.log.blank import blanked
from ter_core.log.durable import (
    O_BINARY,
    O_CLOEXEC,
    O_NOFOLLOW,
    flush,
    flush_folder,
    replace_atomically,
    write_all,
)
from ter_core.log.files import Unreadable, read_piece
from ter_core.log.heads import Head
from ter_core.log.line import Unsound, check, decode_seal, encode_seal, genesis
from ter_core.log.line_pass import pass_lines
from ter_core.log.names import ACTIVE
from ter_core.log.scan_types import FileScan
from ter_core.log.seal import SEAL_START, seal_of

__all__ = ["End", "OwnFiles", "Tail"]

_NUMBERED = re.compile(r"([0-9]{6})\.ndjson")
_READ = os.O_RDONLY | O_BINARY | O_CLOEXEC | O_NOFOLLOW
_APPEND = os.O_RDWR | os.O_APPEND | O_BINARY | O_CLOEXEC | O_NOFOLLOW


@frozen
class End:
    """Where a stream ends: its last event, and what the next line cites (it, or a seal)."""

    head: Head
    link: str


@define
class Tail:
    """The active file as this process left it."""

    path: str
    fd: int
    device: int
    inode: int
    size: int
    count: int
    end: End

    def is_as_left(self) -> bool:
        """Whether the file of that name is still this one, and nobody wrote to it."""
        try:
            now = os.lstat(self.path)
        except OSError:
            return False
        return now.st_size == self.size and now.st_ino == self.inode and now.st_dev == self.device


@define
class OwnFiles:
    """The active file of a poste and its numbered ones, in the folder of its name."""

    root: Path
    poste: str
    journal_id: str
    aside: Path

    @property
    def folder(self) -> Path:
        """The folder of the poste; its name is a convenience that only its owner relies on."""
        return self.root / self.poste

    @property
    def active(self) -> Path:
        """The only file that grows."""
        return self.folder / ACTIVE

    def segments(self) -> list[Path]:
        """The numbered files, oldest first."""
        try:
            paths = sorted(self.folder.iterdir())
        except FileNotFoundError:
            return []
        return [path for path in paths if _NUMBERED.fullmatch(path.name)]

    def settle(self) -> bytes:
        """Put one's own active file in order and give its bytes, empty when there is none.

        Only what follows its last sound line is cut, and set aside first; a sealed file whose
        renaming was interrupted gets its number.
        """
        data = self._read(self.active)
        if data is None:
            return b""
        start = data.rfind(b"\n", 0, len(data) - 1) + 1 if data else 0
        last = data[start:]
        if last.startswith(SEAL_START) and decode_seal(last) is not None:
            self.number_active()
            return b""
        if not data or _is_sound(last):
            return data
        return self._mend(data)

    def _mend(self, data: bytes) -> bytes:
        scan = pass_lines(_scan_of(data))
        lines = scan.lines or ()
        end = lines[-1].offset + lines[-1].length if lines else 0
        torn = data[end:]
        lacks_end = end > 0 and data[end - 1 : end] != b"\n"
        if torn:
            self._set_aside(torn)
        fd = os.open(self.active, os.O_RDWR | O_BINARY | O_CLOEXEC | O_NOFOLLOW)
        try:
            os.ftruncate(fd, end)
            if lacks_end:
                os.lseek(fd, end, os.SEEK_SET)
                write_all(fd, b"\n")
            flush(fd)
        finally:
            os.close(fd)
        return data[:end] + b"\n" if lacks_end else data[:end]

    def _set_aside(self, torn: bytes) -> None:
        """Keep what is cut, outside the log; the same bytes are kept once."""
        self.aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{self.poste}-{sha256(torn).hexdigest()[:16]}.octets"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | O_BINARY | O_CLOEXEC | O_NOFOLLOW
        fd = os.open(self.aside / name, flags, 0o600)
        try:
            write_all(fd, torn)
            flush(fd)
        finally:
            os.close(fd)
        flush_folder(self.aside)

    def end_of(self, data: bytes) -> End:
        """The end of the stream, `data` being the bytes of the settled active file."""
        if data:
            return _end_of_lines(data, self._origin())
        for segment in reversed(self.segments()):
            raw = self._read(segment)
            if raw:
                return _end_of_segment(raw, self._origin())
        return self._origin()

    def _origin(self) -> End:
        start = genesis(self.journal_id, self.poste)
        return End(Head(0, start), start)

    def open_active(self, end: End) -> Tail:
        """The active file open for appending, created (durably) if need be."""
        try:
            fd = os.open(self.active, _APPEND)
        except FileNotFoundError:
            self._make_folder()
            fd = os.open(self.active, _APPEND | os.O_CREAT | os.O_EXCL, 0o666)
            flush_folder(self.folder)
        status = os.fstat(fd)
        first = _first_rang(fd)
        count = end.head.rang - first + 1 if first else 0
        return Tail(str(self.active), fd, status.st_dev, status.st_ino, status.st_size, count, end)

    def _make_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir()
            flush_folder(self.root)

    def seal_active(self, tail: Tail) -> End:
        """Seal the active file and give it its number; where the stream then ends."""
        data = self._read(self.active) or b""
        head = tail.end.head
        count = data.count(b"\n")
        if count != tail.count:  # a damaged line in the middle is no event
            count = len(pass_lines(_scan_of(data)).lines or ())
        seal = seal_of(data, rang=head.rang, nombre=count, empreinte=head.empreinte)
        link = seal.link
        try:
            write_all(tail.fd, encode_seal(seal))
            flush(tail.fd)
        except OSError:
            # Every event is safe already: go on in a new file, this one as it stands.
            link = head.empreinte
        os.close(tail.fd)
        self.number_active()
        return End(head, link)

    def number_active(self) -> None:
        """Rename the active file, as it stands, to the next number."""
        taken = [int(path.name[:6]) for path in self.segments()]
        target = self.folder / f"{max(taken, default=0) + 1:06d}.ndjson"
        self.active.rename(target)
        flush_folder(self.folder)

    def blank_active(self, ids: Collection[str]) -> bool:
        """Blank these events in the active file; whether it held one of them."""
        data = self._read(self.active) or b""
        after = blanked(data, ids)
        if after == data:
            return False
        replace_atomically(self.active, after, stat.S_IMODE(self.active.stat().st_mode))
        return True

    def lines_after(self, rang: int, data: bytes) -> bytes:
        """The lines of one's own files that may lie beyond `rang`; `data` is the active file's."""
        parts = [data]
        reached = _rang_of(data) or 0
        for segment in reversed(self.segments()):
            if reached and reached <= rang + 1:
                break
            raw = self._read(segment) or b""
            parts.append(raw if not raw or raw.endswith(b"\n") else raw + b"\n")
            reached = _rang_of(raw) or reached
        return b"".join(reversed(parts))

    def _read(self, path: Path) -> bytes | None:
        try:
            return read_piece(path)[0]
        except Unreadable:
            if path.exists() or path.is_symlink():
                raise
            return None


def _scan_of(data: bytes) -> FileScan:
    signature = (0, 0, len(data), 0)
    return FileScan("", Path(), signature, "", len(data), data, (), (), (), None, ())


def _is_sound(line: bytes) -> bool:
    try:
        check(line)
    except Unsound:
        return False
    return True


def _rang_of(data: bytes) -> int | None:
    """The rang of the first line of `data`, if it is sound."""
    try:
        return int(check(data[: data.index(b"\n") + 1])[0]["rang"])
    except ValueError:
        return None


def _first_rang(fd: int) -> int | None:
    if hasattr(os, "pread"):
        return _rang_of(os.pread(fd, 1 << 20, 0))
    os.lseek(fd, 0, os.SEEK_SET)
    return _rang_of(os.read(fd, 1 << 20))


def _end_of_lines(data: bytes, origin: End) -> End:
    start = data.rfind(b"\n", 0, len(data) - 1) + 1
    try:
        head, _ = check(data[start:])
    except Unsound:
        lines = pass_lines(_scan_of(data)).lines or ()
        if not lines:
            return origin
        return End(Head(lines[-1].rang, lines[-1].empreinte), lines[-1].empreinte)
    empreinte = head["empreinte"].decode()
    return End(Head(int(head["rang"]), empreinte), empreinte)


def _end_of_segment(data: bytes, origin: End) -> End:
    start = data.rfind(b"\n", 0, len(data) - 1) + 1
    seal = decode_seal(data[start:])
    if seal is None:
        return _end_of_lines(data, origin)
    return End(Head(seal.rang, seal.empreinte), seal.link)
