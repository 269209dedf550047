"""From a code that people type to the subject it names, among what the log knows."""

from __future__ import annotations

import difflib
import re

from ter_core.errors import AmbiguousCode, InvalidValue, UnknownCode
from ter_core.reports.question import Marts
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import is_subject, kind_of, numbered_code

__all__ = ["subject_named"]

_TAIL = re.compile(r"[0-9a-f-]{6,36}")
_FIND = """
select sujet, code_affiche, libelle
from codes
where
    (len($kinds) = 0 or list_contains($kinds, nature))
    and (
        sujet = $typed
        or code = $code
        or code_affiche = $code
        or sujet = nature || ':' || $typed
        or ($tail and ends_with(sujet, $typed))
    )
order by code_affiche, sujet
"""


def subject_named(
    marts: Marts, typed: str, kinds: tuple[str, ...] = (), *, where: str = "code"
) -> str:
    """The full subject that a code names, among some kinds or all.

    A numbered code may be short (`D14`) in the school year of the observation date. A number that
    two postes gave is said with its « bis », or by the end of the identifier.

    Raises:
        UnknownCode: nothing of that name is known.
        AmbiguousCode: several things have it; the remedy lists what to type.
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
    values = {
        "kinds": list(kinds),
        "typed": typed,
        "code": str(number) if number else typed,
        "tail": _TAIL.fullmatch(typed) is not None,
    }
    found = marts.rows(_FIND, values)
    exact = [row for row in found if row[0] == typed or (number and row[1] == str(number))]
    if number and not number.repeat and len(found) > 1:
        exact = []
    if len(found) == 1 or len(exact) == 1:
        return str((exact or found)[0][0])
    if found:
        raise _ambiguous(typed, found, where)
    raise _unknown(marts, typed, kinds, where)


def _ambiguous(typed: str, found: object, where: str) -> AmbiguousCode:
    rows = list(found)  # type: ignore[call-overload]
    listed = ", ".join(f"{code or '?'} « {label} » ({key[-8:]})" for key, code, label in rows)
    return AmbiguousCode(
        f"« {typed} » désigne plusieurs choses : {listed}.",
        where=where,
        remedy="Donnez la fin de l'identifiant, entre parenthèses.",
    )


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
