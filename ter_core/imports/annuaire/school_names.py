"""A name written in capitals, made readable where nothing has to be guessed."""

from __future__ import annotations

import re

from ter_core.vocabulary.text import plain, slug

__all__ = ["as_spelled", "readable_name", "says_only_its_kind"]

_ARTICLES = "a au aux d de des du en et l la le les ou par pour sous sur"
_KINDS = """
annexe agricole application classe collège cours école élémentaire enseignement général groupe
intercommunal intercommunale lycée maternelle polyvalent primaire privé privée professionnel public
publique regroupement rural scolaire technologique
"""
_LETTERS = "EREA LEGT LGT LP LPO REP RPI RPID SEGPA SEP ULIS UPI"
_SMALL = frozenset(_ARTICLES.split())
_WORDS = {plain(word): word for word in _KINDS.split()}
_INITIALS = frozenset(_LETTERS.split())
_PIECE = re.compile(r"[^\W\d_]+")
_BETWEEN = r"[\s'’-]+"
_ROMAN = re.compile(r"[IVX]{1,5}")


def readable_name(name: str) -> str:
    """« ECOLE PRIMAIRE LES ECRINS » → « École primaire les Ecrins »; another name as it is.

    Only the words that name a kind of school get their accents back: those of a proper name
    cannot be known.
    """
    name = " ".join(name.split())
    if name != name.upper() or not any(one.isalpha() for one in name):
        return name
    made = _PIECE.sub(lambda found: _word(found[0]), name)
    return made[:1].upper() + made[1:]


def as_spelled(name: str, place: str) -> str:
    """The name with a place it holds spelled as the place is: « Reotier » → « Réotier »."""
    words = [re.escape(one) for one in re.split(r"[\W_]+", plain(place)) if one]
    folded = plain(name)
    if not words or len(folded) != len(name):  # a letter that is two: no way to tell where
        return name
    found = re.search(rf"\b{_BETWEEN.join(words)}\b", folded)
    return name if found is None else name[: found.start()] + place + name[found.end() :]


def says_only_its_kind(name: str) -> bool:
    """Whether a name holds no proper name, so that it could be that of any other school."""
    words = slug(name).split("-") if name else []
    return all(word in _WORDS or word in _SMALL for word in words)


def _word(word: str) -> str:
    known = plain(word)
    if known in _WORDS:
        return _WORDS[known]
    if known in _SMALL:
        return known
    if word in _INITIALS or _ROMAN.fullmatch(word):
        return word
    return word[:1] + word[1:].lower()
