"""What a text may contain, and the two ways of folding one: a slug and a search key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["ERASED", "fold", "forbidden_character", "normalise", "plain", "slug"]

ERASED = "[texte effacé]"
"""What stands for a text that was taken back, unless somebody said otherwise."""

# C0 and C1 controls, bidirectional controls, zero-width and invisible characters: none has a place
# in a stored text, and each can make a screen show something else than what is stored.
_FORBIDDEN = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """The text in NFC, with line ends as LF and no space around it."""
    if text.isascii():  # the common case costs nothing
        return text.replace("\r\n", "\n").strip() if "\r" in text else text.strip()
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def forbidden_character(text: str) -> str | None:
    """The first control, bidirectional or invisible character (`U+202E`), or None."""
    if text.isprintable():  # the common case; every forbidden character is not printable
        return None
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text without accents nor case (« Saint-Crépin » → `saint-crepin`)."""
    spelled = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A search key: no accent, no case, no punctuation (« Saint-Crépin » → `saint crepin`)."""
    return _NOT_SLUG.sub(" ", plain(text)).strip()


def slug(text: str) -> str:
    """A code proposed from a label: « Mairie de Vars » → `mairie-de-vars`, ≤ 40 characters."""
    words, kept = fold(text).split(), ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > 40:
            break
        kept = longer
    return kept or (words[0][:40] if words else "")
