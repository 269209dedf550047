"""The pupils and the teachers that a row counts, read from its cells."""

from __future__ import annotations

import re
from datetime import date

from attrs import define, field

from ter_core.events.effectif_lines import level_named
from ter_core.imports.tableau.attendance import ADULTS, Classes
from ter_core.imports.tableau.cells import Cells, Reader
from ter_core.imports.tableau.groups import Group, class_or_level, groups_told, teams_told
from ter_core.imports.tableau.mapping import one_line
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.levels_said import levels_said
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Counting"]

_SUM = re.compile(r"\d{1,4}(?:\s*[+/]\s*\d{1,4})+")
_PAIR = re.compile(
    r"(\d{1,4})\s*(?:él[èe]ves?\s*)?(?:de\s+|en\s+)?([^\d\s+,;/]\S*|[3-6]\s?[eè]\w*)"
)


@define
class Counting:
    """Reads who came, with the classes that the log knows of each school year."""

    reader: Reader
    _classes: dict[str, Classes] = field(factory=dict)

    def is_whole(self) -> bool:
        """Whether each row is a participation by itself, all its groups in one cell."""
        return bool({"groupes", "lignes"} & set(self.reader.places))

    def groups(self, cells: Cells, there: tuple[str, ...], day: date) -> list[Group]:
        """The pupils of a row, group by group; what cannot be counted is noted on it."""
        for name in ("groupes", "lignes"):
            if told := cells.text(name):
                return self._told(cells, told, there)
        if self.is_whole():
            return []
        level_text, group_text = cells.text("niveau"), cells.text("groupe")
        counted = cells.text("eleves")
        if counted is None:
            if level_text or group_text:
                if not any(cells.raw(name) for name in ("enseignants", *ADULTS)):
                    cells.refuse("Le nombre d'élèves manque.", "Complétez la cellule.")
                else:
                    cells.notes.append("Aucun nombre d'élèves : seuls les adultes sont repris.")
            return []
        if cells.is_shared("eleves"):
            cells.refuse(
                f"« {counted} » est dans une cellule fusionnée sur plusieurs lignes : un nombre "
                "d'élèves pour plusieurs lignes ne se répartit pas.",
                "Défusionnez la cellule, et donnez à chaque ligne son nombre.",
            )
            return []
        if len(there) != 1:
            cells.refuse(
                "L'établissement manque."
                if not there
                else "Plusieurs établissements pour un seul nombre d'élèves.",
                "Faites une ligne par établissement.",
            )
            return []
        return self._of_school(cells, there[0], day, level_text, group_text, counted)

    def _of_school(
        self,
        cells: Cells,
        school: str,
        day: date,
        level_text: str | None,
        group_text: str | None,
        counted: str,
    ) -> list[Group]:
        if pairs := _pairs(counted) or _pairs(level_text or ""):
            told = ", ".join(f"{n} en {niveau.label}" for niveau, n in pairs)
            cells.notes.append(f"Niveaux et nombres lus : {told}.")
            return [Group(school, _group(group_text), niveau, n) for niveau, n in pairs]
        groupe, levels = self._levels(cells, level_text, group_text)
        if cells.problems:
            return []
        if len(levels) > 1 and _SUM.fullmatch(counted.strip()):
            numbers = [int(one) for one in re.findall(r"\d+", counted)]
            said = _order_said(level_text or group_text or "", levels)
            if len(numbers) == len(said):
                told = ", ".join(
                    f"{n} en {one.label}" for one, n in zip(said, numbers, strict=True)
                )
                cells.notes.append(f"« {counted} » lu {told}.")
                return [
                    Group(school, groupe, niveau, n)
                    for niveau, n in zip(said, numbers, strict=True)
                ]
        found = cells.estimate("eleves")
        if found is None:
            return []
        number, is_estimate = found
        if is_estimate:
            cells.notes.append(f"« {counted} » lu {number}, nombre donné « environ ».")
        filles = cells.count("filles")
        if len(levels) > 1 or (not levels and groupe is None):
            return self._mixed(cells, school, day, level_text or group_text or "", levels, number,
                               groupe)  # fmt: skip
        niveau = levels[0] if levels else None
        if groupe and (name := self._of_year(day).spelled(school, groupe)) and name != groupe:
            cells.notes.append(f"« {groupe} » lu la classe « {name} ».")
            groupe = name
        return [Group(school, groupe, niveau, number, filles, is_estimate)]

    def _levels(
        self, cells: Cells, level_text: str | None, group_text: str | None
    ) -> tuple[str | None, tuple[Niveau, ...]]:
        """The group and the levels, each from its column or from the other's."""
        groupe = _group(group_text)
        levels: tuple[Niveau, ...] = ()
        if level_text:
            try:
                named, levels = class_or_level(level_text)
            except ValueError as error:
                if groupe is None:
                    cells.refuse(
                        f"{error}", "Écrivez un niveau (CM2), plusieurs (CM1 et CM2) ou une classe."
                    )
                return groupe, ()
            cells.tell_levels("niveau", level_text, levels if named is None else ())
            groupe = groupe or named
        elif group_text:
            try:
                named, levels = class_or_level(group_text)
            except ValueError:
                return groupe, ()
            groupe = named if len(levels) == 1 else groupe
            if level_named(groupe or ""):
                groupe = None
        if groupe and len(levels) == 1 and level_named(groupe) is levels[0]:
            groupe = None
        return groupe, levels

    def _of_year(self, day: date) -> Classes:
        year = str(AnneeScolaire.of(day))
        if year not in self._classes:
            self._classes[year] = Classes.of(self.reader.known, year)
        return self._classes[year]

    def _mixed(
        self,
        cells: Cells,
        school: str,
        day: date,
        text: str,
        levels: tuple[Niveau, ...],
        number: int,
        groupe: str | None,
    ) -> list[Group]:
        """One number for several levels: the class that has them, or nothing."""
        stored = [one.value for one in levels]
        name = self._of_year(day).named(school, groupe or text, stored) if levels else None
        if name:
            cells.notes.append(
                f"« {one_line(text)} » lu la classe « {name} », dont l'effectif dit les niveaux."
            )
            return [Group(school, name, None, number)]
        labels = " et ".join(one.label for one in levels) or "un niveau qui n'est pas dit"
        cells.refuse(
            f"{number} élèves pour {labels} : un seul nombre ne se répartit pas entre plusieurs "
            "niveaux."
            if levels
            else f"{number} élèves, sans niveau ni classe.",
            "Faites une ligne par niveau, écrivez « 12 CM1 + 11 CM2 », ou nommez la classe, si son "
            "effectif par niveau est au journal (`ter effectif constater`).",
        )
        return []

    def _told(self, cells: Cells, told: str, there: tuple[str, ...]) -> list[Group]:
        known = self.reader.known
        names = {known.code(one): one for one in there}

        def school_of(name: str) -> str | None:
            for one in there:
                if known.label(one).startswith(f"{name} (") or names.get(name):
                    return names.get(name, one)
            found = known.find(name, ("etablissement",))
            return found.subject if found else None

        try:
            return groups_told(told, school_of)
        except ValueError as error:
            cells.refuse(f"« Élèves » : {error}", "Corrigez la cellule.")
            return []

    def teams(self, cells: Cells, there: tuple[str, ...]) -> list[tuple[str, int]]:
        """The teachers of a row, school by school; under "", those of no school that is said."""
        if cells.is_repeated("enseignants"):
            return []
        known = self.reader.known
        text = cells.text("equipes") or cells.text("enseignants")
        if text is None:
            return []
        if re.search(r"[^\W\d_].*\d", text) and not text.lower().startswith("env"):
            try:
                return teams_told(
                    text,
                    lambda name: f.subject if (f := known.find(name, ("etablissement",))) else None,
                )
            except ValueError as error:
                cells.refuse(f"« Enseignants » : {error}", "Corrigez la cellule.")
                return []
        number = cells.count("enseignants")
        if not number:
            return []
        if len(there) == 1:
            return [(there[0], number)]
        return [("", number)]


