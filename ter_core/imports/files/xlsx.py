"""An XLSX workbook: its sheets, how large one is, and what a reader needs of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence

from attrs import define, field, frozen

from ter_core.imports.files.container import Container
from ter_core.imports.files.extent import Extent, Merge
from ter_core.imports.files.refused import ImportRefused, damaged, too_long
from ter_core.imports.files.watched_xml import read_xml

__all__ = ["Tab", "is_xlsx", "measured", "parts", "tabs"]

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ALWAYS = ("[Content_Types].xml", "_rels/.rels", _WORKBOOK, _RELATIONS, "xl/styles.xml")
_STRINGS = "xl/sharedStrings.xml"
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", re.IGNORECASE)
_MACROS = re.compile(r"vbaproject\.bin$|^xl/macrosheets/", re.IGNORECASE)
_MOST_SHEETS = 256


@frozen
class Tab:
    """A sheet of a workbook: its name, and the part that holds it."""

    name: str
    part: str
    is_hidden: bool


def is_xlsx(container: Container) -> bool:
    """Whether a container is such a workbook.

    Raises:
        ImportRefused: it is one that carries macros, or another kind of Office file.
    """
    if any(_MACROS.search(name) for name in container.names):
        raise ImportRefused(
            "Ce classeur contient des macros.",
            remedy="Ouvrez-le dans un tableur et enregistrez-le au format .xlsx, sans macros.",
        )
    if "xl/workbook.bin" in container:
        raise ImportRefused(
            "Ce classeur est au format .xlsb.", remedy="Enregistrez-le au format .xlsx."
        )
    if _WORKBOOK not in container:
        return False
    types = "[Content_Types].xml"
    if types not in container or b"macroEnabled" in container.read(types):
        raise ImportRefused(
            "Ce classeur est d'un format qui porte des macros.",
            remedy="Ouvrez-le dans un tableur et enregistrez-le au format .xlsx.",
        )
    return True


def tabs(container: Container) -> list[Tab]:
    """Its sheets of cells, in their order.

    Raises:
        ImportRefused: the workbook is damaged.
    """
    parts: dict[str, str] = {}
    found: list[Tab] = []

    def relation(name: str, values: Mapping[str, str]) -> None:
        if name == "Relationship" and values.get("Type", "").endswith("/worksheet"):
            target = posixpath.join("/xl", values.get("Target", ""))
            parts[values.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    def sheet(name: str, values: Mapping[str, str]) -> None:
        if name != "sheet":
            return
        ids = [value for key, value in values.items() if key.rpartition(":")[2] == "id"]
        part = parts.get(ids[0]) if ids else None
        if part and part in container:
            is_hidden = values.get("state", "visible") != "visible"
            found.append(Tab(values.get("name", ""), container.spelled(part), is_hidden))
        if len(found) > _MOST_SHEETS:
            raise too_long(f"Ce classeur a plus de {_MOST_SHEETS} feuilles.")

    read_xml(container.read(_RELATIONS), relation)
    read_xml(container.read(_WORKBOOK), sheet)
    return found


def parts(container: Container, tab: Tab) -> dict[str, bytes]:
    """What a reader needs to read one sheet, and nothing else.

    Raises:
        ImportRefused: a part is damaged, or too large.
    """
    names = [name for name in (*_ALWAYS, _STRINGS, tab.part) if name in container]
    return {container.spelled(name): container.read(name) for name in dict.fromkeys(names)}


def measured(content: Mapping[str, bytes], tab: Tab) -> Extent:
    """How large a sheet is, from the parts of its workbook.

    Raises:
        ImportRefused: it is too large, or damaged.
    """
    strings = next(
        (part for name, part in content.items() if name.lower() == _STRINGS.lower()), None
    )
    reading = _Reading(Extent(tab.name), [] if strings is None else _lengths(strings))
    read_xml(content[tab.part], reading.start, end=reading.end, text=reading.text)
    return reading.extent


def _lengths(strings: bytes) -> Sequence[int]:
    """How long each shared text is: a cell gives only its number."""
    found: list[int] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            found.append(0)

    def text(characters: str) -> None:
        if found:
            found[-1] += len(characters)

    read_xml(strings, start, text=text)
    return found


@define
class _Reading:
    """What was met so far in a sheet; cells that hold nothing but a style do not count."""

    extent: Extent
    shared: Sequence[int]
    _row: int = -1
    _column: int = -1
    _is_shared: bool = False
    _in_value: bool = False
    _pieces: list[str] = field(factory=list)

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._cell(values)
        elif name in {"v", "is"}:
            self.extent.holds(self._row, max(self._column, 0))
            self._in_value = name == "v"
            self._pieces.clear()
        elif name == "row":
            said = values.get("r")
            self._row = _number(said) - 1 if said else self._row + 1
            self._column = -1
        elif name == "mergeCell":
            (top, left), (bottom, right) = _range(values.get("ref", ""))
            self.extent.merged(Merge(top, left, bottom, right))

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "v":
            if self._is_shared:
                self._shared("".join(self._pieces).strip())
            self._in_value = False

    def text(self, characters: str) -> None:
        """Some text comes."""
        if self._in_value and self._is_shared:
            self._pieces.append(characters)

    def _cell(self, values: Mapping[str, str]) -> None:
        place = values.get("r")
        self._is_shared = values.get("t") == "s"
        if place:
            row, self._column = _place(place)
            self._row = max(row, self._row)
        else:
            self._column += 1

    def _shared(self, number: str) -> None:
        if not number:
            return
        at = _number(number)
        if at >= len(self.shared):
            raise damaged(f"la cellule {number} des textes n'existe pas")
        self.extent.reads(self.shared[at])


def _range(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, _, last = text.partition(":")
    return _place(first), _place(last or first)


def _place(text: str) -> tuple[int, int]:
    """The indexes of the row and of the column of `B3`."""
    found = _CELL.fullmatch(text)
    if not found:
        raise damaged(f"« {text[:20]} » n'est pas une cellule")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return _number(found[2]) - 1, column - 1


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise damaged(f"« {text[:20]} » n'est pas un nombre entier")
    return int(text)
