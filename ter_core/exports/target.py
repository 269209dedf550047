"""The file an export goes to: whole under its name, or not there at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from ter_core.errors import TerError, system_reason
from ter_core.log.durable import O_CLOEXEC, flush, flush_folder

__all__ = ["ExportRefused", "check_target", "written_beside"]

_BESIDE = (".wal",)
"""What DuckDB keeps beside a database while it writes it."""


class ExportRefused(TerError):
    """A file that cannot be written there, or not under that name."""


def check_target(
    path: Path, journal: Path, *, replace: bool, example: str = "journal.duckdb"
) -> Path:
    """The place of the file, symbolic links followed, once nothing speaks against writing it.

    `example` is the name that is proposed to whoever gives a folder.

    Raises:
        ExportRefused: it exists already, or cannot be there.
    """
    try:
        place = path.resolve()
        _check_folder(path, place.parent)
        if place.is_relative_to(journal.resolve()):
            raise ExportRefused(
                "Ce dossier est celui du journal : rien d'autre ne s'y écrit.",
                where=f"« {path} »",
                remedy="Choisissez un autre dossier.",
            )
        _check_file(path, place, replace=replace, example=example)
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a NUL in the name
        raise refused(path, error) from None
    return place


@contextlib.contextmanager
def written_beside(path: Path, place: Path, *, replace: bool) -> Iterator[Path]:
    """An empty file beside `place` to write into; once left without error, the file is `place`.

    It is flushed first, so that a power cut leaves the old file or the new one. Whatever stops the
    writing, Ctrl-C included, leaves nothing behind.

    Raises:
        ExportRefused: the disk refuses, or a file of that name came meanwhile.
    """
    # No part of the final name, which may be as long as names can be.
    temporary = place.with_name(f".ter-{os.urandom(8).hex()}.tmp")
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | O_CLOEXEC, 0o600))
        _give_mode(temporary, place)  # before anything is in it
        yield temporary
        with temporary.open("rb+") as file:
            flush(file.fileno())
        _move(temporary, path, place, replace=replace)
        with contextlib.suppress(OSError):  # it has its name: what may fail is a power cut later
            flush_folder(place.parent)
    except OSError as error:
        raise refused(path, error) from None
    finally:
        for name in ("", *_BESIDE):
            with contextlib.suppress(OSError):
                temporary.with_name(temporary.name + name).unlink(missing_ok=True)


def refused(path: Path, error: Exception) -> ExportRefused:
    """What the system said, told as a refusal."""
    return ExportRefused(
        f"Ce fichier ne peut pas être écrit ({system_reason(error)}).",
        where=f"« {path} »",
        remedy="Vérifiez vos droits et la place qui reste, ou choisissez un autre dossier.",
    )


def _check_folder(path: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise ExportRefused(
            "Ce dossier n'existe pas." if not folder.exists() else "Ce n'est pas un dossier.",
            where=f"« {path.parent} »",
            remedy="Créez-le d'abord, ou choisissez-en un autre.",
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ExportRefused(
            "Vous n'avez pas le droit d'écrire dans ce dossier.",
            where=f"« {path.parent} »",
            remedy="Choisissez-en un autre.",
        )


def _check_file(path: Path, place: Path, *, replace: bool, example: str) -> None:
    if place.is_dir():
        raise ExportRefused(
            "C'est un dossier : il faut un nom de fichier.",
            where=f"« {path} »",
            remedy=f"Par exemple : « {path / example} ».",
        )
    if place.exists() and not place.is_file():
        raise ExportRefused(
            "Ce n'est pas un fichier ordinaire.",
            where=f"« {path} »",
            remedy="Choisissez un autre nom.",
        )
    if any(place.with_name(place.name + end).exists() for end in _BESIDE):
        raise ExportRefused(
            "Un autre programme écrit dans cette base.",
            where=f"« {path} »",
            remedy="Fermez-le, ou choisissez un autre nom.",
        )
    if place.exists() and not replace:
        raise _taken(path)


def _taken(path: Path) -> ExportRefused:
    return ExportRefused(
        "Ce fichier existe déjà.",
        where=f"« {path} »",
        remedy="Choisissez un autre nom, ou ajoutez « --remplacer ».",
    )


def _move(temporary: Path, path: Path, place: Path, *, replace: bool) -> None:
    """Under its name, in one step that fails where a file has it and may not be replaced."""
    if replace:
        temporary.replace(place)
        return
    try:
        os.link(temporary, place)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a file system without hard links
        if place.exists():
            raise _taken(path) from None
        temporary.rename(place)


def _give_mode(temporary: Path, place: Path) -> None:
    """The rights of the file that is replaced, or those of any new file."""
    try:
        mode = place.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with contextlib.suppress(OSError):
        temporary.chmod(mode)
