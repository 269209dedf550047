"""The cells of one row, read field by field: what they say, how it was read, why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar

from attrs import define, field, frozen

from ter_core.imports.files.sheet import Row, Value
from ter_core.imports.proposal import Remark
from ter_core.imports.tableau.known import Known
from ter_core.imports.tableau.mapping import Mapping, one_line
from ter_core.imports.tableau.resolving import Meaning, meaning, pieces
from ter_core.imports.tableau.tables import Champ, Table
from ter_core.vocabulary.dates import typed_hour
from ter_core.vocabulary.days_said import DaySaid, Side, day_said, days_said
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.levels_said import levels_said
from ter_core.vocabulary.text import fold

__all__ = ["Cells", "Problem", "Reader"]

_T = TypeVar("_T")
_HARMLESS = re.compile(
    "^'(?=[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])"
)  # what `ter` puts before « = »
_COUNT = re.compile(
    r"(environ|env|a peu pres|pres de|autour de|plus de|moins de|\u2248|~|\+ de|une)?\s*"
    r"(\d[\d \u202f\u00a0]*|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine"
    r"|dizaine|douzaine|quinzaine)"
    r"(?:[.,]0+)?\s*(?:d['\u2019])?\s*"
    r"(?:d )?(eleves?|enfants?|personnes?|adultes?|parents?|familles?|enseignants?|professeurs?"
    r"|profs?|h|heures?|accompagnateurs?|participants?|filles?|%|pour cent)?\s*"
    r"(environ|env)?\.?"
)
_DOZENS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
_MONEY = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}))?(?:€|euros?)?")
_YES, _NO = ("oui", "vrai", "true", "x", "1", "environ"), ("non", "faux", "false", "0", "")


@frozen
class Problem:
    """Why a row cannot be taken in, and what to do about it."""

    said: str
    remedy: str


@define
class Reader:
    """How the rows of a table are read: where the fields stand, what their values stand for.

    `shared` are the cells (line, index) that a merge spreads over several lines.
    """

    known: Known
    mapping: Mapping
    table: Table
    places: dict[str, int]
    today: date
    shared: set[tuple[int, int]] = field(factory=set)
    _told: set[tuple[str, str]] = field(factory=set)
    _read: dict[tuple[str, str], tuple[tuple[str, Meaning | None], ...]] = field(factory=dict)

    def has(self, name: str) -> bool:
        """Whether a field has a column or a default."""
        return name in self.places or name in self.mapping.defaults

    def tell_once(self, name: str, how: str) -> bool:
        """Whether a reading of a value is told for the first time."""
        if (name, how) in self._told:
            return False
        self._told.add((name, how))
        return True

    def meanings(self, champ: Champ, text: str) -> tuple[tuple[str, Meaning | None], ...]:
        """What each piece of a text stands for; a meaning without value counts for nothing."""
        key = champ.name, text
        if key not in self._read:
            held = self._meant(champ, text)
            parts = [text] if held is not None else pieces(self.known, champ, text)
            self._read[key] = tuple((one, held or self._meant(champ, one)) for one in parts)
        return self._read[key]

    def _meant(self, champ: Champ, text: str) -> Meaning | None:
        said = self.mapping.values.get(champ.name, {})
        name = one_line(text)
        if name not in said:
            return meaning(self.known, self.table, champ, text)
        value = said[name]
        if value is None:
            return None
        if not value:
            return Meaning("")
        found = meaning(self.known, self.table, champ, value)
        if found is None:
            return None
        natural = meaning(self.known, self.table, champ, text)
        how = natural.how if natural and natural.value == found.value else ""
        return Meaning(found.value, how)


@define
class Cells:
    """One row; each reading notes how it understood, or why it could not, and goes on."""

    row: Row
    reader: Reader
    notes: list[str] = field(factory=list)
    problems: list[Problem] = field(factory=list)

    def remarks(self) -> Iterator[Remark]:
        """What is to be said of the row: why it is left out, or how it was read."""
        if self.problems:
            yield Remark(
                line=self.row.number,
                said=" ".join(dict.fromkeys(one.said for one in self.problems)),
                remedy=" ".join(dict.fromkeys(one.remedy for one in self.problems if one.remedy)),
                is_rejection=True,
            )
            return
        for note in dict.fromkeys(self.notes):
            yield Remark(line=self.row.number, said=note)

    def refuse(self, said: str, remedy: str = "") -> None:
        """The row cannot be taken in."""
        self.problems.append(Problem(said, remedy))

    def raw(self, name: str) -> Value:
        """The value of a cell, else the default of its field."""
        place = self.reader.places.get(name, -1)
        value = self.row.cells[place] if 0 <= place < len(self.row.cells) else None
        if isinstance(value, str):
            value = _HARMLESS.sub("", value).strip() or None
        if value is None:
            return self.reader.mapping.defaults.get(name)
        origin = self.row.merged.get(place, self.row.number)
        if origin != self.row.number:
            self.notes.append(
                f"« {self._label(name)} » vient de la cellule fusionnée de la ligne {origin}."
            )
        return value

    def is_shared(self, name: str) -> bool:
        """Whether a cell is merged with that of another line: its number is not of one line."""
        return (self.row.number, self.reader.places.get(name, -1)) in self.reader.shared

    def is_repeated(self, name: str) -> bool:
        """Whether a cell only repeats, through a merge, what a line above it says."""
        place = self.reader.places.get(name, -1)
        return self.row.merged.get(place, self.row.number) != self.row.number

    def text(self, name: str) -> str | None:
        """A text of a cell."""
        value = self.raw(name)
        if isinstance(value, datetime | date):
            return value.strftime("%d/%m/%Y")
        return None if value is None else str(value)

    def title(self, name: str, limit: int = 200) -> str | None:
        """A text of one line; a longer one cannot be taken whole."""
        text = self.text(name)
        if text is None:
            return None
        text = one_line(text)
        if len(text) > limit:
            self.refuse(
                f"« {self._label(name)} » a {len(text)} caractères : {limit} au plus.",
                "Raccourcissez-le, ou mettez le détail dans une autre colonne.",
            )
            return None
        return text

    def day(self, name: str, near: date | None = None, side: Side = "exact") -> date | None:
        """A day; a stretch of time is its first or its last one."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        said = value if isinstance(value, int) else str(value)
        found = self._try(name, lambda: day_said(said, near or self.reader.today, side))
        return self._understood(name, found) if found else None

    def days(self, name: str, near: date | None = None) -> tuple[date, date] | None:
        """The first and the last day that a cell says."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            return day, day
        said = value if isinstance(value, int) else str(value)
        found = self._try(name, lambda: days_said(said, near or self.reader.today))
        if not found:
            return None
        return self._understood(name, found[0]), self._understood(name, found[1])

    def hour(self, name: str) -> datetime | None:
        """A day with its hour."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.replace(second=0, microsecond=0, tzinfo=None)
        if isinstance(value, date):
            return datetime.combine(value, time())
        said = re.sub(r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?.*$", r"\1T\2", str(value))
        return self._try(name, lambda: typed_hour(said, self.reader.today))

    def count(self, name: str) -> int | None:
        """A whole number, alone or with its unit."""
        found = self.estimate(name)
        if found and found[1]:
            self.notes.append(f"« {self._label(name)} » : « {self.text(name)} » lu {found[0]}.")
        return found[0] if found else None

    def estimate(self, name: str) -> tuple[int, bool] | None:
        """A whole number, and whether it is given « environ »."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, int) and value >= 0:
            return value, False
        return self._try(name, lambda: _counted(str(value)))

    def cents(self, name: str) -> int | None:
        """A sum of money, in cents."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, int | Decimal):
            return round(value * 100) if value >= 0 else None
        return self._try(name, lambda: _cents(str(value)))

    def yes(self, name: str) -> bool:
        """Whether a cell says yes."""
        return fold(self.text(name) or "") in _YES

    def one(self, name: str) -> str | None:
        """The subject or the word that a cell stands for."""
        found = self.many(name)
        if len(found) > 1:
            self.refuse(
                f"« {self._label(name)} » : « {self.text(name)} » dit plusieurs choses.",
                "Gardez-en une seule.",
            )
        return found[0] if found else None

    def many(self, name: str) -> tuple[str, ...]:
        """The subjects or the words that a cell stands for, each once."""
        champ, text = self.reader.table.field(name), self.text(name)
        if champ is None or text is None:
            return ()
        found: dict[str, None] = {}
        meanings = self.reader.meanings(champ, text)
        default = self.reader.mapping.defaults.get(name)
        if default is not None and all(held and not held.value for _, held in meanings):
            meanings = self.reader.meanings(champ, default)  # as if the cell were empty
        for said, held in meanings:
            if held is None:
                self._unknown(champ, said)
            elif held.value:
                found.setdefault(held.value)
                if held.how and self.reader.tell_once(name, held.how):
                    self.notes.append(f"« {champ.label} » : {held.how}.")
        return tuple(found)

    def levels(self, name: str) -> tuple[Niveau, ...]:
        """The levels that a cell names."""
        text = self.text(name)
        if text is None:
            return ()
        found = self._try(name, lambda: levels_said(text)) or ()
        self.tell_levels(name, text, found)
        return found

    def tell_levels(self, name: str, text: str, found: tuple[Niveau, ...]) -> None:
        """Say how levels were read, where it is not plain."""
        plain = ", ".join(one.value for one in found)
        labels = ", ".join(one.label for one in found)
        if found and one_line(text) not in (plain, labels):
            told = f"« {one_line(text)} » lu {labels}"
            if self.reader.tell_once(name, told):
                self.notes.append(f"« {self._label(name)} » : {told}.")

    def _understood(self, name: str, found: DaySaid) -> date:
        if found.how:
            self.notes.append(f"« {self._label(name)} » : {found.how}.")
        return found.day

    def _unknown(self, champ: Champ, said: str) -> None:
        known, near = self.reader.known, ""
        if champ.to and (codes := known.near_labels(said, champ.to)):
            near = f" Codes proches : {', '.join(codes)}."
        elif champ.choices:
            near = f" Mots connus : {', '.join(one.value for one in champ.choices)}."
        self.refuse(
            f"« {champ.label} » : « {one_line(said)} » ne désigne rien de connu, ou désigne "
            "plusieurs choses.",
            f"Dites dans la correspondance ce que vaut « {one_line(said)} » (ou « - » pour "
            f"l'ignorer).{near}",
        )

    def _try(self, name: str, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except ValueError as error:
            self.refuse(f"« {self._label(name)} » : {error}", "Corrigez la cellule.")
            return None

    def _label(self, name: str) -> str:
        return self.reader.mapping.columns.get(name) or name


def _counted(text: str) -> tuple[int, bool]:
    found = _COUNT.fullmatch(text.lower().replace("é", "e").replace("è", "e").replace("à", "a"))
    if not found:
        raise ValueError(f"« {text} » n'est pas un nombre entier.")
    if found[1] in ("plus de", "moins de", "+ de"):
        raise ValueError(f"« {text} » ne dit pas combien.")
    digits = re.sub(r"\D", "", found[2])
    number = int(digits) if digits else _DOZENS[found[2]]
    return number, bool(found[1] or found[4]) or not digits


def _cents(text: str) -> int:
    found = _MONEY.fullmatch(re.sub(r"[ \u00a0\u202f]", "", text.lower()))
    if not found:
        raise ValueError(f"« {text} » n'est pas un montant en euros.")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
