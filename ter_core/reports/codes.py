"""From a code that people type to the subject it names, among what the log knows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from ter_core.errors import AmbiguousCode, InvalidValue, UnknownCode
from ter_core.reports.question import Marts
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import is_subject, kind_of, numbered_code

__all__ = ["Found", "find_subject", "subject_named"]

_MOST_LISTED = 8
_TAIL = re.compile(r"[0-9a-f-]{6,36}")
_FIND = """
select sujet, code_affiche, coalesce(libelle, libelle_nature)
from codes
where
    (len($kinds) = 0 or list_contains($kinds, nature))
    and (
        sujet = $typed
        or lower(code) = lower($code)
        or code_affiche = $code
        or lower(sujet) = lower(nature || ':' || $typed)
        or ($tail and evenement_creation = code_de(sujet) and ends_with(sujet, $typed))
    )
order by code_affiche, sujet
"""
_FIND_BY_EVENT = """
select distinct e.sujet, c.code_affiche, coalesce(c.libelle, c.libelle_nature)
from evenements as e inner join codes as c on e.sujet = c.sujet
where
    (len($kinds) = 0 or list_contains($kinds, c.nature))
    and ends_with(e.id, $typed)
order by 2, 1
"""


class Found(NamedTuple):
    """A subject and how people call it."""

    subject: str
    code: str | None
    label: str | None

    @property
    def told(self) -> str:
        """Its code and its label."""
        return " — ".join(part for part in (self.code, self.label) if part) or self.subject


def subject_named(
    marts: Marts, typed: str, kinds: tuple[str, ...] = (), *, where: str = "code"
) -> str:
    """The full subject that a code names; errors as `find_subject`."""
    return find_subject(marts, typed, kinds, where=where).subject


def find_subject(
    marts: Marts, typed: str, kinds: tuple[str, ...] = (), *, where: str = "code"
) -> Found:
    """The subject that a code names, among some kinds or all.

    A numbered code may be short (`D14`) in the school year of the observation date. A number that
    two postes gave is said with its « bis », or by the end of the identifier. The end of the
    identifier of an event names its subject.

    Raises:
        UnknownCode: nothing of that name is known.
        AmbiguousCode: several things have it; what to type for each is told.
        InvalidValue: the subject in full is of another kind.
    """
    typed = typed.strip()
    if is_subject(typed) and kinds and kind_of(typed) not in kinds:
        raise InvalidValue(
            f"« {typed} » n'est pas de la nature demandée.",
            where=where,
            remedy=f"Donnez le code d'un sujet de nature {' ou '.join(kinds)}.",
        )
    number = numbered_code(typed, AnneeScolaire.of(marts.a_la_date))
    found = _candidates(marts, typed, kinds, str(number) if number else typed)
    exact = [one for one in found if one.subject == typed or (number and one.code == str(number))]
    if number and not number.repeat and len(found) > 1:
        exact = []
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0]
    if found:
        raise _ambiguous(typed, found, where)
    raise _unknown(marts, typed, kinds, where)


def _candidates(marts: Marts, typed: str, kinds: tuple[str, ...], code: str) -> list[Found]:
    is_tail = _TAIL.fullmatch(typed) is not None
    values = {"kinds": list(kinds), "typed": typed, "code": code, "tail": is_tail}
    rows = marts.rows(_FIND, values)
    if not rows and is_tail:
        rows = marts.rows(_FIND_BY_EVENT, {"kinds": list(kinds), "typed": typed})
    return [Found(*row) for row in rows]


def _ambiguous(typed: str, found: Sequence[Found], where: str) -> AmbiguousCode:
    shown = [one.code for one in found]
    listed = ", ".join(
        f"{one.code or '?'} « {one.label} » (tapez {_to_type(one, shown)})"
        for one in found[:_MOST_LISTED]
    )
    return AmbiguousCode(
        f"« {typed} » désigne plusieurs choses : {listed}.",
        where=where,
        remedy="Tapez ce qui est indiqué pour celle que vous voulez dire.",
    )


def _to_type(one: Found, shown: Sequence[str | None]) -> str:
    """What names this subject and none of the others."""
    if one.code is None or shown.count(one.code) > 1:
        return one.subject
    return f"« {one.code} »" if " " in one.code else one.subject[-8:]


def _unknown(marts: Marts, typed: str, kinds: tuple[str, ...], where: str) -> UnknownCode:
    known = marts.rows(
        "select code_affiche from codes where code_affiche is not null "
        "and (len($kinds) = 0 or list_contains($kinds, nature))",
        {"kinds": list(kinds)},
    )
    codes = [str(code) for (code,) in known]
    number = numbered_code(typed, AnneeScolaire.of(marts.a_la_date))
    twins = [code for code in codes if number and code.endswith(f"-{number.number:03d}")]
    near = twins or difflib.get_close_matches(typed, codes, n=3, cutoff=0.5)
    return UnknownCode(
        f"« {typed} » ne désigne rien de connu à cette date.",
        where=where,
        remedy=f"Codes proches : {', '.join(near)}." if near else "Voyez `ter evenements`.",
    )
