"""What a text of a closed column stands for: a subject of the log, a word of a list, a state."""

from __future__ import annotations

import re

from attrs import frozen

from ter_core.imports.tableau.known import Found, Known
from ter_core.imports.tableau.tables import Champ, Table
from ter_core.vocabulary.text import fold

__all__ = ["Meaning", "meaning", "nature_of_organisme", "pieces", "word_for"]

_LISTS = re.compile(r"\s*[;,\n]\s*")
_PARTS = re.compile(r"\s*(?:[/+&]|\bet\b)\s*")


@frozen
class Meaning:
    """A full subject or a stored word, and how it was understood where that is not plain."""

    value: str
    how: str = ""


def meaning(known: Known, table: Table, champ: Champ, text: str) -> Meaning | None:
    """What a text stands for; None where nothing does, or several things do."""
    if champ.reading == "etat":
        return _state(table, text)
    if champ.reading in ("choix", "choix_liste"):
        return word_for(champ, text)
    found: Found | None = known.find(text, champ.to)
    return Meaning(found.subject, found.how) if found else None


def word_for(champ: Champ, text: str) -> Meaning | None:
    """The stored word of a list, from its label, a word people use, or a near one."""
    wanted = fold(text)
    names: dict[str, str] = {fold(word): stored for word, stored in champ.words}
    for member in champ.choices or ():
        names |= {fold(name): member.value for name in member.names()}
    if wanted in names:
        return Meaning(names[wanted])
    near = _near(wanted, names)
    return Meaning(names[near], f"« {text} » lu {names[near]}, mot proche") if near else None


def pieces(known: Known, champ: Champ, text: str) -> list[str]:
    """The texts of a cell that holds several: cut no further than what is known whole."""
    if champ.reading in ("choix", "etat", "reference") or _whole(known, champ, text):
        return [text]
    found = []
    for part in filter(None, _LISTS.split(text)):
        halves = [one for one in _PARTS.split(part) if one]
        found += [part] if _whole(known, champ, part) or len(halves) < 2 else halves
    return list(dict.fromkeys(found))


def _whole(known: Known, champ: Champ, text: str) -> bool:
    if champ.choices:
        return word_for(champ, text) is not None
    return known.find(text, champ.to) is not None


def _state(table: Table, text: str) -> Meaning | None:
    wanted = fold(text.replace("%", ""))
    names = {fold(word): state for state, words in table.states for word in (state, *words)}
    if wanted in names:
        return Meaning(names[wanted])
    near = _near(wanted, names)
    return Meaning(names[near], f"« {text} » lu {near}, mot proche") if near else None


def _near(wanted: str, names: dict[str, str]) -> str | None:
    """The name that differs by a letter or two, if all the near ones mean one thing."""
    from rapidfuzz import fuzz, process

    if len(wanted) < 5:
        return None
    found = process.extract(wanted, list(names), scorer=fuzz.ratio, limit=3, score_cutoff=86)
    if not found or len({names[one[0]] for one in found}) > 1:
        return None
    return str(found[0][0])


_ORGANISMES = (
    ("commune", re.compile(r"^(?:mairie|commune|ville|municipalite)\b")),
    ("epci", re.compile(r"^(?:communaute|com com|cc|agglomeration|metropole|epci)\b")),
    ("departement", re.compile(r"^(?:departement|conseil departemental)\b")),
    ("region", re.compile(r"^(?:region|conseil regional)\b")),
    ("parc", re.compile(r"^(?:parc|pnr)\b")),
    ("association", re.compile(r"^(?:association|asso|club|amicale|usep|ski club)\b")),
)


def nature_of_organisme(name: str) -> Meaning | None:
    """The nature that the name of a body begins with; None where it says none."""
    words = fold(name)
    for nature, pattern in _ORGANISMES:
        if pattern.match(words):
            return Meaning(nature, f"nature de « {name} » lue dans son nom : {nature}")
    return None
