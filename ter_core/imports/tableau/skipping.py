"""Rows that are no line of data: headings said again, totals, titles between lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ter_core.imports.files.sheet import Row
from ter_core.imports.tableau.mapping import heading_text, one_line
from ter_core.vocabulary.text import fold

__all__ = ["skipped"]

_TOTALS = ("total", "totaux", "sous total", "somme", "moyenne", "cumul")


def skipped(row: Row, header: Row, places: Mapping[str, int]) -> str:
    """Why a row is no line of data: the headings again, a total, a title; nothing if it is one."""
    cells = {n: fold(heading_text(cell)) for n, cell in enumerate(row.cells) if cell is not None}
    if not cells:
        return ""
    titles = {n: fold(heading_text(cell)) for n, cell in enumerate(header.cells)}
    if len(cells) > 1 and all(titles.get(n) == text for n, text in cells.items()):
        return "Titres répétés : la ligne n'est pas lue."
    first = cells[min(cells)]
    if any(first == one or first.startswith(f"{one} ") for one in _TOTALS) and (
        first in _TOTALS or _mostly_numbers(row, min(cells))
    ):
        return "Ligne de total : elle n'est pas lue."
    if len(set(cells.values())) == 1 and len(places) > 3 and _is_title(row):
        text = one_line(heading_text(next(one for one in row.cells if one is not None)))
        return f"« {text} » est lu comme un intertitre : la ligne n'est pas lue."
    return ""


def _mostly_numbers(row: Row, first: int) -> bool:
    """Whether what follows the first cell is numbers, as in a total."""
    rest = [cell for n, cell in enumerate(row.cells) if n > first and cell is not None]
    kinds = Counter(str(one).replace(" ", "").isdigit() for one in rest)
    return kinds[True] >= kinds[False]


def _is_title(row: Row) -> bool:
    """A lone text, in the first column or across several."""
    here = [n for n, origin in row.merged.items() if origin == row.number]
    said = [n for n, cell in enumerate(row.cells) if cell is not None]
    fresh = [n for n in said if row.merged.get(n, row.number) == row.number]
    return bool(here) or (len(fresh) == 1 and fresh[0] == 0)
