"""Identifiers with a form of their own: UAI (école), INSEE (commune), SIREN (organisme), poste."""

from __future__ import annotations

import re
from typing import ClassVar, Self

__all__ = ["CodeInsee", "NomDePoste", "Siren", "Uai"]

_UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Uai(str):
    """A school's number: 7 digits and the letter that their value mod 23 gives.

    Raises:
        ValueError: the form or the letter is wrong (the message is in French).
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{7}[A-Z]")

    def __new__(cls, text: str) -> Self:
        """Check and normalise the text."""
        value = text.strip().upper()
        if not cls.form.fullmatch(value):
            raise ValueError(f"« {text} » n'est pas un UAI : il faut 7 chiffres et une lettre.")
        letter = _UAI_LETTERS[int(value[:7]) % 23]
        if value[7] != letter:
            raise ValueError(
                f"« {text} » n'est pas un UAI : "
                f"la lettre de {value[:7]} est {letter}, non {value[7]}."
            )
        return super().__new__(cls, value)


class CodeInsee(str):
    """A commune's number: 5 characters, kept as text (`05065`, `2A004`).

    Raises:
        ValueError: the form is wrong (the message is in French).
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")

    def __new__(cls, text: str) -> Self:
        """Check and normalise the text."""
        value = text.strip().upper()
        if not cls.form.fullmatch(value):
            raise ValueError(
                f"« {text} » n'est pas un code INSEE de commune : 5 caractères, comme 05065."
            )
        return super().__new__(cls, value)


class Siren(str):
    """An organisation's number: 9 digits whose Luhn sum ends in 0.

    Raises:
        ValueError: the form or the key is wrong (the message is in French).
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{9}")

    def __new__(cls, text: str) -> Self:
        """Check and normalise the text."""
        value = "".join(text.split())
        if not cls.form.fullmatch(value):
            raise ValueError(f"« {text} » n'est pas un SIREN : il faut 9 chiffres.")
        doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(value)]
        if sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10:
            raise ValueError(f"« {text} » n'est pas un SIREN : un de ses chiffres est faux.")
        return super().__new__(cls, value)


class NomDePoste(str):
    """A stream's name in the log: 80 random bits in lower-case base 32.

    Raises:
        ValueError: the form is wrong (the message is in French).
    """

    __slots__ = ()
    form: ClassVar[re.Pattern[str]] = re.compile(r"[a-z2-7]{16,40}")

    def __new__(cls, text: str) -> Self:
        """Check the text."""
        if not cls.form.fullmatch(text):
            raise ValueError(f"« {text} » n'est pas le nom d'un poste de travail.")
        return super().__new__(cls, text)
