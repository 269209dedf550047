"""The files of persons: listed and opened without being led astray, written whole, deleted.

A file is known by what it holds, never by its name: the copies that sync tools make of a file that
two machines changed are more of the same person.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import field, frozen

from ter_core.carnet.codec import NotAPerson, decode, encode
from ter_core.carnet.person import Person
from ter_core.errors import system_reason
from ter_core.log.durable import (
    O_BINARY,
    O_CLOEXEC,
    O_NOFOLLOW,
    O_NONBLOCK,
    discard,
    flush_folder,
    replace_atomically,
)
from ter_core.log.findings import NOTICE, Finding
from ter_core.log.journal import Journal

__all__ = ["Piece", "Shelf", "carnet_folder", "delete", "read_shelf", "write_person"]

_FOLDER = "carnet"
_MOST_BYTES = 256 << 10
_MOST_FILES = 10_000
_REMEDY = (
    "Reprenez ce fichier d'une autre copie du dossier, ou corrigez-le : le supprimer, c'est "
    "supprimer la personne."
)
_FOLDER_REMEDY = "Remettez à sa place le dossier du carnet, et vérifiez vos droits."
_PASSING = (".", "~")  # how the names begin of what sync tools and editors write for a moment


def carnet_folder(journal: Journal) -> Path:
    """Where the persons of a workspace are: beside its log, never in it."""
    return journal.root.parent / _FOLDER


@frozen
class Piece:
    """A file that was read: where, its bytes, and the person it holds."""

    path: Path
    data: bytes = field(repr=False)
    person: Person


@frozen
class Shelf:
    """What a folder holds: the pieces, and what is to be said of the files that are none."""

    folder: Path
    pieces: tuple[Piece, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def persons(self) -> dict[str, Person]:
        """Every person by id, all of their files merged."""
        found: dict[str, Person] = {}
        for piece in self.pieces:
            known = found.get(piece.person.id)
            found[piece.person.id] = known.merged(piece.person) if known else piece.person
        return found

    @property
    def is_unknown(self) -> bool:
        """Whether the folder itself could not be read: who is not in it may be there."""
        return any(one.fichier == _FOLDER for one in self.findings)

    def unread(self, person: str) -> Finding | None:
        """The finding of a file that is that person's by its name, and cannot be read."""
        return next((one for one in self.findings if _name_of(one).startswith(person)), None)

    def own_path(self, person: str) -> Path:
        """Where a person is written."""
        return self.folder / f"{person}.json"


def _name_of(finding: Finding) -> str:
    return finding.fichier.rpartition("/")[2]


def read_shelf(folder: Path) -> Shelf:
    """The persons of a folder; what cannot be read is told and hides none of the others."""
    try:
        if folder.is_symlink():
            return Shelf(folder, findings=(_finding("", "un lien n'est jamais suivi"),))
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names only
    except FileNotFoundError:
        return Shelf(folder)
    except OSError as error:
        return Shelf(folder, findings=(_finding("", f"illisible ({system_reason(error)})"),))
    pieces: list[Piece] = []
    findings: list[Finding] = []
    for name in names[:_MOST_FILES]:
        if ".json" not in name or name.startswith(_PASSING):
            continue
        try:
            data = _read(folder / name)
            pieces.append(Piece(folder / name, data, decode(data)))
        except FileNotFoundError:
            continue
        except OSError as error:
            findings.append(_finding(name, f"illisible ({system_reason(error)})"))
        except NotAPerson as error:
            findings.append(_finding(name, str(error)))
    return Shelf(folder, tuple(pieces), tuple(findings))


def _finding(name: str, why: str) -> Finding:
    return Finding(
        kind="fiche-illisible",
        gravite=NOTICE,
        message=f"Cette fiche du carnet n'est pas lue : {why}.",
        remede=_REMEDY if name else _FOLDER_REMEDY,
        fichier=f"{_FOLDER}/{name}".rstrip("/"),
    )


def _read(path: Path) -> bytes:
    """The bytes of a regular file that is small enough; OSError or NotAPerson otherwise."""
    fd = os.open(path, os.O_RDONLY | O_BINARY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise NotAPerson("ce n'est pas un fichier ordinaire")
        parts, left = [], _MOST_BYTES + 1
        while left and (part := os.read(fd, left)):
            parts.append(part)
            left -= len(part)
    finally:
        os.close(fd)
    data = b"".join(parts)
    if len(data) > _MOST_BYTES:
        raise NotAPerson("il dépasse 256 Kio")
    return data


def write_person(shelf: Shelf, person: Person) -> None:
    """Write a person under their own name, then remove the copies that it now contains.

    A copy that changed since it was read stays: it may hold more.
    """
    path, data = shelf.own_path(person.id), encode(person)
    own = [piece for piece in shelf.pieces if piece.person.id == person.id]
    if not any(piece.path == path and piece.data == data for piece in own):
        shelf.folder.mkdir(mode=0o700, exist_ok=True)
        replace_atomically(path, data, 0o600)
    for piece in own:
        if piece.path != path:
            with contextlib.suppress(OSError, NotAPerson):
                if _read(piece.path) == piece.data:
                    discard(piece.path)


def delete(folder: Path, ids: Iterable[str]) -> set[str]:
    """Delete every file of these persons, whatever its name or state; the ids that had one."""
    wanted = {one: one.encode() for one in ids}
    found: set[str] = set()
    for path in _regular_files(folder) if wanted else ():
        named = {one for one in wanted if path.name.startswith(one)}
        try:
            data = b"" if named else _read(path)
        except (OSError, NotAPerson):
            continue
        held = named or {one for one, spelled in wanted.items() if spelled in data}
        with contextlib.suppress(OSError):  # a folder that may not be written keeps it
            if held:
                discard(path)
                found |= held
    if found:
        with contextlib.suppress(OSError):
            flush_folder(folder)
    return found


def _regular_files(folder: Path) -> Iterator[Path]:
    """The files under a folder, hidden ones and those of its own folders included."""
    if folder.is_symlink():
        return
    left = _MOST_FILES
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(place, name)
            if left and path.is_file() and not path.is_symlink():
                left -= 1
                yield path
