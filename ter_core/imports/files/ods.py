"""An OpenDocument spreadsheet: how large its tables are, which cells are merged."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from ter_core.imports.files.container import Container, locked
from ter_core.imports.files.extent import Extent, Merge
from ter_core.imports.files.refused import ImportRefused, damaged, too_long
from ter_core.imports.files.watched_xml import read_xml

__all__ = ["is_ods", "measured", "parts"]

_MIMETYPE, _CONTENT, _MANIFEST = "mimetype", "content.xml", "META-INF/manifest.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14  # of a sheet, in LibreOffice
_MOST_SHEETS = 256
_VALUES = frozenset(
    f"office:{name}"
    for name in (
        "value-type",
        "value",
        "string-value",
        "date-value",
        "time-value",
        "boolean-value",
    )
)


def is_ods(container: Container) -> bool:
    """Whether a container is such a spreadsheet.

    Raises:
        ImportRefused: it is one that carries macros, or that a password locks.
    """
    if _MIMETYPE not in container or not container.read(_MIMETYPE).startswith(_KIND):
        return False
    if any(name.lower().startswith(("basic/", "scripts/")) for name in container.names):
        raise ImportRefused(
            "Ce classeur contient des macros.",
            remedy="Ouvrez-le dans un tableur et enregistrez-le sans ses macros.",
        )
    if "encrypted-package" in container or (
        _MANIFEST in container and b"encryption-data" in container.read(_MANIFEST)
    ):
        raise locked()
    return True


def parts(container: Container) -> dict[str, bytes]:
    """What a reader needs, and nothing else.

    Raises:
        ImportRefused: a part is damaged, or too large.
    """
    names = [name for name in (_CONTENT, _MANIFEST, "styles.xml") if name in container]
    found = {name: container.read(name) for name in names}
    return {_MIMETYPE: _KIND} | found


def measured(content: Mapping[str, bytes]) -> dict[str, Extent]:
    """How large each table is, by its name: a reader makes all of them at once.

    Raises:
        ImportRefused: they are too large, or damaged.
    """
    if _CONTENT not in content:
        raise damaged(f"il y manque « {_CONTENT} »")
    reading = _Reading()
    read_xml(content[_CONTENT], reading.start, text=reading.text)
    return reading.tables


@define
class _Reading:
    """What was met so far; repeated cells that hold nothing only move the place."""

    tables: dict[str, Extent] = field(factory=dict)
    _extent: Extent | None = None
    _row: int = 0
    _rows: int = 1
    _column: int = 0
    _columns: int = 1
    _holds: bool = False

    def start(self, name: str, values: Mapping[str, str]) -> None:
        """An element begins."""
        if name in {"table-cell", "covered-table-cell"}:
            self._cell(name, values)
        elif name == "table-row":
            self._row += self._rows
            self._rows = _repeated(values, "table:number-rows-repeated", _MOST_ROWS)
            self._column, self._columns = 0, 0
        elif name == "table":
            self._table(values.get("table:name", ""))
        elif name == "s" and self._extent:
            self._spaces(self._extent, values.get("text:c", "1"))

    def text(self, characters: str) -> None:
        """Some text comes: of a cell, or of what hangs on it."""
        if self._extent and not characters.isspace():
            self._holding(self._extent)
            self._extent.reads(len(characters) * self._rows * self._columns)

    def _table(self, name: str) -> None:
        if len(self.tables) >= _MOST_SHEETS:
            raise too_long(f"Ce classeur a plus de {_MOST_SHEETS} feuilles.")
        before, self._extent = self._extent, Extent(name)
        if before:
            self._extent.follows(before)
        self.tables[name] = self._extent
        self._row, self._rows, self._column, self._columns = 0, 0, 0, 0

    def _cell(self, name: str, values: Mapping[str, str]) -> None:
        self._column += self._columns
        self._columns = _repeated(values, "table:number-columns-repeated", _MOST_COLUMNS)
        if not (extent := self._extent):
            return
        if not _VALUES.isdisjoint(values):
            self._holding(extent)
        wide = _repeated(values, "table:number-columns-spanned", _MOST_COLUMNS)
        high = _repeated(values, "table:number-rows-spanned", _MOST_ROWS)
        if wide * high > 1 and name == "table-cell":
            bottom, right = self._row + high - 1, self._column + wide - 1
            extent.merged(Merge(self._row, self._column, bottom, right))

    def _holding(self, extent: Extent) -> None:
        bottom = self._row + max(self._rows, 1) - 1
        extent.holds(bottom, self._column + max(self._columns, 1) - 1)

    def _spaces(self, extent: Extent, number: str) -> None:
        self._holding(extent)
        extent.reads(_whole(number, 1 << 30) * self._rows * self._columns)


def _repeated(values: Mapping[str, str], name: str, most: int) -> int:
    said = values.get(name)
    return _whole(said, most) if said else 1


def _whole(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= most):
        raise too_long(f"Une cellule ou une ligne y est répétée « {text[:20]} » fois.")
    return int(text)
