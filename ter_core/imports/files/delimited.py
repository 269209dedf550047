"""A table as delimited text: its encoding, its delimiter, its rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from attrs import define

from ter_core.imports.files.extent import CELLS, COLUMNS, ROWS
from ter_core.imports.files.refused import ImportRefused, too_long
from ter_core.imports.files.sheet import Row
from ter_core.imports.files.values import text_of, unquoted
from ter_core.vocabulary.typography import in_full

__all__ = ["decoded", "delimited"]

_DELIMITERS = ";\t,"
_SAMPLE_LINES, _SAMPLE = 60, 1 << 18
_SAID = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)  # a first line that only Excel obeys
_MOST_DELIMITERS = 20 * COLUMNS  # those inside quotes are met too
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> str:
    """The text that some bytes are: UTF-8, UTF-16 by its mark, else that of Windows.

    Raises:
        ImportRefused: they are no text.
    """
    for encoding in ("utf-16",) if data.startswith(_WIDE) else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise ImportRefused(
        "Ce fichier n'est ni un classeur, ni un texte.",
        remedy="Importez un fichier .xlsx, .ods ou .csv.",
    )


def delimited(text: str, keep: Callable[[Row], bool] | None = None) -> list[Row]:
    """The rows of a text; those for which `keep` says no are dropped as they are read.

    Raises:
        ImportRefused: it has too many rows, columns or cells, or a quote that nothing closes.
    """
    said = _SAID.match(text)
    delimiter = said[1] if said else _delimiter(text)
    rows: list[Row] = []
    cells = 0
    for number, found in _read(text, delimiter):
        if (said and number == 1) or not any(found):
            continue
        if number > ROWS or len(found) > COLUMNS:
            raise _too_large(number, len(found))
        row = Row(number, tuple(map(_value, found)))
        if any(row.cells) and (keep is None or keep(row)):
            rows.append(row)
            cells += len(found)
        if cells > CELLS:
            raise too_long(f"Ce fichier a plus de {in_full(CELLS)} cellules.")
    return rows


def _value(raw: str) -> str | None:
    return text_of(unquoted(raw)) if raw else None


def _read(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells of each row, with the number of the line where it begins."""
    lines = _Lines(io.StringIO(text, newline=""), delimiter)
    reader = csv.reader(lines, delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            lines.begins, begins = begins, reader.line_num + 1
            lines.met = 0
    except csv.Error:  # a cell has no end
        raise _unclosed(begins) from None
    if _is_open(text, lines.begins, delimiter):
        raise _unclosed(lines.begins)


def _is_open(text: str, begins: int, delimiter: str) -> bool:
    """Whether the row that begins at that line, the last one, is ended by the file alone."""
    lines = islice(io.StringIO(text, newline=""), begins - 1, None)
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


@define
class _Lines:
    """The lines of a text, as long as no row of them has far too many cells."""

    _lines: Iterator[str]
    _delimiter: str
    begins: int = 1
    met: int = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.met += line.count(self._delimiter)
            if self.met > _MOST_DELIMITERS:
                raise too_long(
                    f"Une ligne de ce fichier a plus de {in_full(COLUMNS)} colonnes.",
                    where=f"vers la ligne {self.begins}",
                )
            yield line


def _delimiter(text: str) -> str:
    """The one that gives most rows one width; « ; » where none does."""
    lines = list(_first_lines(text))
    best, chosen = (0.0, 0), _DELIMITERS[0]
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
        if (score := (times / len(rows), width)) > best:
            best, chosen = score, delimiter
    return chosen


def _first_lines(text: str) -> Iterator[str]:
    for _, line in zip(range(_SAMPLE_LINES), io.StringIO(text[:_SAMPLE], newline=""), strict=False):
        yield line


def _too_large(row: int, columns: int) -> ImportRefused:
    return too_long(
        f"On lit au plus {in_full(ROWS)} lignes et {in_full(COLUMNS)} colonnes : ce fichier en a "
        f"{in_full(columns)} à la ligne {in_full(row)}."
    )


def _unclosed(line: int) -> ImportRefused:
    return ImportRefused(
        "Un guillemet ouvert n'est jamais refermé.",
        where=f"ligne {line}",
        remedy="Corrigez cette ligne, ou enregistrez le tableau au format .xlsx.",
    )
