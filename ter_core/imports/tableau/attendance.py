"""Participations that the log knows, group by group, to tell a row that says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import define, field, frozen

from ter_core.imports.tableau.groups import Group, groups_told
from ter_core.imports.tableau.known import Known
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import fold

__all__ = ["ADULTS", "Attendance", "Classes", "Come", "same_group"]

ADULTS = ("autres_professionnels", "accompagnateurs", "familles", "heures")


@define
class Come:
    """A participation of the log: who came, as its answer tells it."""

    row: dict[str, Any]
    groups: list[Group]

    @property
    def id(self) -> str:
        """How a command names it."""
        return str(self.row["id_court"])

    def adults(self) -> dict[str, int]:
        """Teachers and other adults, and the hours."""
        found = {name: self.row[name] or 0 for name in ADULTS}
        return found | {"enseignants": self.row["nb_enseignants"] or 0}


@define
class Attendance:
    """The participations of the log, by action and by day."""

    known: Known
    _years: set[str] = field(factory=set)
    _held: dict[tuple[str, date], list[Come]] = field(factory=dict)
    _parsed: dict[str, Group] = field(factory=dict)
    _schools: dict[str, list[tuple[str, str]]] | None = field(default=None)

    def of(self, action: str, day: date) -> list[Come]:
        """Those of an action on a day."""
        year = str(AnneeScolaire.of(day))
        if year not in self._years:
            self._years.add(year)
            for row in self.known.rows("participations", annee=year):
                come = Come(row, [self._group(one, row) for one in row["lignes"] or ()])
                key = row["code_action"], row["date_participation"]
                self._held.setdefault(key, []).append(come)
        return self._held.get((action, day), [])

    def _group(self, told: str, row: dict[str, Any]) -> Group:
        if told not in self._parsed:
            (self._parsed[told],) = groups_told(told, lambda name: self._school(name, row))
        return self._parsed[told]

    def _school(self, name: str, row: dict[str, Any]) -> str | None:
        if self._schools is None:
            self._schools = {}
            for one in self.known.rows("etablissements"):
                held = self._schools.setdefault(one["nom"], [])
                held.append((one["code"], f"etablissement:{one['uai']}"))
        there = self._schools.get(name, [])
        same = [uai for code, uai in there if code in (row["etablissements"] or ())] or [
            uai for _, uai in there
        ]
        return same[0] if same else None


@frozen
class Classes:
    """The classes of a school year, with their headcount at each level."""

    by_school: dict[str, dict[str, dict[str, int]]]

    @classmethod
    def of(cls, known: Known, year: str) -> Classes:
        """As the log knows them."""
        found: dict[str, dict[str, dict[str, int]]] = {}
        for row in known.rows("effectifs", annee=year):
            if row["groupe"] and row["niveau"]:
                classes = found.setdefault(f"etablissement:{row['uai']}", {})
                classes.setdefault(row["groupe"], {})[row["niveau"]] = row["effectif"]
        return cls(found)

    def spelled(self, school: str, text: str) -> str | None:
        """The class that is called so, but for its signs and spaces: « cm2 a » for CM2-A."""
        wanted = fold(text).replace(" ", "")
        classes = self.by_school.get(school, {})
        same = [name for name in classes if fold(name).replace(" ", "") == wanted]
        return same[0] if len(same) == 1 else None

    def named(self, school: str, text: str, levels: Iterable[str]) -> str | None:
        """The class of several levels that is called so, or the only one of these levels."""
        classes, wanted = self.by_school.get(school, {}), set(levels)
        alike = [name for name in classes if fold(name) == fold(text)]
        same = [name for name, held in classes.items() if set(held) == wanted]
        for found in (alike, same):
            if len(found) == 1:
                return found[0]
        return None


def same_group(group: Group, come: Group) -> bool:
    """Whether a group of a table is one of the log; a level that is not said may be any."""
    if group.school != come.school or _name(group) != _name(come):
        return False
    return group.niveau is None or come.niveau is None or group.niveau is come.niveau


def _name(group: Group) -> str:
    name = fold(group.groupe or "")
    if group.niveau and name in {fold(one) for one in group.niveau.names()}:
        return ""
    return name
