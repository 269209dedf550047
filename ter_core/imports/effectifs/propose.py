"""Headcounts of écoles and collèges, from open data or from the sheet of a house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from ter_core.imports.effectifs.columns import COUNTING, HEADINGS, Counted, counted_in
from ter_core.imports.effectifs.known import Known, School, Unknown
from ter_core.imports.effectifs.steps import Constat
from ter_core.imports.effectifs.years import year_of, year_read
from ter_core.imports.files.headings import Headings
from ter_core.imports.files.open_sheet import fingerprint
from ter_core.imports.files.open_table import open_table
from ter_core.imports.proposal import Proposal, Remark, Step
from ter_core.reports.counted import counted
from ter_core.vocabulary.choices import NatureEtablissement
from ter_core.vocabulary.levels import Cycle
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import fold
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from ter_core.imports.files.sheet import Row
    from ter_core.session import Session

__all__ = ["propose"]

_COUNTED = ("total", *COUNTING, "enseignants")
_WHOSE = {"ecole": " des écoles", "college": " des collèges", "lycee": " des lycées"}
_CORRECT = "Corrigez cette ligne dans une copie du fichier."
_ATTACH = "Le jour où un établissement entre se dit à l'import de l'annuaire : « --le »."


class _NotYetThere(ValueError):
    """An établissement that entered the network after the year that is read."""


def propose(
    session: Session,
    path: Path,
    *,
    year: AnneeScolaire | None = None,
    on: date | None = None,
) -> Proposal:
    """What the file changes to the headcounts of the établissements that the log knows.

    Of a file that holds several years one is read: `year`, else the latest that has begun. Each
    headcount is dated `on`, else 15 September of that year, within what the log allows.

    Raises:
        ImportRefused: the file cannot be read, or is no such table.
        InvalidValue: `on` is not in that year, or the year has not begun.
    """
    headings, said = open_table(path, HEADINGS, required=(("uai", "nom"), _COUNTED))
    read = year_read(headings, session.today, year=year, on=on)
    day = on or min(date(read.first_year, 9, 15), session.today)
    reading = _Reading(headings, Known.of(session, read), read, day)
    for row in headings.rows:
        reading.read(row)
    return Proposal(
        source=reading.source,
        empreinte=fingerprint(path),
        lines=len(headings.rows),
        same=reading.same,
        steps=tuple(reading.steps),
        remarks=(*said, *reading.remarks, *reading.about_the_file()),
    )


@define
class _Reading:
    """What was met so far, the établissements by UAI with the row that told of each."""

    headings: Headings
    known: Known
    year: AnneeScolaire
    day: date
    steps: list[Step] = field(factory=list)
    remarks: list[Remark] = field(factory=list)
    same: int = 0
    _told: dict[str, tuple[int, Counted]] = field(factory=dict)
    _strangers: int = 0
    _others: dict[AnneeScolaire, int] = field(factory=dict)

    @property
    def source(self) -> str:
        """« Effectifs des écoles, rentrée 2026 »."""
        called = fold(self.headings.label("uai")) if "uai" in self.headings.places else ""
        whose = next((said for word, said in _WHOSE.items() if word in called), "")
        return f"Effectifs{whose}, rentrée {self.year.first_year}"

    def read(self, row: Row) -> None:
        """Take in a row, if it is of the year and of an établissement of the log."""
        try:
            year = year_of(self.headings, row) or self.year
            if year != self.year:
                self._others[year] = self._others.get(year, 0) + 1
                return
            if self._is_a_total(row):
                self._say(row, "Ligne de total, passée : elle n'est d'aucun établissement.")
                return
            school = self.known.school_of(self.headings, row)
            self._take(row, school)
        except Unknown:
            self._strangers += 1
        except _NotYetThere as error:
            self._say(row, str(error), _ATTACH, is_rejection=True)
        except ValueError as error:
            self._say(row, str(error), _CORRECT, is_rejection=True)

    def about_the_file(self) -> Iterator[Remark]:
        """What is to be said of the file as a whole."""
        if self._strangers:
            told = counted(self._strangers, "ligne")
            said = f"{told} sur des établissements que le journal ne connaît pas."
            yield Remark(line=None, said=french(said))
        if self._others:
            told = counted(sum(self._others.values()), "ligne")
            years = ", ".join(sorted(self._others))
            said = f"{told} d'une autre année scolaire que {self.year} : {years}."
            remedy = "Pour en lire une autre, donnez-la (`--annee`)."
            yield Remark(line=None, said=french(said), remedy=french(remedy))

    def _take(self, row: Row, school: School) -> None:
        if not school.is_inside:
            self._say(row, f"« {school.told} » a quitté le réseau : ligne passée.")
            return
        found = counted_in(self.headings, row)
        if school.uai in self._told:
            before, same = self._told[school.uai]
            if found != same:
                raise ValueError(
                    f"« {school.told} » est déjà à la ligne {before}, qui est retenue."
                )
            self._say(row, f"« {school.told} » : la même ligne que la ligne {before}.")
            return
        counts = self._placed(row, school, found)
        constat = Constat(school, counts, self._day_of(school), self.source)
        step = constat.step(row.number)
        self._told[school.uai] = (row.number, found)
        for said in constat.said:
            self._say(row, f"« {school.told} », {said}")
        if step:
            self.steps.append(step)
        else:
            self.same += 1

    def _placed(self, row: Row, school: School, counts: Counted) -> Counted:
        """The same; pupils known by their total only, in cycle 1 where they can be nowhere else.

        Raises:
            ValueError: they are in no level, and nothing else is counted (in French).
        """
        if counts.pupils or counts.total is None:
            if counts.pupils or counts.teachers is not None:
                return counts
            raise ValueError(f"« {school.told} » : cette ligne ne donne aucun effectif.")
        if school.nature == NatureEtablissement.ECOLE_MATERNELLE:
            return evolve(counts, pupils={Cycle.C1: counts.total})
        said = f"« {school.told} » : un total de {counts.total}, sans niveau ni cycle"
        if counts.teachers is None:
            raise ValueError(f"{said}, ne peut pas être retenu.")
        self._say(row, f"{said}, n'est pas retenu.", "Donnez un effectif par niveau.")
        return counts

    def _day_of(self, school: School) -> date:
        """The date of the fact, not before the établissement is in the network.

        Raises:
            _NotYetThere: it was not in the network that year (in French).
        """
        day = max(self.day, school.since)
        if AnneeScolaire.of(day) != self.year:
            raise _NotYetThere(
                f"« {school.told} » n'est du réseau que depuis le {school.since:%d/%m/%Y} : pas "
                f"d'effectif en {self.year}."
            )
        return day

    def _is_a_total(self, row: Row) -> bool:
        name = fold(self.headings.text(row, "nom"))
        unnumbered = not self.headings.text(row, "uai")
        return unnumbered and (name == "ensemble" or name.split()[:1] == ["total"])

    def _say(self, row: Row, said: str, remedy: str = "", *, is_rejection: bool = False) -> None:
        remark = Remark(
            line=row.number, said=french(said), remedy=french(remedy), is_rejection=is_rejection
        )
        self.remarks.append(remark)
