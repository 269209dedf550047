"""The rows of a sheet as texts by field, whatever the order of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ter_core.imports.files.headings import Headings

__all__ = ["cells_of"]

_PHONE_DIGITS, _INSEE_DIGITS = 9, 4  # once a spreadsheet has taken away their first zero
_BETWEEN = re.compile(r"[ .\-\u00a0\u202f]")
_PLACES = ("lieu", "commune")


def cells_of(headings: Headings) -> dict[int, Mapping[str, str]]:
    """The cells that are filled, by field, of each row that has any; by number of row."""
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
    digits = _BETWEEN.sub("", text) if name == "telephone" else text
    if not (digits.isascii() and digits.isdigit()):
        return text
    if name == "telephone" and len(digits) == _PHONE_DIGITS:
        return f"0{digits}"
    return f"0{text}" if name in _PLACES and len(text) == _INSEE_DIGITS else text
