"""The columns of a table of headcounts: what each counts, and what a row counts in all.

Open data and the sheet of a house alike: one row per établissement, one column per level. Nobody
is counted twice: where a file gives a level both with and without the pupils of ULIS and SEGPA, it
is read without them; where it gives it with them only, they are left in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from ter_core.imports.files.headings import Headings
from ter_core.imports.files.sheet import Row, Value
from ter_core.vocabulary.levels import Cycle, Niveau

__all__ = ["COUNTING", "HEADINGS", "Counted", "counted_in", "number_of"]

_SPACED = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?:[^0-9]|$))")
_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")

_OTHER_NAMES = {
    Niveau.SIXIEME: ("6èmes", "6ème", "6e", "6es", "Sixième", "Sixièmes"),
    Niveau.CINQUIEME: ("5èmes", "5ème", "5e", "5es", "Cinquième", "Cinquièmes"),
    Niveau.QUATRIEME: ("4èmes", "4ème", "4e", "4es", "Quatrième", "Quatrièmes"),
    Niveau.TROISIEME: ("3èmes", "3ème", "3e", "3es", "Troisième", "Troisièmes"),
    Niveau.SECONDE: ("2de", "2des", "2nde", "2ndes", "Seconde", "Secondes"),
    Niveau.PREMIERE: ("1re", "1res", "1ère", "1ères", "Première", "Premières"),
    Niveau.TERMINALE: ("Terminale", "Terminales", "Tle", "Tles"),
    Niveau.UPE2A: ("UPE2A", "UP2A"),
    Cycle.C1: ("C1", "Cycle 1", "Pré-élémentaire", "Préélémentaire", "Maternelle"),
    Cycle.C2: ("C2", "Cycle 2"),
    Cycle.C3: ("C3", "Cycle 3"),
    Cycle.C4: ("C4", "Cycle 4"),
}
_APART = (Niveau.ULIS, Niveau.SEGPA, Niveau.UPE2A)
_WITHOUT = ("{} hors Segpa hors ULIS", "{} hors ULIS hors Segpa", "Nombre d'élèves en {} hors ULIS")
_SAID = (
    "{}",
    "Nombre d'élèves en {}",
    "Nombre d'élèves total {}",
    "Effectif {}",
    "Effectifs {}",
    "Élèves {}",
    "Nb {}",
)
_WITH = ("{} total",)


def _counting() -> Iterator[tuple[str, Sequence[str]]]:
    """The names of the columns of each level and cycle, and of each level with all its pupils."""
    for one in (*Cycle, *Niveau):
        names = _OTHER_NAMES.get(one, (one.label,))
        yield one, tuple(form.format(name) for form in (*_WITHOUT, *_SAID) for name in names)
        yield _whole(one), tuple(form.format(name) for form in _WITH for name in names)


def _whole(one: Niveau | Cycle) -> str:
    return f"{one} avec ULIS et SEGPA"


COUNTING = dict(_counting())
HEADINGS: Mapping[str, Sequence[str]] = COUNTING | {
    "uai": (
        "UAI",
        "Numéro de l'école",
        "Numéro du collège",
        "Numéro du lycée",
        "Numéro d'école",
        "Identifiant de l'établissement",
        "Code UAI",
        "Numéro UAI",
    ),
    "nom": (
        "Établissement",
        "Nom de l'établissement",
        "École",
        "Nom de l'école",
        "Code établissement",
        "Code",
        "Nom",
    ),
    "rentree": ("Rentrée scolaire", "Rentrée", "Année scolaire", "Année"),
    "total": (
        "Nombre total d'élèves",
        "Nombre d'élèves total",
        "Total élèves",
        "Effectif total",
        "Total",
        "Nombre d'élèves",
        "Effectif",
        "Effectifs",
        "Élèves",
    ),
    "enseignants": (
        "Enseignants",
        "Nombre d'enseignants",
        "Nb enseignants",
        "Professeurs",
        "Nombre de professeurs",
    ),
}


@frozen
class Counted:
    """What a row counts: pupils of each level or cycle, teachers, and pupils in all.

    `within` holds pupils that the row also tells apart, and who are already among the others.
    """

    pupils: Mapping[Niveau | Cycle, int]
    within: Mapping[Niveau | Cycle, int]
    teachers: int | None
    total: int | None


def counted_in(headings: Headings, row: Row) -> Counted:
    """What a row counts.

    Raises:
        ValueError: a cell holds no whole number (in French).
    """
    found = dict(_numbers(headings, row))
    pupils: dict[Niveau | Cycle, int] = {}
    within: dict[Niveau | Cycle, int] = {}
    with_all = False
    for one in (*Cycle, *Niveau):
        if one in found:
            pupils[one] = found[one]
        elif _whole(one) in found:
            pupils[one] = found[_whole(one)]
            with_all = True
    for cycle in (one for one in Cycle if one in pupils):
        if any(isinstance(one, Niveau) and one.cycle is cycle for one in pupils):
            within[cycle] = pupils.pop(cycle)
    if with_all:
        within |= {one: pupils.pop(one) for one in _APART if one in pupils}
    return Counted(pupils, within, found.get("enseignants"), found.get("total"))


def number_of(cell: Value) -> int | None:
    """The whole number that a cell holds; None if it is empty.

    Raises:
        ValueError: it holds anything else (in French).
    """
    if cell is None:
        return None
    if isinstance(cell, int | str | Decimal):
        found = _WHOLE.fullmatch(_SPACED.sub("", str(cell)))
        if found:
            return int(found[1])
    raise ValueError(f"« {cell} » n'est pas un nombre entier d'au plus six chiffres.")


def _numbers(headings: Headings, row: Row) -> Iterator[tuple[str, int]]:
    for name in (*COUNTING, "total", "enseignants"):
        if name not in headings.places:
            continue
        try:
            number = number_of(headings.value(row, name))
        except ValueError as error:
            raise ValueError(f"colonne « {headings.label(name)} » : {error}") from None
        if number is not None:
            yield name, number
