"""When two names read the same: « Mairie de Saint-Crépin » and « MAIRIE DE ST CREPIN »."""

from __future__ import annotations

from functools import lru_cache

from ter_core.vocabulary.text import fold, plain

__all__ = ["name_key"]

_SAINTS = {"st": "saint", "s": "saint", "ste": "sainte"}


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What is left of a name, for comparing: neither case, accent, sign, space nor short « St »."""
    words = fold(name).split()
    return "".join(_SAINTS.get(word, word) for word in words) or plain(name)
