"""What is said in the grid as JSON values, and back: a draft that survives."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from ter_core.vocabulary.levels import Niveau
from ter_tui.participation.sheet import Number, Place

__all__ = ["ABOUT", "read", "written"]

ABOUT = "sujet"
_NUMBERS = "nombres"
_TEXTS = "champs"


def written(
    texts: Mapping[str, str], numbers: Mapping[Place, Number], about: str
) -> dict[str, Any]:
    """The JSON values of a draft; `about` is what people know it by."""
    rows = [
        [place.school, place.group, place.level.value, number.pupils, number.girls]
        for place, number in numbers.items()
    ]
    return {_TEXTS: dict(texts), _NUMBERS: rows, ABOUT: about}


def read(kept: Mapping[str, Any]) -> tuple[dict[str, str], dict[Place, Number]]:
    """What a draft says; what cannot be read of it is left out."""
    texts, rows = kept.get(_TEXTS), kept.get(_NUMBERS)
    numbers: dict[Place, Number] = {}
    for row in rows if isinstance(rows, list) else []:
        with contextlib.suppress(KeyError, TypeError, ValueError):
            school, group, level, pupils, girls = row
            place = Place(str(school), None if group is None else str(group), Niveau.of(level))
            numbers[place] = Number(int(pupils), None if girls is None else int(girls))
    found = texts if isinstance(texts, Mapping) else {}
    return {str(name): str(text) for name, text in found.items()}, numbers
