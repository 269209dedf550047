"""The kinds of field that hold one simple value: texts, numbers, dates, identifiers.

A kind normalises and checks a value already of the right type, and reads one typed as text. It
knows neither JSON nor SQL: other rooms derive theirs from the kind.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from attrs import field, frozen

from ter_core import events
from ter_core.vocabulary import dates, subjects, text
from ter_core.vocabulary.quantity import Quantite
from ter_core.vocabulary.typography import euros

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "Amount",
    "Code",
    "Count",
    "Day",
    "Fingerprint",
    "Flag",
    "Hour",
    "Kind",
    "Named",
    "Quantity",
    "Text",
    "Title",
    "each_of",
    "typed_as",
]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DIGITS = re.compile(r"\d{1,16}", re.ASCII)
_EUROS = re.compile(r"(\d{1,12})(?:[.,](\d{2}))?", re.ASCII)
_NUMBERED = re.compile(r"[A-Z]-\d{4}-\d{3,6}", re.ASCII)
_T = TypeVar("_T")


@frozen
class Kind:
    """Label and help of a field (French), an example as it is typed, and what the value may be.

    A field that takes `many` values is typed one value at a time; `more` completes `example` where
    one value would not be enough.
    """

    label: str
    help: str = field(default="", kw_only=True)
    example: str = field(default="", kw_only=True)
    more: tuple[str, ...] = field(default=(), kw_only=True)
    many: ClassVar[bool] = False
    word: ClassVar[str] = "valeur"  # what a form or a glossary calls the kind
    expects: ClassVar[str] = "une valeur"  # what a message calls it

    @property
    def examples(self) -> tuple[str, ...]:
        """The examples, each as it is typed; none where the field is not typed."""
        return (self.example, *self.more) if self.example else ()

    def check(self, value: object) -> object:
        """The whole value, normalised; ValueError or TypeError (in French) if it is refused."""
        return value

    def parse(self, typed: str, today: date) -> object:
        """The value (of `many`, one of them) that a typed text stands for; errors as `check`."""
        del today
        return self.check(typed)


@frozen
class Title(Kind):
    """A text of one line, 1 to 200 characters; a figure may depend on one that `counts`."""

    limit: int = field(default=200, kw_only=True)
    counts: bool = field(default=False, kw_only=True)
    multiline: ClassVar[bool] = False
    word: ClassVar[str] = "texte"
    expects: ClassVar[str] = "un texte d'une ligne"

    def check(self, value: object) -> str:
        """The text in NFC and trimmed."""
        clean = text.normalise(typed_as(str, value, self.expects))
        if not clean:
            raise ValueError("Le texte est vide.")
        if len(clean) > self.limit:
            raise ValueError(f"Le texte a {len(clean)} caractères : {self.limit} au plus.")
        if not self.multiline and "\n" in clean:
            raise ValueError("Le texte doit tenir sur une ligne.")
        if hidden := text.forbidden_character(clean):
            raise ValueError(f"Le texte contient un caractère invisible ou de commande ({hidden}).")
        return clean


@frozen
class Text(Title):
    """A text of several lines, 1 to 4,000 characters unless said otherwise."""

    limit: int = field(default=4000, kw_only=True)
    multiline: ClassVar[bool] = True
    word: ClassVar[str] = "texte_long"
    expects: ClassVar[str] = "un texte"


@frozen
class Code(Title):
    """The name by which people call a subject; proposed by the program when absent."""

    word: ClassVar[str] = "code"
    expects: ClassVar[str] = "un code"

    def check(self, value: object) -> str:
        """A slug that is no verb of a command, or a numbered code in full."""
        code = typed_as(str, value, self.expects)
        if not (subjects.is_slug(code) or _NUMBERED.fullmatch(code)):
            raise ValueError(
                f"« {code} » n'est pas un code : des minuscules sans accent, des chiffres et des "
                "traits d'union, 40 caractères au plus."
            )
        if code in events.verbs():
            raise ValueError(f"« {code} » est le verbe d'une commande : choisissez un autre code.")
        return code


@frozen
class Count(Kind):
    """A whole number between two bounds."""

    least: int = field(default=0, kw_only=True)
    most: int = field(default=1_000_000, kw_only=True)
    word: ClassVar[str] = "nombre"
    expects: ClassVar[str] = "un nombre entier"

    def check(self, value: object) -> int:
        """The number; a boolean, a decimal or a text is none."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"Il faut {self.expects}, écrit en chiffres.")
        if not self.least <= value <= self.most:
            told, least, most = map(self.spoken, (value, self.least, self.most))
            raise ValueError(f"{told} n'est pas entre {least} et {most}.")
        return value

    def spoken(self, value: int) -> str:
        """The number as a message says it."""
        return str(value)

    def parse(self, typed: str, today: date) -> int:
        """The number that ASCII digits write."""
        del today
        digits = typed.strip().replace(" ", "").replace("\u202f", "")
        if not _DIGITS.fullmatch(digits):
            raise ValueError(f"« {typed} » n'est pas un nombre entier.")
        return self.check(int(digits))


