"""A table opened from a file that nobody vouches for: XLSX, ODS, CSV, told apart by content.

What a file claims is measured first (`container`, `xlsx`, `ods`); only then is anything made of it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from attrs import evolve

from ter_core.errors import system_reason
from ter_core.imports.files import ods, xlsx
from ter_core.imports.files.container import Container, locked
from ter_core.imports.files.delimited import decoded, delimited
from ter_core.imports.files.refused import ImportRefused, too_long
from ter_core.imports.files.sheet import Row, Sheet, Value
from ter_core.imports.files.workbook import hidden, rows_of, workbook
from ter_core.vocabulary.text import fold

__all__ = ["ImportRefused", "fingerprint", "open_sheet"]

LARGEST = 64 << 20
"""The most bytes that a file has."""

_REMEDY = "Importez un fichier .xlsx, .ods ou .csv."
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_OTHERS = {
    b"%PDF": "un PDF",
    b"{\\rtf": "un document de texte (RTF)",
    b"\x1f\x8b": "une archive compressée",
    b"7z\xbc\xaf": "une archive compressée",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"<!doctype html": "une page web",
    b"<html": "une page web",
    b"<?xml": "du XML",
    b"PK\x05\x06": "une archive vide",
}
_DOCUMENTS = {"word/document.xml": "un document Word", "ppt/presentation.xml": "un diaporama"}


def open_sheet(
    path: Path, *, sheet: str | None = None, keep: Callable[[Row], bool] | None = None
) -> Sheet:
    """The table that a file holds: the sheet of that name, else the first that is shown.

    Rows for which `keep` says no are left out; those of a text are dropped as they are read.

    Raises:
        ImportRefused: it is no such file, or not one that may be read.
    """
    try:
        return _opened(_content(path), sheet, keep)
    except ImportRefused as refused:
        raise refused.located(path.name) from None


def fingerprint(path: Path) -> str:
    """The SHA-256 of the bytes of a file.

    Raises:
        ImportRefused: it cannot be read.
    """
    try:
        return sha256(_content(path)).hexdigest()
    except ImportRefused as refused:
        raise refused.located(path.name) from None


def _content(path: Path) -> bytes:
    """The bytes of an ordinary file, no more than may be read."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise ImportRefused("Ce n'est pas un fichier.", remedy=_REMEDY)
            content = file.read(LARGEST + 1) if found.st_size <= LARGEST else None
    except FileNotFoundError:
        raise ImportRefused(
            "Ce fichier n'existe pas.", remedy="Vérifiez son nom et son dossier."
        ) from None
    except OSError as error:
        if path.is_dir():
            raise ImportRefused("C'est un dossier.", remedy=_REMEDY) from None
        raise ImportRefused(
            f"Ce fichier ne se lit pas ({system_reason(error)}).",
            remedy="Vérifiez vos droits, et qu'aucun autre programme ne le tient.",
        ) from None
    if content is None or len(content) > LARGEST:
        raise too_long(f"Ce fichier a plus de {LARGEST >> 20} Mio.")
    return content


def _opened(content: bytes, sheet: str | None, keep: Callable[[Row], bool] | None) -> Sheet:
    if content.startswith(_OLE):
        raise _old(content)
    if content.startswith(_ZIP):
        found = _unpacked(Container.of(content), sheet)
        return _kept(found, keep) if keep else found
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, what in _OTHERS.items():
        if start.startswith(mark.lower()):
            raise ImportRefused(f"Ce n'est pas un tableau : c'est {what}.", remedy=_REMEDY)
    if sheet is not None:
        raise ImportRefused(
            "Ce fichier est un texte : il n'a pas de feuilles.",
            where=f"feuille « {sheet} »",
            remedy="Ne nommez pas de feuille.",
        )
    return Sheet("", _even(delimited(decoded(content), keep)))


def _old(content: bytes) -> ImportRefused:
    """What is wrong with a container of the old kind, which also wraps what a password locks."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return locked()
    return ImportRefused(
        "Ce fichier est d'un ancien format d'Office (.xls, .doc…).",
        remedy="Ouvrez-le dans un tableur et enregistrez-le au format .xlsx.",
    )


def _unpacked(container: Container, sheet: str | None) -> Sheet:
    if xlsx.is_xlsx(container):
        return _from_xlsx(container, sheet)
    if ods.is_ods(container):
        return _from_ods(container, sheet)
    what = next(
        (what for name, what in _DOCUMENTS.items() if name in container),
        "une archive, ou un document d'une autre sorte",
    )
    raise ImportRefused(f"Ce n'est pas un tableau : c'est {what}.", remedy=_REMEDY)


def _from_xlsx(container: Container, sheet: str | None) -> Sheet:
    tabs = {tab.name: tab for tab in xlsx.tabs(container)}
    shown = [tab.name for tab in tabs.values() if not tab.is_hidden]
    name = _chosen(sheet, list(tabs), shown)
    content = xlsx.parts(container, tabs[name])
    extent = xlsx.measured(content, tabs[name])
    with workbook(content) as book:
        return Sheet(name, rows_of(book, name, extent), _others(tabs, name))


def _from_ods(container: Container, sheet: str | None) -> Sheet:
    content = ods.parts(container)
    extents = ods.measured(content)
    with workbook(content) as book:
        tabs = [name for name in book.sheet_names if name in extents]
        name = _chosen(sheet, tabs, [name for name in tabs if name not in hidden(book)])
        return Sheet(name, rows_of(book, name, extents[name]), _others(tabs, name))


def _others(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)


def _chosen(asked: str | None, names: list[str], shown: list[str]) -> str:
    """The sheet asked for, whatever its case and accents; else the first that is shown."""
    if not names:
        raise ImportRefused("Ce classeur n'a aucune feuille de cellules.", remedy=_REMEDY)
    if asked is None:
        return (shown or names)[0]
    alike = [name for name in names if name == asked] or [
        name for name in names if fold(name) == fold(asked)
    ]
    if len(alike) != 1:
        listed = ", ".join(f"« {name} »" for name in names)
        raise ImportRefused(
            f"Ce classeur n'a pas de feuille « {asked} ».", remedy=f"Ses feuilles : {listed}."
        )
    return alike[0]


def _kept(found: Sheet, keep: Callable[[Row], bool]) -> Sheet:
    return evolve(found, rows=tuple(row for row in found.rows if keep(row)))


def _even(rows: list[Row]) -> tuple[Row, ...]:
    """The rows, each as wide as the widest."""
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(
        row if len(row.cells) == width else evolve(row, cells=_padded(row, width)) for row in rows
    )


def _padded(row: Row, width: int) -> tuple[Value, ...]:
    return (*row.cells, *[None] * (width - len(row.cells)))
