"""When two writings of a name are of one person: « M. Camille Exemple » and « EXEMPLE Camille »."""

from __future__ import annotations

from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.text import fold

__all__ = ["bare_name", "person_key"]

_CIVILITIES = frozenset({"m", "mme", "mlle", "monsieur", "madame"})


def bare_name(nom: str) -> list[str]:
    """The words of a name, folded, without its civility."""
    words = fold(nom).split()
    return [word for word in words if word not in _CIVILITIES] or words


def person_key(nom: str) -> tuple[str, ...]:
    """What two names have alike, whichever comes first of the first name and the family's."""
    return tuple(sorted(map(name_key, bare_name(nom))))
