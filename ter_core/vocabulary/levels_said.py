"""Levels as people write them in a table: « cm2 + 6ème », « CM1/2 », « du CP au CE2 »."""

from __future__ import annotations

import re

from ter_core.vocabulary.levels import Cycle, Niveau
from ter_core.vocabulary.text import fold, plain

__all__ = ["levels_said"]

_LEVELS = {fold(name): niveau for niveau in Niveau for name in niveau.names()} | {
    "petite section": Niveau.PS, "moyenne section": Niveau.MS, "grande section": Niveau.GS,
    "toute petite section": Niveau.TPS, "sixieme": Niveau.SIXIEME, "cinquieme": Niveau.CINQUIEME,
    "quatrieme": Niveau.QUATRIEME, "troisieme": Niveau.TROISIEME,
    "2nde": Niveau.SECONDE, "seconde": Niveau.SECONDE, "premiere": Niveau.PREMIERE,
}  # fmt: skip
_ORDER = tuple(niveau for niveau in Niveau if niveau.cycle)
_SETS = {
    "maternelle": (Niveau.PS, Niveau.MS, Niveau.GS),
    "elementaire": (Niveau.CP, Niveau.CE1, Niveau.CE2, Niveau.CM1, Niveau.CM2),
    "college": (Niveau.SIXIEME, Niveau.CINQUIEME, Niveau.QUATRIEME, Niveau.TROISIEME),
    "ce": (Niveau.CE1, Niveau.CE2),
    "cm": (Niveau.CM1, Niveau.CM2),
} | {
    f"{word}{cycle.value[1]}": tuple(one for one in Niveau if one.cycle is cycle)
    for cycle in (Cycle.C1, Cycle.C2, Cycle.C3, Cycle.C4)
    for word in ("cycle ", "c")
}
_RANGE = re.compile(r"(?:\bdu |\bde la |\bde )?\b([\w ]+?) (?:au|a la|a|jusqu au) ([\w ]+)")
_IDLE = frozenset(
    {"et", "niveau", "niveaux", "classe", "classes", "de", "des", "les", "du", "la", "le", "l",
     "d", "n", "eleves", "plus"}
)  # fmt: skip
_PLURAL = re.compile(r"\b([3-6])(?:i?eme|e)s?\b")  # « 6èmes »
_TAIL = re.compile(r"[1-6]")
_WORD = re.compile(r"(ce|cm)([1-3])")


def levels_said(text: str) -> tuple[Niveau, ...]:
    """The levels that a text names, in the order of schooling.

    Raises:
        ValueError: a word of it names none, or a hyphen may mean two things (in French).
    """
    words = _PLURAL.sub(r"\1e", fold(text))
    if found := _RANGE.fullmatch(words):
        ends = [_LEVELS.get(found[1]), _LEVELS.get(found[2])]
        if ends[0] and ends[1]:
            return _between(ends[0], ends[1], text)
    if words in _SETS:
        return _SETS[words]
    levels = _each(words, text)
    if not levels:
        raise ValueError(f"« {text} » ne dit aucun niveau.")
    found_levels = tuple(niveau for niveau in Niveau if niveau in levels)
    if re.fullmatch(r"\s*[^-\u2013]+[-\u2013\u2192>][^-\u2013]+", plain(text)) and _apart(levels):
        first, last = (niveau.label for niveau in found_levels)
        raise ValueError(
            f"« {text} » peut dire {first} et {last}, ou de {first} à {last} : écrivez l'un ou "
            "l'autre."
        )
    return found_levels


def _each(words: str, text: str) -> list[Niveau]:
    found: list[Niveau] = []
    tokens = words.split()
    while tokens:
        for size in (3, 2, 1):
            name = " ".join(tokens[:size])
            if named := _SETS.get(name) or ((one,) if (one := _LEVELS.get(name)) else ()):
                found += named
                tokens = tokens[size:]
                break
        else:
            name, tokens = tokens[0], tokens[1:]
            if name in _IDLE:
                continue
            found.append(_short(name, found, tokens, text))
    return found


def _short(name: str, found: list[Niveau], after: list[str], text: str) -> Niveau:
    """The « 2 » of « CM1/2 », the « 6 » of « 6/5e »."""
    if _TAIL.fullmatch(name):
        last = _WORD.fullmatch(found[-1].value.lower()) if found else None
        near = _LEVELS.get(f"{last[1]}{name}") if last else _LEVELS.get(f"{name}e")
        others = found or [_LEVELS[one] for one in after if one in _LEVELS]
        if near and others:
            return near
    raise ValueError(f"« {text} » : « {name} » n'est pas un niveau, comme CM2 ou 6e.")


def _between(first: Niveau, last: Niveau, text: str) -> tuple[Niveau, ...]:
    if first not in _ORDER or last not in _ORDER or _ORDER.index(first) > _ORDER.index(last):
        raise ValueError(f"« {text} » : ces niveaux ne se suivent pas.")
    return _ORDER[_ORDER.index(first) : _ORDER.index(last) + 1]


def _apart(levels: list[Niveau]) -> bool:
    """Whether two levels have others between them."""
    if len(levels) != 2 or any(one not in _ORDER for one in levels):
        return False
    return abs(_ORDER.index(levels[0]) - _ORDER.index(levels[1])) > 1
