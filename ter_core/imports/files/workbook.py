"""The cells of a workbook, read by calamine once its parts were measured."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ter_core.imports.files.extent import Extent
from ter_core.imports.files.refused import ImportRefused, damaged, too_long
from ter_core.imports.files.sheet import Row, Value
from ter_core.imports.files.values import value_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

__all__ = ["hidden", "rows_of", "workbook"]

_PANIC = "PanicException"  # what a fault of the library raises, which is no Exception


@contextmanager
def workbook(parts: Mapping[str, bytes]) -> Iterator[CalamineWorkbook]:
    """The workbook that these parts make, which the library reads instead of the file itself.

    Raises:
        ImportRefused: it is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    try:
        with CalamineWorkbook.from_filelike(packed) as book:
            yield book
    except ImportRefused:
        raise
    except (CalamineError, OSError, ValueError):
        raise damaged() from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise damaged() from None


def hidden(book: CalamineWorkbook) -> set[str]:
    """The sheets that are not shown."""
    from python_calamine import SheetVisibleEnum

    sheets = book.sheets_metadata
    return {sheet.name for sheet in sheets if sheet.visible is not SheetVisibleEnum.Visible}


def rows_of(book: CalamineWorkbook, name: str, extent: Extent) -> tuple[Row, ...]:
    """The rows of a sheet that hold something; hidden cells hold what they are merged with.

    Raises:
        ImportRefused: its merges overlap.
    """
    raw = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = [list(map(value_of, row)) for row in raw]
    holding = [any(value is not None for value in row) for row in cells]
    merged = _merged(cells, extent)
    return tuple(
        Row(index + 1, tuple(row), merged.get(index, {}))
        for index, row in enumerate(cells)
        if holding[index]
    )


def _merged(cells: list[list[Value]], extent: Extent) -> dict[int, dict[int, int]]:
    """The cells that merges hide, row by row, once given what they show."""
    found: dict[int, dict[int, int]] = {}
    width = max(map(len, cells), default=0)
    left = len(cells) * width  # of two merges, none hides the same cell
    for merge in extent.merges:
        for row, column in merge.hidden(len(cells), width):
            left -= 1
            if left < 0:
                raise too_long("Des cellules y sont fusionnées plusieurs fois.", extent.where)
            cells[row][column] = cells[merge.top][merge.left]
            found.setdefault(row, {})[column] = merge.top + 1
    return found
