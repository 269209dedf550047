"""Rows of headcounts: those of one school, one day and one source are one event."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import define, field

from ter_core.errors import TerError
from ter_core.events.effectif_lines import Effectif
from ter_core.imports.proposal import Remark, Step
from ter_core.imports.tableau.builder import Builder, made
from ter_core.imports.tableau.cells import Cells
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.levels import Cycle, Niveau
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import fold

__all__ = ["HeadcountsBuilder"]

_Place = tuple[Niveau | None, Cycle | None, str | None]


@define
class _Count:
    """What is counted in a school on a day."""

    school: str
    day: date
    source: str
    line: int
    lines: dict[_Place, int] = field(factory=dict)
    teachers: int | None = None


@define
class HeadcountsBuilder(Builder):
    """Headcounts, told against the latest of the school year."""

    _counts: dict[Any, _Count] = field(factory=dict)
    _known: dict[str, dict[tuple[str, _Place | None], int]] = field(factory=dict)

    def read(self, cells: Cells) -> None:
        """Add what the row counts to the headcount of its school and its day."""
        school, number = cells.one("etablissement"), cells.count("effectif")
        day = cells.day("date") or self.day
        source = cells.title("source") or self.motif[:200]
        if school is None and not cells.problems:
            cells.refuse("L'établissement manque.", "Complétez la cellule.")
        if number is None and not cells.problems:
            cells.refuse("L'effectif manque.", "Complétez la cellule.")
        levels, groupe = cells.levels("niveau"), cells.title("groupe", 60)
        cycle = cells.one("cycle") if not levels else None
        teachers = fold(cells.text("population") or "").startswith("enseignant")
        if len(levels) > 1 or not (levels or cycle or teachers):
            cells.refuse("Il faut un niveau, ou un cycle.", "Faites une ligne par niveau.")
        if cells.problems or school is None or number is None:
            return
        key = school, day, source
        held = self._counts.setdefault(key, _Count(*key, cells.row.number))
        if teachers:
            held.teachers = number
            return
        place = (levels[0] if levels else None, Cycle.of(cycle) if cycle else None, groupe)
        if self.is_repeated(cells, (key, place), groupe or str(place[0] or place[1])):
            return
        held.lines[place] = number

    def finish(self) -> None:
        """One step for each headcount that says something new."""
        for held in self._counts.values():
            known = self._of_year(str(AnneeScolaire.of(held.day)))
            moved = [
                f"{_place(place)} : {known.get((held.school, place), 'rien')} → {number}"
                for place, number in held.lines.items()
                if known.get((held.school, place)) != number
            ]
            before = known.get((held.school, None))
            if held.teachers is not None and held.teachers != before:
                moved.append(f"enseignants : {'rien' if before is None else before} → "
                             f"{held.teachers}")  # fmt: skip
            if not moved:
                self.same += len(held.lines) + (held.teachers is not None)
                continue
            self._constate(held, moved)

    def _constate(self, held: _Count, moved: list[str]) -> None:
        name = self.reader.known.label(held.school)
        try:
            lines = tuple(
                Effectif(niveau=niveau, cycle=cycle, groupe=groupe, nombre=number)
                for (niveau, cycle, groupe), number in held.lines.items()
            )
            event = made(
                "EffectifConstate", source=held.source, lignes=lines, enseignants=held.teachers
            )
        except (TerError, ValueError) as error:
            self.remarks.append(Remark(line=held.line, said=f"{name} : {error}", is_rejection=True))
            return
        entry = Entry(event, held.school, on=held.day)
        told = f"{name}, {held.day:%d/%m/%Y} : {', '.join(moved)}"
        self.steps.append(Step(line=held.line, sign="+", told=told, entries=(entry,)))

    def _of_year(self, year: str) -> dict[tuple[str, _Place | None], int]:
        if year not in self._known:
            found = self._known.setdefault(year, {})
            for row in self.reader.known.rows("effectifs", annee=year):
                school = f"etablissement:{row['uai']}"
                if row["population"] == "enseignants":
                    found[school, None] = row["effectif"]
                    continue
                niveau = Niveau.of(row["niveau"]) if row["niveau"] else None
                cycle = Cycle.of(row["cycle"]) if row["cycle"] and not niveau else None
                found[school, (niveau, cycle, row["groupe"])] = row["effectif"]
        return self._known[year]


def _place(place: _Place) -> str:
    niveau, cycle, groupe = place
    named = niveau.label if niveau else cycle.label if cycle else ""
    return f"{named} {groupe}" if groupe else named