@frozen
class Amount(Count):
    """A sum of money in whole cents, typed in euros."""

    most: int = field(default=100_000_000_00, kw_only=True)
    word: ClassVar[str] = "montant"
    expects: ClassVar[str] = "un montant en centimes"

    def spoken(self, value: int) -> str:
        """The sum in euros."""
        return euros(value)

    def parse(self, typed: str, today: date) -> int:
        """The cents of « 1 250 », « 1250,50 » or « 1250,50 € »."""
        del today
        plain = re.sub(r"[ \u00a0\u202f]|€$", "", typed.strip())
        found = _EUROS.fullmatch(plain)
        if not found:
            raise ValueError(f"« {typed} » n'est pas un montant en euros, comme 1250,50.")
        return self.check(int(found[1]) * 100 + int(found[2] or 0))


@frozen
class Flag(Kind):
    """Yes or no."""

    word: ClassVar[str] = "oui_non"
    expects: ClassVar[str] = "oui ou non"

    def check(self, value: object) -> bool:
        """The boolean; no number stands for one."""
        return typed_as(bool, value, self.expects)

    def parse(self, typed: str, today: date) -> bool:
        """« oui » or « non »."""
        del today
        word = text.fold(typed)
        if word not in ("oui", "non"):
            raise ValueError(f"« {typed} » : répondez oui ou non.")
        return word == "oui"


@frozen
class Day(Kind):
    """A day."""

    word: ClassVar[str] = "date"
    expects: ClassVar[str] = "une date"

    def check(self, value: object) -> date:
        """The day, between 2000 and 2100."""
        if isinstance(value, datetime) or not isinstance(value, date):
            raise TypeError(f"Il faut {self.expects}.")
        return _in_bounds(value)

    def parse(self, typed: str, today: date) -> date:
        """The day, in any of the forms people type."""
        return dates.typed_day(typed, today)


@frozen
class Hour(Kind):
    """A day with its hour, in local French time without offset."""

    word: ClassVar[str] = "date_heure"
    expects: ClassVar[str] = "une date avec son heure"

    def check(self, value: object) -> datetime:
        """The hour, to the minute and without offset."""
        hour = typed_as(datetime, value, self.expects)
        if hour.tzinfo is not None or hour.second or hour.microsecond:
            raise ValueError("L'heure s'écrit à la minute, sans fuseau.")
        _in_bounds(hour.date())
        return hour

    def parse(self, typed: str, today: date) -> datetime:
        """The hour, in any of the forms people type."""
        return dates.typed_hour(typed, today)


@frozen
class Named(Kind):
    """A public identifier or label with a form of its own (UAI, INSEE, SIREN, school year)."""

    of: type[str] = field(kw_only=True)
    word: ClassVar[str] = "identifiant"
    expects: ClassVar[str] = "un identifiant"

    def check(self, value: object) -> str:
        """The value in its own type."""
        return self.of(typed_as(str, value, self.expects))


@frozen
class Quantity(Named):
    """A decimal number, in the unit that another field says."""

    of: type[str] = field(default=Quantite, kw_only=True)
    word: ClassVar[str] = "decimal"
    expects: ClassVar[str] = "un nombre, comme 86,5"


@frozen
class Fingerprint(Kind):
    """A SHA-256 in 64 lower-case hexadecimal digits."""

    word: ClassVar[str] = "empreinte"
    expects: ClassVar[str] = "une empreinte SHA-256"

    def check(self, value: object) -> str:
        """The digits."""
        digits = typed_as(str, value, self.expects)
        if not _SHA256.fullmatch(digits):
            raise ValueError("Une empreinte SHA-256 a 64 chiffres hexadécimaux minuscules.")
        return digits


def typed_as(expected: type[_T], value: object, name: str) -> _T:
    """The value if it is of that type; TypeError (in French) otherwise."""
    if not isinstance(value, expected):
        raise TypeError(f"Il faut {name}.")
    return value


def each_of(values: object, check: Callable[[object], _T], least: int) -> tuple[_T, ...]:
    """Every value of a tuple checked, at least so many, each once."""
    checked = tuple(check(value) for value in typed_as(tuple, values, "une liste"))
    if len(checked) < least:
        raise ValueError(f"Il en faut au moins {least}.")
    if len(set(checked)) < len(checked):
        raise ValueError("Une même valeur y est deux fois.")
    return checked


def _in_bounds(day: date) -> date:
    if not dates.FIRST_DAY <= day <= dates.LAST_DAY:
        raise ValueError(f"{day.isoformat()} est hors des années 2000 à 2100.")
    return day
