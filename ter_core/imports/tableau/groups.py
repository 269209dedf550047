"""Groups of pupils and teams, as a table tells them: in a sentence, or in the form of a command."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from ter_core.events.effectif_lines import level_named
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.levels_said import levels_said
from ter_core.vocabulary.text import fold

__all__ = ["Group", "class_or_level", "groups_told", "teams_told"]

_TOLD = re.compile(r"(.+?) : (environ )?(\d+)(?:, |$)")
_PARENTHESIS = re.compile(r"(.+) \(([^()]+)\)")
_TYPED = re.compile(
    r"([^\s/]+)/([^/,;]+?)(?:/([^\s/]*))?\s+(\d+)(?:\s+dont\s+(\d+)\s+filles?)?(?:[,;]\s*|$)"
)
_TEAM = re.compile(r"(.+?)\s*:?\s+(\d+)(?:[,;]\s*|$)")
_LEVEL_FIRST = re.compile(r"([a-z]{1,4}\d?|[3-6](?:e|eme|ieme))[\W_]+(\S.*)")


@frozen
class Group:
    """Pupils of a school; a group whose level is not said may be a class that the log knows."""

    school: str
    groupe: str | None
    niveau: Niveau | None
    eleves: int
    filles: int | None = None
    estimation: bool = False


def groups_told(text: str, school_of: Callable[[str], str | None]) -> list[Group]:
    """The groups of « École de Vars, CM2-A : 24, Collège, 6e 1 : 30 » or « vars/CM2-A 24 ».

    Raises:
        ValueError: a school is not known, or the text has another form (in French).
    """
    if _TYPED.match(text):
        return _typed(text, school_of)
    found, end = [], 0
    for match in _TOLD.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        school, name = _school_and_name(match[1], school_of)
        groupe, niveau = _named(name)
        found.append(Group(school, groupe, niveau, int(match[3]), estimation=match[2] is not None))
    if end < len(text):
        raise ValueError(
            f"« {text[end:]} » n'est pas un groupe, comme « École de Vars, CM2 : 24 »."
        )
    return found


def teams_told(text: str, school_of: Callable[[str], str | None]) -> list[tuple[str, int]]:
    """The teachers of « guillestre 2, vars 1 ».

    Raises:
        ValueError: a school is not known, or the text has another form (in French).
    """
    found, end = [], 0
    for match in _TEAM.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        found.append((_known(match[1], school_of), int(match[2])))
    if end < len(text):
        raise ValueError(f"« {text[end:]} » n'est pas une équipe, comme « guillestre 2 ».")
    return found


def class_or_level(text: str) -> tuple[str | None, tuple[Niveau, ...]]:
    """The group and the levels of « CM2-A », « 6e 1 », « CM1/CM2 », « cycle 3 ».

    Raises:
        ValueError: it names no level (in French).
    """
    try:
        return None, levels_said(text)
    except ValueError:
        found = _LEVEL_FIRST.fullmatch(fold(text))
        level = level_named(found[1]) if found else None
        if found is None or level is None or any(map(level_named, found[2].split())):
            raise
        return text.strip(), (level,)


def _typed(text: str, school_of: Callable[[str], str | None]) -> list[Group]:
    found, end = [], 0
    for match in _TYPED.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        school, niveau = _known(match[1], school_of), level_named(match[3] or "")
        groupe: str | None = match[2]
        if match[3] is None and (alone := level_named(match[2])):
            groupe, niveau = None, alone
        filles = int(match[5]) if match[5] else None
        found.append(Group(school, groupe, niveau, int(match[4]), filles))
    if end < len(text):
        raise ValueError(f"« {text[end:]} » n'est pas un groupe, comme « vars/CM2-A 24 ».")
    return found


def _school_and_name(text: str, school_of: Callable[[str], str | None]) -> tuple[str, str]:
    """A name of a school may have commas of its own."""
    parts = text.split(", ")
    for cut in range(len(parts) - 1, 0, -1):
        if school := school_of(", ".join(parts[:cut])):
            return school, ", ".join(parts[cut:])
    raise ValueError(f"« {parts[0]} » n'est pas un établissement connu.")


def _known(name: str, school_of: Callable[[str], str | None]) -> str:
    if (school := school_of(name)) is None:
        raise ValueError(f"« {name} » n'est pas un établissement connu.")
    return school


def _named(name: str) -> tuple[str | None, Niveau | None]:
    """The group and the level of « Chorale (CM2) », « CM2-A » or « 6e »."""
    if (found := _PARENTHESIS.fullmatch(name)) and (level := level_named(found[2])):
        return found[1], level
    if level := level_named(name):
        return None, level
    for niveau in sorted(Niveau, key=lambda one: -len(one.value)):
        rest = name.lower().removeprefix(niveau.value.lower())
        if rest != name.lower() and not rest[:1].isalnum():
            return name, niveau
    return name, None
