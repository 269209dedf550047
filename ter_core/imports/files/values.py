"""What a cell holds, once it is known how a spreadsheet wrote it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from ter_core.imports.files.sheet import Value

__all__ = ["text_of", "unquoted", "value_of"]

_LINE_ENDS = re.compile(r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_DURATION = re.compile(r"PT(\d{1,5})H(\d{1,2})M(\d{1,2})(?:\.\d+)?S")
_SAFE = "\u200c\u200d"  # they join or part letters, and hide nothing
_HARMLESS = re.compile(r"'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def text_of(raw: str) -> str | None:
    """The text of a cell: NFC, plain spaces, LF as line end, nothing invisible; None if empty."""
    if raw.isprintable():
        return (raw if raw.isascii() else unicodedata.normalize("NFC", raw)).strip() or None
    lines = _LINE_ENDS.sub("\n", raw)
    kept = "".join(map(_character, lines))
    return unicodedata.normalize("NFC", kept).strip() or None


def unquoted(raw: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from computing it."""
    return raw[1:] if _HARMLESS.match(raw) else raw


def value_of(raw: object) -> Value:
    """The value that a spreadsheet gives: a whole number is an int, a time of day a text."""
    if isinstance(raw, str):
        found = _DURATION.fullmatch(raw)
        return f"{int(found[1])}:{found[2]:0>2}" if found else text_of(raw)
    if isinstance(raw, bool):
        return "vrai" if raw else "faux"
    if isinstance(raw, float):
        return _number(raw)
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() else raw.replace(microsecond=0)
    if isinstance(raw, timedelta):
        minutes = round(raw.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(raw, time):
        return raw.strftime("%H:%M:%S" if raw.second else "%H:%M")
    return raw if isinstance(raw, int | date) else None


def _number(raw: float) -> Value:
    if not isfinite(raw):
        return None
    return int(raw) if raw.is_integer() and abs(raw) < 1e15 else Decimal(repr(raw))


def _character(character: str) -> str:
    if character == "\n" or character in _SAFE:
        return character
    kind = unicodedata.category(character)
    if kind == "Zs" or character == "\t":
        return " "
    return "" if kind in {"Cc", "Cf", "Cs"} else character
