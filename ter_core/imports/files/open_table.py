"""A table looked for in a file by the columns it must have, whichever sheet it is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ter_core.imports.files.headings import Headings, find_headings
from ter_core.imports.files.open_sheet import ImportRefused, open_sheet
from ter_core.imports.proposal import Remark

__all__ = ["open_table"]

_MOST_SHEETS = 8


def open_table(
    path: Path,
    accepted: Mapping[str, Sequence[str]],
    *,
    required: Iterable[str | Sequence[str]],
) -> tuple[Headings, tuple[Remark, ...]]:
    """The headings of the first sheet that is shown or, if it lacks columns, of one that has them.

    The remark then says which one is read.

    Raises:
        ImportRefused: the file cannot be read, or the first sheet lacks columns and so do the next.
    """
    wanted = tuple(required)
    first = open_sheet(path)
    try:
        return find_headings(first, accepted, required=wanted), ()
    except ImportRefused as refused:
        for name in first.others[:_MOST_SHEETS]:
            try:
                found = find_headings(open_sheet(path, sheet=name), accepted, required=wanted)
            except ImportRefused:
                continue
            said = f"Feuille lue : « {name} ». « {first.name} » n'a pas les colonnes qu'il faut."
            return found, (Remark(line=None, said=said),)
        raise refused.located(path.name) from None
