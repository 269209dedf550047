"""What may be written of a person: each field of the carnet, its label and its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen

from ter_core.errors import InvalidValue
from ter_core.events.kinds import Title
from ter_core.vocabulary import text

__all__ = ["FIELDS", "Mail", "Name", "Phone", "checked"]

_MAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_SPACES = re.compile(r"[ \u00a0\u202f]+")
_AROUND = re.compile(r"\s*@\s*")
_IGNORED = re.compile(r"[ .\-/\u00a0\u202f]|\(0\)")
_FRENCH = re.compile(r"(?:0|\+33|0033)([1-9])(\d{2})(\d{2})(\d{2})(\d{2})", re.ASCII)
_FOREIGN = re.compile(r"(?:\+|00)([1-9]\d{6,14})", re.ASCII)


@frozen
class Name(Title):
    """The name of a person, by which they can be found again."""

    expects: ClassVar[str] = "un nom"

    def check(self, value: object) -> str:
        """The name; something in it can be read."""
        clean = _SPACES.sub(" ", Title.check(self, value))
        if not text.fold(clean):
            raise ValueError(f"« {clean} » n'est pas un nom.")
        return clean


@frozen
class Mail(Title):
    """The address of one mailbox."""

    expects: ClassVar[str] = "une adresse, comme prenom.nom@exemple.fr"

    def check(self, value: object) -> str:
        """The address, without the spaces that typing leaves around its sign."""
        clean = _AROUND.sub("@", Title.check(self, value))
        if not _MAIL.fullmatch(clean):
            raise ValueError(f"« {clean} » n'est pas une adresse de courriel.")
        return clean


@frozen
class Phone(Title):
    """A telephone number, French or with the code of its country."""

    expects: ClassVar[str] = "un numéro, comme 04 92 00 00 00"

    def check(self, value: object) -> str:
        """The number, a French one by pairs of digits (« 04 92 00 00 00 »)."""
        clean = Title.check(self, value)
        digits = _IGNORED.sub("", clean)
        if found := _FRENCH.fullmatch(digits):
            first, *pairs = found.groups()
            return " ".join([f"0{first}", *pairs])
        if found := _FOREIGN.fullmatch(digits):
            return f"+{found[1]}"
        raise ValueError(f"« {clean} » n'est pas un numéro de téléphone.")


FIELDS: Mapping[str, Title] = {
    "nom": Name("Nom", help="Prénom et nom.", example="Camille Exemple", limit=120),
    "courriel": Mail("Courriel", example="camille@exemple.fr", limit=254),
    "telephone": Phone("Téléphone", example="04 92 00 00 00", limit=40),
}
"""The fields that a person has once; `fonction`, which may be had several times, is a tenure."""


def checked(name: str, value: str) -> str:
    """A value of one of the `FIELDS`, as it is written.

    Raises:
        InvalidValue: it is not what the field holds.
    """
    kind = FIELDS[name]
    try:
        return kind.check(value)
    except (ValueError, TypeError) as error:
        raise InvalidValue(str(error), where=name, remedy=f"Exemple : {kind.example}.") from None
