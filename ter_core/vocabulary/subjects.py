"""Subjects of events: `kind:key`, and the codes by which people name them.

A numbered code is `D-2026-014`: the kind's letter, the first calendar year of the school year, a
number. In the current school year it is typed `D14`. A slug code is `principal` or `axe-3`.
"""

from __future__ import annotations

import re

from attrs import frozen

from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["NumberedCode", "is_slug", "is_subject", "key_of", "kind_of", "numbered_code", "subject"]

_SUBJECT = re.compile(r"[a-z_]+:[^\s:][^\s]{0,99}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_REPEATS = ("", "bis", "ter", "quater", "quinquies")
_REPEAT = r"(?:\s+(bis|ter|quater|quinquies))?"
_NUMBERED = re.compile(rf"([A-Z])-(\d{{4}})-(\d{{1,6}}){_REPEAT}", re.ASCII | re.IGNORECASE)
_SHORT = re.compile(rf"([A-Z])(\d{{1,6}}){_REPEAT}", re.ASCII | re.IGNORECASE)
_SLUG_MAX = 40


def subject(kind: str, key: str) -> str:
    """`kind:key`."""
    return f"{kind}:{key}"


def is_subject(text: str) -> bool:
    """Whether a text has the form of a full subject."""
    return _SUBJECT.fullmatch(text) is not None


def kind_of(subject: str) -> str:
    """The kind of a full subject."""
    return subject.partition(":")[0]


def key_of(subject: str) -> str:
    """The key of a full subject."""
    return subject.partition(":")[2]


def is_slug(text: str) -> bool:
    """Whether a text can be a slug code: lower case words and digits joined by hyphens, ≤ 40."""
    return len(text) <= _SLUG_MAX and _SLUG.fullmatch(text) is not None


@frozen(order=True)
class NumberedCode:
    """`D-2026-014 bis` in parts: letter, first year of the school year, number (from 1), repeat.

    `repeat` is 0 for the first event that took a number, 1 for the next one (*bis*), and so on:
    two postes that were offline may have given one number twice.
    """

    letter: str
    year: int
    number: int
    repeat: int = 0

    def __str__(self) -> str:
        suffix = f" {_REPEATS[min(self.repeat, len(_REPEATS) - 1)]}" if self.repeat else ""
        return f"{self.letter}-{self.year}-{self.number:03d}{suffix}"


def numbered_code(text: str, year: AnneeScolaire) -> NumberedCode | None:
    """What a typed code means in a school year (`D14`, `d-2026-14`); None if it is no such code."""
    value = text.strip()
    if found := _SHORT.fullmatch(value):
        letter, first_year, number, repeat = found[1], year.first_year, found[2], found[3]
    elif found := _NUMBERED.fullmatch(value):
        letter, first_year, number, repeat = found[1], int(found[2]), found[3], found[4]
    else:
        return None
    again = _REPEATS.index((repeat or "").lower())
    return NumberedCode(letter.upper(), first_year, int(number), again)
