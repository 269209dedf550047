"""The notes of a séance, point by point: what is recorded, what was typed, what a draft keeps.

Nothing here knows the screen: what somebody typed stands until it is recorded, whatever comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import define, field

from ter_core.vocabulary.text import forbidden_character, normalise
from ter_tui.seance.live import Point

__all__ = ["ABOUT", "NO_POINT", "Notes", "as_label", "cleaned"]

NO_POINT = 0
"""The number under which stand the decisions of no point."""
ABOUT = "seance"
"""What a draft names the séance by; it is no text of it."""

_BULLET = re.compile(r"^\s*(?:[-–—*•·>→]+|\d{1,2}[.)])\s+")
_BEFORE, _TITLE, _STRIP = "avant ", "titre ", "saisie "


@define
class Notes:
    """What is known and what is typed, by the number of the point.

    `before` is what was recorded when somebody began to type: where the log says something else
    since, both texts are told apart. `strip` holds the texts of the quick entry.
    """

    known: dict[int, str] = field(factory=dict)
    typed: dict[int, str] = field(factory=dict)
    before: dict[int, str] = field(factory=dict)
    titles: dict[int, str] = field(factory=dict)
    strip: dict[str, str] = field(factory=dict)

    @classmethod
    def of(cls, draft: Mapping[str, object]) -> Notes:
        """From what a draft keeps; what it cannot read it leaves."""
        made = cls()
        for key, value in draft.items():
            if not isinstance(value, str):
                continue
            if key.startswith(_STRIP):
                made.strip[key.removeprefix(_STRIP)] = value
                continue
            for prefix, into in ((_BEFORE, made.before), (_TITLE, made.titles), ("", made.typed)):
                number = key.removeprefix(prefix)
                if key.startswith(prefix) and number.isdecimal():
                    into[int(number)] = value
                    break
        return made

    def draft(self) -> dict[str, str]:
        """What a draft keeps, under names that `of` reads."""
        return (
            {str(n): text for n, text in self.typed.items()}
            | {f"{_BEFORE}{n}": text for n, text in self.before.items() if n in self.typed}
            | {f"{_TITLE}{n}": text for n, text in self.titles.items() if n not in self.known}
            | {f"{_STRIP}{name}": text for name, text in self.strip.items()}
        )

    def learn(self, points: Iterable[Point]) -> None:
        """What the log says now."""
        found = list(points)
        self.known = {one.n: one.conclusions for one in found}
        for n in [n for n, text in self.typed.items() if _same(text, self.known.get(n, ""))]:
            self._forget(n)

    def text(self, n: int) -> str:
        """The notes of a point, as they stand on the screen."""
        return self.typed.get(n, self.known.get(n, ""))

    def type(self, n: int, text: str) -> None:
        """Something was typed."""
        if text == self.text(n):
            return
        known = self.known.get(n, "")
        if _same(text, known):
            self._forget(n)
            return
        self.before.setdefault(n, known)
        self.typed[n] = text

    def is_typed(self, n: int) -> bool:
        """Whether the point holds something that is not recorded."""
        return n in self.typed

    def is_crossed(self, n: int) -> bool:
        """Whether somebody else wrote the point meanwhile."""
        return n in self.typed and not _same(self.before.get(n, ""), self.known.get(n, ""))

    def settle(self, n: int) -> None:
        """Both texts were seen: the typed one now rests on the one that is recorded."""
        if n in self.typed:
            self.before[n] = self.known.get(n, "")

    def saved(self, n: int, text: str) -> None:
        """A text is recorded; what was typed since is not."""
        self.known[n] = text
        if _same(self.typed.get(n, text), text):
            self._forget(n)
        else:
            self.before[n] = text

    def drop(self, n: int) -> None:
        """Take the recorded text again."""
        self._forget(n)

    def _forget(self, n: int) -> None:
        self.typed.pop(n, None)
        self.before.pop(n, None)


def as_label(line: str) -> str:
    """What a line of notes says, without the sign that begins it."""
    return cleaned(_BULLET.sub("", " ".join(line.split())))


def cleaned(text: str) -> str:
    """A text without the characters that no event may hold, of which pastes are full."""
    if forbidden_character(text) is None:
        return text
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(one for one in kept if one == "\n" or forbidden_character(one) is None)


def _same(one: str, other: str) -> bool:
    return normalise(one) == normalise(other)
