"""The rows of the sheet as texts by field, whatever the order of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from ter_core.imports.files.headings import find_headings
from ter_core.imports.files.sheet import Sheet
from ter_core.imports.reseau.columns import HEADINGS, NEEDED

__all__ = ["cells_of"]

_PHONE_DIGITS, _INSEE_DIGITS = 9, 4  # once a spreadsheet has taken away their first zero
_PLACES = ("lieu", "commune")


def cells_of(sheet: Sheet) -> dict[int, Mapping[str, str]]:
    """The cells that are filled, by field, of each row that has any; by number of row.

    Raises:
        ImportRefused: no row names the columns that are needed.
    """
    headings = find_headings(sheet, HEADINGS, required=NEEDED)
    found: dict[int, Mapping[str, str]] = {}
    for row in headings.rows:
        cells = {name: headings.text(row, name) for name in headings.places}
        cells = {name: _restored(name, text) for name, text in cells.items() if text}
        if "prenom" in cells:
            cells["nom"] = " ".join([cells.pop("prenom"), *filter(None, [cells.get("nom")])])
        if cells:
            found[row.number] = cells
    return found


def _restored(name: str, text: str) -> str:
    """A number of telephone or of a commune with the zero that a spreadsheet took away."""
    if not (text.isascii() and text.isdigit()):
        return text
    if name == "telephone" and len(text) == _PHONE_DIGITS:
        return f"0{text}"
    return f"0{text}" if name in _PLACES and len(text) == _INSEE_DIGITS else text