def _group(text: str | None) -> str | None:
    return one_line(text).replace("/", "-")[:60] if text else None


def _pairs(text: str) -> list[tuple[Niveau, int]]:
    """« 12 CM1 + 11 CM2 », « CM1 (12), CM2 (11) » : a number for each of several levels."""
    found = [(word, number) for number, word in _PAIR.findall(text)]
    turned = re.findall(r"([^\d\s+,;/()][^\s()]*|[3-6]\s?[eè]\w*)\s*[(:]\s*(\d{1,4})\s*\)?", text)
    for pairs in (found, turned):
        levels = [(level_named(word.rstrip(",;")), int(number)) for word, number in pairs]
        if len(levels) > 1 and all(level for level, _ in levels):
            return [(level, number) for level, number in levels if level]
    return []


def _order_said(text: str, levels: tuple[Niveau, ...]) -> tuple[Niveau, ...]:
    """The levels in the order in which a text names them; none where that is not sure."""
    found: list[Niveau] = []
    before = ""
    for part in filter(None, re.split(r"\s*(?:[+/,;&-]|\bet\b)\s*", text)):
        word = re.match(r"(?i)c[em]", before)
        said = f"{word[0]}{part}" if word and part.isdigit() else part
        said = f"{said}e" if said.isdigit() else said
        before = said
        try:
            found += [one for one in levels_said(said) if one not in found]
        except ValueError:
            return ()
    return tuple(found) if set(found) == set(levels) else ()
