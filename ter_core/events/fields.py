"""The kinds of field an event may have; those of several parts are here, the simple in `kinds`.

A field is declared as `name: Annotated[type, Kind("Label", …)]`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from attrs import field, frozen

from ter_core.events.kinds import (
    Amount,
    Code,
    Count,
    Day,
    Fingerprint,
    Flag,
    Hour,
    Kind,
    Named,
    Quantity,
    Text,
    Title,
    each_of,
    typed_as,
)
from ter_core.events.lines import Line
from ter_core.vocabulary import subjects, text
from ter_core.vocabulary.choices import Choice
from ter_core.vocabulary.identifiers import Uai

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "ANYONE",
    "Amount",
    "Choices",
    "Code",
    "Count",
    "Day",
    "EventId",
    "Fingerprint",
    "Flag",
    "Hour",
    "Kind",
    "Lines",
    "Named",
    "OneChoice",
    "Payload",
    "Quantity",
    "Ref",
    "Refs",
    "Text",
    "Title",
    "Words",
]

ANYONE = ("acteur", "organisme")  # whoever may answer for something, sit or receive

_REF_MAX = 120
_UAI_SHAPE = re.compile(r"\d{7}[A-Za-z]", re.ASCII)


@frozen
class OneChoice(Kind):
    """One word of a closed list."""

    choices: type[Choice] = field(kw_only=True)
    word: ClassVar[str] = "choix"
    expects: ClassVar[str] = "un mot de la liste"

    def check(self, value: object) -> object:
        """The member of the list."""
        return self.one(value)

    def one(self, value: object) -> Choice:
        """A member, already of the list."""
        return value if isinstance(value, self.choices) else self.refuse(value)

    def parse(self, typed: str, today: date) -> Choice:
        """The member whose word or label is typed, without regard to case or accents."""
        del today
        wanted = text.fold(typed)
        for member in self.choices:
            if wanted in map(text.fold, member.names()):
                return member
        return self.refuse(typed)

    def refuse(self, value: object) -> NoReturn:
        """Say what the list holds (ValueError, in French)."""
        words = ", ".join(member.value for member in self.choices)
        raise ValueError(f"« {value} » n'est pas dans la liste : {words}.")


@frozen
class Choices(OneChoice):
    """Several words of a closed list."""

    least: int = field(default=0, kw_only=True)
    many: ClassVar[bool] = True

    def check(self, value: object) -> tuple[Choice, ...]:
        """The members, each once."""
        return each_of(value, self.one, self.least)


@frozen
class Ref(Kind):
    """A subject of one of some kinds: in full (`acteur:principal`), or by its code when typed.

    `words` are accepted in place of a subject and name none (`transversal` where an axe is asked).
    """

    to: tuple[str, ...] = field(kw_only=True)
    words: tuple[str, ...] = field(default=(), kw_only=True)
    word: ClassVar[str] = "reference"
    expects: ClassVar[str] = "un code"

    def check(self, value: object) -> object:
        """The reference as given; the ledger resolves a code into the full subject."""
        return self.one(value)

    def parse(self, typed: str, today: date) -> str:
        """One reference."""
        del today
        return self.one(typed)

    def one(self, value: object) -> str:
        """A reference of an accepted kind; a school's letter is checked."""
        clean = typed_as(str, value, self.expects).strip()
        if not clean:
            raise ValueError("Le code est vide.")
        if len(clean) > _REF_MAX or "\n" in clean or text.forbidden_character(clean):
            raise ValueError(f"« {clean[:40]} » n'est pas un code.")
        if subjects.is_subject(clean):
            return self._subject(clean)
        if "etablissement" in self.to and _UAI_SHAPE.fullmatch(clean):
            return str(Uai(clean))
        return clean

    def _subject(self, clean: str) -> str:
        kind = subjects.kind_of(clean)
        if self.to and kind not in self.to:
            wanted = " ou ".join(f"« {one}:… »" for one in self.to)
            raise ValueError(f"« {clean} » n'est pas de la sorte attendue : {wanted}.")
        if kind == "etablissement":
            return subjects.subject(kind, Uai(subjects.key_of(clean)))
        return clean


@frozen
class Refs(Ref):
    """Several subjects, each once."""

    least: int = field(default=0, kw_only=True)
    many: ClassVar[bool] = True

    def check(self, value: object) -> tuple[str, ...]:
        """The references as given."""
        return each_of(value, self.one, self.least)


@frozen
class EventId(Ref):
    """An event: its identifier, the end of it, or the code of a subject for its last event."""

    to: tuple[str, ...] = field(default=(), kw_only=True)
    word: ClassVar[str] = "evenement"
    expects: ClassVar[str] = "un événement"


@frozen
class Words(Kind):
    """Several field names, each once (what a correction empties)."""

    many: ClassVar[bool] = True
    word: ClassVar[str] = "noms"
    expects: ClassVar[str] = "un nom de champ"

    def check(self, value: object) -> tuple[str, ...]:
        """The names."""
        return each_of(value, lambda word: typed_as(str, word, self.expects), 0)

    def parse(self, typed: str, today: date) -> str:
        """One name."""
        del today
        return typed.strip()


@frozen
class Lines(Kind):
    """A list of flat lines of one class, each with a short text form."""

    of: type[Line] = field(kw_only=True)
    least: int = field(default=0, kw_only=True)
    many: ClassVar[bool] = True
    word: ClassVar[str] = "lignes"
    expects: ClassVar[str] = "une liste"

    def check(self, value: object) -> tuple[Line, ...]:
        """The lines."""
        return each_of(value, lambda line: typed_as(self.of, line, self.of.title), self.least)

    def parse(self, typed: str, today: date) -> Line:
        """One line, from its short form."""
        return self.of.parse(typed, today)


@frozen
class Payload(Kind):
    """The payload of another event, as the log stores it."""

    word: ClassVar[str] = "json"
    expects: ClassVar[str] = "un objet JSON"

    def check(self, value: object) -> dict[str, Any]:
        """The object; the ledger judges it against the event it stands for."""
        return typed_as(dict, value, self.expects)

    def parse(self, typed: str, today: date) -> dict[str, Any]:
        """The object that a JSON text writes."""
        del today
        try:
            return self.check(json.loads(typed))
        except json.JSONDecodeError as error:
            raise ValueError(f"« {typed[:40]} » n'est pas du JSON ({error}).") from None
