"""Tables that `ter` writes, told by their headings: some come from others, and are not taken in."""

from __future__ import annotations

from functools import lru_cache

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.imports.files.sheet import Row, Sheet
from ter_core.imports.tableau.mapping import heading_text
from ter_core.vocabulary.text import fold

__all__ = ["SAID_BY_TER", "refuse_computed", "written_by_ter"]

SAID_BY_TER = frozenset(
    {"a la date du", "connu le", "a la date", "diffusion", "seuil", "seuil de diffusion"}
)
_WITHIN = 15
_WHOLE = 0.9
_COUNTED = ("actions", "participations")
_FIGURES = (*_COUNTED, "effectifs", "rencontres", "partenariats", "financements")
_FRAME = "convention"
# What a table is made of: tables that can be taken in, or words where there are none.
_MADE_OF: dict[str, tuple[str, ...]] = {
    "calendrier": ("seances", "suivi"),
    "preparer": ("seances", "suivi", "actions"),
    "relancer": ("suivi",),
    "eleves-touches": ("participations", "effectifs"),
    "enseignants-touches": ("participations", "effectifs"),
    "couverture": ("etablissements", "participations", "effectifs"),
    "formations": _COUNTED,
    "liaisons": _COUNTED,
    "interdegres": _COUNTED,
    "concertations": _COUNTED,
    "familles": _COUNTED,
    "culture-sport": _COUNTED,
    "bilan": _FIGURES,
    "bilan-chiffres": _FIGURES,
    "preuve": _FIGURES,
    "comparer": ("suivi", "actions"),
    "passation": ("suivi", "actions", "seances"),
}


def refuse_computed(sheet: Sheet, known: frozenset[str]) -> str | None:
    """The question that wrote a sheet, if it is one of `known`, those that can be taken back.

    Raises:
        InvalidValue: another question wrote it: what it tells comes from elsewhere.
    """
    found = written_by_ter(sheet)
    if not found:
        return None
    name = next((one for one in found if one in known), None)
    if name:
        return name
    label = reports.get(found[0]).declaration.label
    table = f"Ce tableau (« {label} »)" if len(found) == 1 else "Ce tableau"
    where = f"feuille « {sheet.name} »" if sheet.name else ""
    if _FRAME in found:
        raise InvalidValue(
            f"{table} rassemble la convention, ses axes et le diagnostic sans tout en dire : il "
            "n'est pas repris.",
            where=where,
            remedy="Importez les axes (`ter axes -o axes.csv`) ; le reste s'enregistre : `ter "
            "convention signer`, `ter avenant signer`, `ter objectif fixer`.",
        )
    sources = _MADE_OF.get(found[0], ())
    told = ", ".join(reports.get(one).declaration.label.lower() for one in sources)
    files = ", ".join(f"`ter {one} -o {one}.csv`" for one in sources)
    raise InvalidValue(
        f"{table} est calculé par `ter` à partir "
        + (f"d'autres tableaux ({told})" if sources else "des événements du journal")
        + " : il n'y a rien à reprendre.",
        where=where,
        remedy=f"Importez ceux dont il vient : {files}."
        if sources
        else "Un journal se reprend avec son dossier, et non par ses tableaux.",
    )


def written_by_ter(sheet: Sheet) -> tuple[str, ...]:
    """The questions whose columns, all or nearly, are the headings of a sheet; some are alike."""
    found: tuple[str, ...] = ()
    best = _WHOLE
    for row in sheet.rows[:_WITHIN]:
        titles = _titles(row)
        if len(titles) < 2:
            continue
        scores = {name: _likeness(titles, columns) for name, columns in _columns().items()}
        top = max(scores.values())
        if top > best:
            best, found = top, tuple(name for name, score in scores.items() if score == top)
    return found


def _likeness(titles: frozenset[str], columns: tuple[frozenset[str], ...]) -> float:
    """How much of the headings are columns, and of the columns are headings: the lesser."""
    read = sum(1 for one in titles if any(one in column for column in columns))
    there = sum(1 for column in columns if column & titles)
    return min(read / len(titles), there / len(columns))


def _titles(row: Row) -> frozenset[str]:
    titles = (fold(heading_text(cell)) for cell in row.cells if cell is not None)
    return frozenset(one for one in titles if one and one not in SAID_BY_TER)


@lru_cache
def _columns() -> dict[str, tuple[frozenset[str], ...]]:
    """What each question calls each of its columns; bounds are two."""
    found = {}
    for entry in reports.entries():
        columns: list[frozenset[str]] = []
        for one in reports.get(entry.name).columns:
            if one.type != "bornes":
                columns.append(frozenset({fold(one.name), fold(one.label)}))
                continue
            for end, said in (("min", "au moins"), ("max", "au plus")):
                columns.append(frozenset({fold(f"{one.name}_{end}"), fold(f"{one.label}, {said}")}))
        found[entry.name] = tuple(columns)
    return found
