"""A screen as a picture: the SVG that Textual exports, the same at each run and on each machine.

What frames windows and fills bars is drawn: as letters it would have gaps where the font of the
reader is lower than a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

__all__ = ["picture"]

_IDS = re.compile(r"terminal-\d+-")
_FONT = re.compile(r"@font-face \{.*?\n    \}\n", re.DOTALL)
_MAKER = re.compile(r"\s*<!--.*?-->")
_BLANK = re.compile(r"\n\s*\n+")
_FILL = re.compile(r"\.(ter-r\d+) \{ fill: (#\w+)")
_TEXT = re.compile(
    r'<text class="(ter-r\d+)" x="([\d.]+)" y="[\d.]+" textLength="[\d.]+" '
    r'clip-path="url\(#ter-line-(\d+)\)">([^<]*)</text>'
)
_WIDE, _HIGH, _TOP = 12.2, 24.4, 1.5
_THIN, _HEAVY = 1.5, 3.0
_THICK = {"─": _THIN, "│": _THIN, "━": _HEAVY, "┃": _HEAVY}
_CORNERS = {  # where each of them goes to, from the middle of its cell
    "╭": (1, 1), "╮": (-1, 1), "╰": (1, -1), "╯": (-1, -1),
    "┏": (1, 1), "┓": (-1, 1), "┗": (1, -1), "┛": (-1, -1),
}  # fmt: skip
_FILLED = "▁▂▃▄▅▆▇█"
_ABOVE = "▔"
_DRAWN = {*_THICK, *_CORNERS, *_FILLED, _ABOVE, " "}


def picture(exported: str) -> str:
    """The same picture, with steady names and no font fetched from elsewhere."""
    text = _IDS.sub("ter-", exported)
    text = _MAKER.sub("", _FONT.sub("", text))
    text = text.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, monospace")
    text = text.replace("font-family: arial", "font-family: system-ui, sans-serif")
    text = _TEXT.sub(partial(_drawn, dict(_FILL.findall(text))), text)
    return _BLANK.sub("\n", text).strip() + "\n"


def _drawn(colours: dict[str, str], found: re.Match[str]) -> str:
    """Lines and bars as such; any other text as it is."""
    style, left, number, letters = found.groups()
    letters = letters.replace("&#160;", " ")
    if not set(letters) <= _DRAWN or not letters.strip():
        return found[0]
    top = _TOP + _HIGH * int(number)
    shapes = _shapes(letters, float(left), top, colours[style])
    return "".join(shapes)


def _shapes(letters: str, left: float, top: float, colour: str) -> Iterator[str]:
    """One shape for each run of a letter; it goes a little over its cell, to meet the next."""
    for run in re.finditer(r"([─━█▔])\1*|\S", letters):
        letter = run[0][0]
        x, wide = left + _WIDE * run.start(), _WIDE * len(run[0])
        if letter in _FILLED:
            high = _HIGH * (_FILLED.index(letter) + 1) / len(_FILLED)
            yield _rect(x, top + _HIGH - high, wide, high + 0.25, colour)
        elif letter == _ABOVE:
            yield _rect(x, top, wide, _HIGH / len(_FILLED), colour)
        elif letter in "─━":
            yield _rect(x, top + (_HIGH - _THICK[letter]) / 2, wide, _THICK[letter], colour)
        elif letter in _THICK:
            yield _rect(x + (_WIDE - _THICK[letter]) / 2, top, _THICK[letter], _HIGH + 0.25, colour)
        else:
            yield _corner(letter, x, top, colour)


def _rect(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return f'<rect fill="{colour}" x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}"/>'


def _corner(letter: str, x: float, y: float, colour: str) -> str:
    right, down = _CORNERS[letter]
    thick, bend = (_HEAVY, 0.0) if letter in "┏┓┗┛" else (_THIN, 6.0)
    middle, half = x + _WIDE / 2, y + _HIGH / 2
    end_x, end_y = x + _WIDE * (right > 0), y + (_HIGH + 0.25) * (down > 0)
    curve = f"V{half + bend * down:g}Q{middle:g} {half:g} {middle + bend * right:g} {half:g}"
    path = f"M{middle:g} {end_y:g}{curve}H{end_x:g}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thick:g}"/>'
