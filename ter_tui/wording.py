"""Sentences of the reports, without the commands they cite: here a key does it, not a command."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["spoken"]

_SPACE: Final = r"[ \u00a0\u202f]"
_COMMAND: Final = re.compile(
    rf"«{_SPACE}*(?:ter{_SPACE}|--)[^»]*»|`(?:ter |--)[^`]*`|(?<=[:,] )ter [a-z-]+(?: [a-z-]+)?"
)
_ASIDE: Final = re.compile(r"\s*\(\x00[^)]*\)")
_AFTER_COLON: Final = re.compile(r"\s*:\s[^.;:]*\x00[^.;:]*(?=[.;]|$)")
_LEADS_TO: Final = re.compile(r"(?:^|\s*;\s*)(?:si|pour)\s[^,;.]*(?=\.?$)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«\x00])")


def spoken(text: str) -> str:
    """What is left of a text once its commands are gone, with what only introduced them.

    Empty where it said nothing else.
    """
    if not _COMMAND.search(text):
        return text
    marked = _ASIDE.sub("", _COMMAND.sub("\x00", text))
    kept = []
    for sentence in _SENTENCE.split(marked):
        left = sentence
        if "\x00" in sentence:
            left = _LEADS_TO.sub("", _AFTER_COLON.sub("", sentence))
        if "\x00" in sentence and "derrière" in sentence:
            continue  # « Ce qu'il y a derrière » only introduces them
        if "\x00" not in left and left != ".":
            kept.append(left)
    return " ".join(kept)
