"""Hostile text: what a terminal or a reader's eye would obey is shown instead of being obeyed."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["cell_width", "visible"]

# C0 and C1 controls, soft hyphen, bidirectional controls, zero-width and invisible characters,
# lone surrogates. The line feed is a matter of layout: each caller says whether it may pass.
_HOSTILE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e01ef]"
)


def visible(text: str, *, lines: bool = False) -> str:
    """The text with every such character written as `<U+202E>`; line feeds too unless `lines`."""
    if not lines and "\n" in text:
        text = text.replace("\r\n", "\n").replace("\n", "<U+000A>")
    if text.isascii() and text.isprintable():
        return text
    return _HOSTILE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def cell_width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    width = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width
