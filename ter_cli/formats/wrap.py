"""Text in columns: cutting it into lines, and sharing a width among columns."""

from __future__ import annotations

import re

from ter_core.vocabulary.visible import cell_width

__all__ = ["widths", "wrap"]

_READABLE = 16
"""A text column keeps at least so many characters, if its values need them."""


# A sign never begins a line, nor does a guillemet end one, even where a plain space holds it.
_BREAK = re.compile(r"(?<!«) (?![;:!?»%](?: |[.,]|$))")


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, cut at spaces; a longer word at a hyphen if it has one."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _BREAK.split(paragraph):
            longer = f"{line} {word}" if line else word
            if cell_width(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _cut(word, width)
            lines += full
        lines.append(line)
    return lines


def widths(
    headers: list[str], cells: list[list[str]], rigid: list[bool], room: int
) -> list[int] | None:
    """The width of each column so that all fit in `room`; None if they cannot be readable.

    A rigid column (dates, numbers, yes and no) is never narrower than its values; a text column
    shrinks, the widest first.
    """
    natural, floors = [], []
    for at, header in enumerate(headers):
        texts = [row[at] for row in cells]
        widest = max((cell_width(line) for text in texts for line in text.split("\n")), default=0)
        words = _longest_word([header])
        if rigid[at]:
            natural.append(max(widest, words))
            floors.append(max(widest, words))
        else:
            natural.append(max(widest, cell_width(header)))
            floors.append(min(natural[at], max(words, _READABLE)))
    if sum(floors) > room:
        return None
    return _shared(natural, floors, room)


def _shared(natural: list[int], floors: list[int], room: int) -> list[int]:
    limit = max(natural)
    while True:
        fitted = [max(floor, min(wide, limit)) for wide, floor in zip(natural, floors, strict=True)]
        spare = room - sum(fitted)
        if spare >= 0:
            break
        limit -= 1
    for at, wide in enumerate(natural):  # what one column of the limit left over
        more = min(spare, 1, wide - fitted[at])
        fitted[at] += more
        spare -= more
    return fitted


def _longest_word(texts: list[str]) -> int:
    return max((cell_width(word) for text in texts for word in text.split()), default=0)


def _cut(word: str, width: int) -> list[str]:
    head, hyphen, _ = word[:width].rpartition("-")
    if hyphen and cell_width(word) > width and cell_width(head) < width:
        return [head + hyphen, *_cut(word[len(head) + 1 :], width)]
    pieces, piece = [], ""
    for character in word:
        if piece and cell_width(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
