"""What the log knows before a table of headcounts is read: the schools, and their headcounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ter_core.imports.files.headings import Headings
from ter_core.imports.files.sheet import Row
from ter_core.reports.etablissements import Effectifs, Etablissements
from ter_core.vocabulary.identifiers import Uai
from ter_core.vocabulary.levels import Cycle, Niveau
from ter_core.vocabulary.namesakes import name_key

if TYPE_CHECKING:
    from ter_core.session import Session
    from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Known", "School", "Seen", "Unknown"]

_NEAR = 80


class Unknown(LookupError):
    """An établissement that the log does not know, as its number says: it is no mistake."""


@frozen
class Seen:
    """The latest headcount of something: how many, and when."""

    number: int
    on: date


@frozen
class School:
    """An établissement of the log, and its latest headcounts of the year, classes left out."""

    uai: str
    code: str
    nom: str
    nature: str
    since: date
    is_inside: bool = True
    pupils: Mapping[Niveau | Cycle, Seen] = field(factory=dict)
    teachers: Seen | None = None

    @property
    def told(self) -> str:
        """Its name, and the code to type."""
        return f"{self.nom} ({self.code})"


@frozen
class Known:
    """The établissements of the log, by UAI and by what people call them."""

    by_uai: Mapping[str, School]
    by_name: Mapping[str, tuple[School, ...]]

    @classmethod
    def of(cls, session: Session, year: AnneeScolaire) -> Known:
        """What the log knows of a year."""
        seen = session.ask(Effectifs(annee=year)).named()
        schools = [_school(one, seen) for one in session.ask(Etablissements()).named()]
        names: dict[str, tuple[School, ...]] = {}
        for school in schools:
            for key in {name_key(school.nom), name_key(school.code)}:
                names[key] = (*names.get(key, ()), school)
        return cls({one.uai: one for one in schools}, names)

    def school_of(self, headings: Headings, row: Row) -> School:
        """The établissement of a row: by its UAI, else by its code or its name.

        Raises:
            Unknown: its UAI is none that the log has.
            ValueError: it has none, or a name that is nobody's or several's (in French).
        """
        if number := headings.text(row, "uai"):
            uai = Uai(number.zfill(8))  # a spreadsheet takes the first zero away
            if uai not in self.by_uai:
                raise Unknown(uai)
            return self.by_uai[uai]
        name = headings.text(row, "nom")
        if not name:
            raise ValueError("Cette ligne ne dit pas de quel établissement elle est.")
        found = self.by_name.get(name_key(name), ())
        if not found:
            raise ValueError(f"« {name} » n'est pas un établissement du journal.{self._near(name)}")
        if len(found) > 1:
            codes = " et ".join(f"« {one.code} »" for one in found)
            raise ValueError(f"« {name} » est le nom de plusieurs établissements : {codes}.")
        return found[0]

    def _near(self, name: str) -> str:
        from rapidfuzz import fuzz, process

        names = {one.code: one.nom for one in self.by_uai.values()}
        near = process.extractOne(name, names, scorer=fuzz.WRatio, score_cutoff=_NEAR)
        return f" Le plus proche est « {near[2]} » ({near[0]})." if near else ""


def _school(one: Mapping[str, Any], seen: tuple[dict[str, Any], ...]) -> School:
    own = [line for line in seen if line["uai"] == one["uai"] and line["groupe"] is None]
    teachers = [_seen(line) for line in own if _is_team(line)]
    return School(
        uai=one["uai"],
        code=one["code"],
        nom=one["nom"],
        nature=one["nature"],
        since=one["date_rattachement"],
        is_inside=one["etat"] == "rattache",
        pupils={_counted(line): _seen(line) for line in own if not _is_team(line)},
        teachers=teachers[0] if teachers else None,
    )


def _counted(line: Mapping[str, Any]) -> Niveau | Cycle:
    return Niveau.of(line["niveau"]) if line["niveau"] else Cycle.of(line["cycle"])


def _seen(line: Mapping[str, Any]) -> Seen:
    return Seen(line["effectif"], line["date_constat"])


def _is_team(line: Mapping[str, Any]) -> bool:
    return bool(line["population"] == "enseignants")
