"""Words that complete inside a line of several parts: schools, their classes, functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ter_core.events.fields import Lines, Ref
from ter_core.events.lines import line_fields
from ter_tui.forms.candidates import Candidate, Knowledge, candidates_of

__all__ = ["Propose", "proposing"]

Propose = Callable[[str], tuple[str, Sequence[Candidate]]]

_CLASS = re.compile(r"^\s*(\S+?)/([^/]*)$")
_WORD = re.compile(r"^(.*?)([^\s()]*)$")
_OPENS = re.compile(r"(?:\(|\spar\s)$")


def proposing(kind: Lines, known: Knowledge) -> Propose:
    """What may stand for the word that ends a line, where that word names something known.

    A reference comes first in its line, after « par », or in brackets; a class after its school.
    """
    parts = [inner for _, inner, _ in line_fields(kind.of)]
    references = [part for part in parts if isinstance(part, Ref)]
    named = [one for part in references for one in candidates_of(part, known)]
    words = list(dict.fromkeys(named))
    leads = bool(parts) and isinstance(parts[0], Ref)

    def propose(before: str) -> tuple[str, Sequence[Candidate]]:
        if found := _CLASS.fullmatch(before):
            return found[2], known.classes.get(found[1], ())
        parted = _WORD.fullmatch(before)
        if parted is None or not words:
            return "", ()
        is_first = leads and not parted[1].strip()
        return (parted[2], words) if is_first or _OPENS.search(parted[1]) else ("", ())

    return propose
