"""What the log knows that fields complete with, asked of the desk as far as a form needs it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ter_core.errors import TerError
from ter_core.events.fields import Kind, Lines, Ref
from ter_core.events.lines import line_fields
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_tui.forms.candidates import Candidate, Knowledge

if TYPE_CHECKING:
    from ter_tui.desk import Desk

__all__ = ["knowledge", "school_years"]


async def knowledge(desk: Desk, kinds: Iterable[Kind]) -> Knowledge:
    """What fields of some kinds may complete with.

    Raises:
        TerError: the log cannot be read.
    """
    subjects = await desk.known()
    years = _years(desk, [one.code for one in subjects if one.kind == "annee"])
    classes = await _classes(desk) if any(_has_classes(kind) for kind in kinds) else {}
    return Knowledge(tuple(subjects), tuple(years), classes)


async def school_years(desk: Desk) -> list[AnneeScolaire]:
    """The school years that were opened, the current one and the next, the last first."""
    return _years(desk, [one.code for one in await desk.known("annee")])


def _years(desk: Desk, opened: Iterable[str]) -> list[AnneeScolaire]:
    current = AnneeScolaire.of(desk.today)
    following = AnneeScolaire.of(current.last_day.replace(year=current.last_day.year + 1))
    known = {AnneeScolaire(one) for one in opened if AnneeScolaire.form.fullmatch(one)}
    return sorted({*known, current, following}, reverse=True)


def _has_classes(kind: Kind) -> bool:
    """Whether a line of the field names a school and then one of its classes."""
    if not isinstance(kind, Lines):
        return False
    parts = {name: inner for name, inner, _ in line_fields(kind.of)}
    school = parts.get("etablissement")
    return isinstance(school, Ref) and "groupe" in parts


async def _classes(desk: Desk) -> dict[str, list[Candidate]]:
    """The classes of each school, by its code and by its UAI, as the year counted them."""
    from ter_core.reports.etablissements import Effectifs

    try:
        report = await desk.ask(Effectifs())
    except TerError:  # the year was not opened: nothing is proposed
        return {}
    found: dict[str, dict[str, list[str]]] = {}
    for row in report.named():
        if row["groupe"]:
            counted = f"{row['libelle_niveau'] or ''} {row['effectif']}".strip()
            for school in (str(row["code_etablissement"]), str(row["uai"])):
                found.setdefault(school, {}).setdefault(row["groupe"], []).append(counted)
    return {
        school: [Candidate(name, ", ".join(counts)) for name, counts in groups.items()]
        for school, groups in found.items()
    }
