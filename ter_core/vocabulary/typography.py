"""French typography for the program's own texts: apostrophes and the spaces that never break.

Sources are typed plainly (`l'action`, `« code »`, `Où ?`); what people read goes through `french`.
Data never does: what somebody wrote is shown as it was written.
"""

from __future__ import annotations

import re

__all__ = ["NARROW", "euros", "french", "in_full"]

NARROW = "\u202f"
"""The narrow no-break space that stands before ; : ! ? and inside guillemets."""

_QUOTED = re.compile(r"«\s*(.*?)\s*»|`([^`]+)`", re.DOTALL)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_BEFORE_SIGN = re.compile(r"[ \u00a0]+(?=[;:!?%](?:\s|$))")


def french(text: str) -> str:
    """The text with its apostrophes curved and its signs held to their words.

    What stands between guillemets is a quotation (a value, a code, a command to copy): its letters
    are left alone, only the guillemets hold to it. Code between backticks becomes one.
    """
    parts, end = [], 0
    for found in _QUOTED.finditer(text):
        parts += [
            _spaced(text[end : found.start()]),
            f"«{NARROW}{found[1] or found[2] or ''}{NARROW}»",
        ]
        end = found.end()
    return "".join([*parts, _spaced(text[end:])])


def in_full(number: int) -> str:
    """« 2 914 »: a whole number, its thousands apart."""
    return f"{number:,}".replace(",", NARROW)


def euros(cents: int) -> str:
    """« 1 250 € », « 1 250,50 € »: a sum of money, from whole cents; those that are none unsaid."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{in_full(whole)}{f',{rest:02d}' if rest else ''}{NARROW}€"


def _spaced(text: str) -> str:
    curved = _APOSTROPHE.sub("\u2019", text)
    return _BEFORE_SIGN.sub(NARROW, curved)
