"""What a field says of itself: its texts as people read them, what they mean, how to type them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ter_core.events.fields import (
    Amount,
    Day,
    Fingerprint,
    Flag,
    Hour,
    Kind,
    Lines,
    OneChoice,
    Ref,
)
from ter_core.events.kinds import Text as LongText
from ter_core.events.typed import read_text
from ter_core.vocabulary.choices import Choice
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import euros

__all__ = [
    "choice_word",
    "example_of",
    "help_of",
    "labelled",
    "meaning_of",
    "refused_by",
    "same_value",
]


def labelled(kind: Kind, text: str, today: date) -> str:
    """A typed text as people read it: the labels of its choices, its thousands set apart."""
    if not text or not isinstance(kind, OneChoice | Amount):
        return text
    try:
        value: Any = read_text(kind, text, today)
    except ValueError:
        return text
    if isinstance(kind, Amount):
        return euros(value).removesuffix("€").strip() if value is not None else ""
    chosen = value if kind.many else (value,)
    return ", ".join(choice_word(one) for one in chosen) if value else ""


def choice_word(one: Choice) -> str:
    """How a choice is typed: by its label, by its word where the label would be cut in two."""
    return one.value if "," in one.label else one.label


def refused_by(kind: Kind, error: ValueError) -> str:
    """What is wrong with a text, the words of a list as people type them."""
    told, colon, _ = str(error).partition(" n'est pas dans la liste : ")
    if not isinstance(kind, OneChoice) or not colon:
        return str(error)
    return f"{told}{colon}{', '.join(map(choice_word, kind.choices))}."


def same_value(kind: Kind, one: str, other: str, today: date) -> bool:
    """Whether two texts say the same value, however they are typed."""
    if one.strip() == other.strip():
        return True
    try:
        return bool(read_text(kind, one, today) == read_text(kind, other, today))
    except ValueError:
        return False


def meaning_of(kind: Kind, text: str, today: date) -> str:
    """What a short text stands for: a day in full, a sum; nothing where it says it itself."""
    typed = text.strip()
    if not typed or not isinstance(kind, Day | Hour | Amount):
        return ""
    try:
        value: Any = kind.parse(typed, today)
    except ValueError:
        return ""
    if isinstance(kind, Amount):
        return str(euros(value))
    day = value.date() if isinstance(value, datetime) else value
    hour = f" à {value:%H h %M}" if isinstance(value, datetime) else ""
    weekday = spoken_day(day, weekday=True)[:3]
    return f"{weekday}. {spoken_day(day)}{hour}"


def example_of(kind: Kind) -> str:
    """What stands in an empty field."""
    if isinstance(kind, Fingerprint):
        return "ex. : ~/Documents/releve.pdf"
    if isinstance(kind, OneChoice):
        first = next(iter(kind.choices), None)
        chosen = next((one for one in kind.choices if one.value == kind.example), first)
        return f"ex. : {chosen.label}" if chosen else ""
    return f"ex. : {kind.example}" if kind.example else ""


def help_of(kind: Kind) -> str:
    """What the field is for, then how it is typed."""
    meant = kind.help
    if isinstance(kind, Fingerprint):
        meant = "Le fichier envoyé : le journal en garde l'empreinte, pas le contenu."
    return " ".join(part for part in (meant, _how(kind)) if part)


def _how(kind: Kind) -> str:
    if isinstance(kind, Ref | OneChoice | Flag):
        how = "Quelques lettres complètent, ↓ montre tout"
        return f"{how}, une virgule continue." if kind.many else f"{how}."
    if isinstance(kind, Lines):
        return f"Une ligne chacun, comme « {kind.of.example} »."
    if isinstance(kind, LongText):
        return "Entrée va à la ligne, deux fois passe au champ suivant."
    if isinstance(kind, Hour):
        return "Par exemple : demain 14h, 12/11 9h30."
    if isinstance(kind, Day):
        return "Par exemple : 15/03, +15j, demain."
    return ""
