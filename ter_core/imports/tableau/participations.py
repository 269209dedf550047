"""Rows of participations: lines of one action on one day are one participation."""

from __future__ import annotations

from typing import Any

from attrs import define, evolve, field

from ter_core.errors import TerError
from ter_core.imports.proposal import Remark, Step
from ter_core.imports.tableau.attendance import ADULTS, Attendance, Come, same_group
from ter_core.imports.tableau.builder import Builder, changes_of, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.counting import Counting
from ter_core.imports.tableau.days import Day, Part, covers, equipes, line, meet, who
from ter_core.imports.tableau.groups import Group
from ter_core.ledger.entry import Entry

__all__ = ["ParticipationsBuilder"]


@define
class ParticipationsBuilder(Builder):
    """Participations, known by their action, their day and their groups."""

    _days: dict[Any, Day] = field(factory=dict)
    _attendance: Attendance | None = field(default=None)
    _counting: Counting | None = field(default=None)
    _taken: set[str] = field(factory=set)

    def read(self, cells: Cells) -> None:
        """Add what the row counts to the participation of its action and its day."""
        action = cells.one("action")
        if action is None and not cells.problems:
            cells.refuse("L'action manque.", "Complétez la cellule.")
        day, du = cells.day("date"), cells.day("du")
        if day is None and (span := cells.days("dates")):
            du, day = (span[0] if span[0] < span[1] else None), span[1]
        if day is None and not cells.problems:
            cells.refuse("La date manque.", "Complétez la cellule : le jour, ou le dernier jour.")
        school = cells.one("etablissement")
        there = (school,) if school else cells.many("etablissements")
        if cells.problems or action is None or day is None:
            return
        counting = self._counting = self._counting or Counting(self.reader)
        groups = counting.groups(cells, there, day)
        if cells.yes("estimation"):
            groups = [evolve(one, estimation=True) for one in groups]
        teams = counting.teams(cells, there)
        adults = {
            name: number
            for name in ADULTS
            if not cells.is_repeated(name) and (number := cells.count(name)) is not None
        }
        partners, lieu = cells.many("partenaires"), cells.title("lieu")
        if not (groups or teams or set(adults) - {"heures"} or cells.problems):
            cells.refuse(
                "Aucun nombre : ni élèves, ni enseignants, ni familles.", "Complétez la ligne."
            )
        if cells.problems:
            return
        number = cells.row.number
        about = any(one.estimation for one in groups)  # a participation is « environ » as a whole
        key = (action, day, number) if counting.is_whole() else (action, day, about)
        held = self._days.setdefault(key, Day(action, day))
        self._check_repeated(cells, held, groups)
        if not cells.problems:
            held.add(Part(number, groups, teams, adults, partners, lieu, du))

    def _check_repeated(self, cells: Cells, held: Day, groups: list[Group]) -> None:
        """A group that is said twice is added up, unless it is twice the same line."""
        for one in groups:
            if (index := held.place_of(one)) is None:
                continue
            said = held.groups[index].eleves
            if said == one.eleves:
                cells.refuse(
                    f"Ce groupe est déjà dit ce jour-là, avec le même nombre ({said}).",
                    "Gardez une seule ligne, avec le total.",
                )
            else:
                cells.notes.append(
                    f"Ce groupe est déjà dit ce jour-là : {said} et {one.eleves} élèves sont "
                    "additionnés."
                )

    def finish(self) -> None:
        """One step for each participation that is new, or changes."""
        self._attendance = Attendance(self.reader.known)
        for held in self._days.values():
            if not held.parts:
                continue  # its only row was refused
            try:
                self._judge(held, self._attendance.of(held.action, held.day))
            except (TerError, ValueError) as error:
                what = error.what if isinstance(error, TerError) else str(error)
                remedy = error.remedy if isinstance(error, TerError) else "Corrigez la ligne."
                self._say(held, what, remedy, is_rejection=True)

    def _judge(self, held: Day, come: list[Come]) -> None:
        free = [one for one in come if one.id not in self._taken]
        for one in free:
            if covers(held.groups, one.groups) and held.counts() == one.adults():
                self._taken.add(one.id)
                self.same += len(held.parts)
                return
        near = [one for one in free if meet(held.groups, one.groups)]
        new = [
            part
            for part in held.parts
            if not near or (part.groups and not any(meet(part.groups, one.groups) for one in near))
        ]
        if new:
            self._record(held.of(new))
        if rest := [part for part in held.parts if part not in new]:
            self._compare(held.of(rest), near)

    def _compare(self, held: Day, near: list[Come]) -> None:
        """Rows of which the log knows something."""
        moved = False
        for group in held.groups:
            there = [(one, g) for one in near for g in one.groups if same_group(group, g)]
            if there and sum(g.eleves for _, g in there) != group.eleves:
                self._correct(held, group, there)
                moved = True
            elif not there:
                self._record(evolve(held, groups=[group], teams={}, adults={}))
                moved = True
        if not moved:
            self._adults(held, near)

    def _record(self, held: Day) -> None:
        if number := held.teams.get(""):
            self._unsaid(held, number)
            if not (held.groups or held.has_adults()):
                return
        partners = dict.fromkeys(one for part in held.parts for one in part.partenaires)
        event = made(
            "ParticipationEnregistree",
            action=held.action,
            du=held.first("du"),
            lieu=held.first("lieu"),
            lignes=tuple(map(line, held.groups)),
            enseignants=equipes(held),
            partenaires=tuple(partners),
            estimation=True if any(one.estimation for one in held.groups) else None,
            **held.adults,
        )
        told = f"{held.action}, {held.day:%d/%m/%Y} : {who(held)}{held.lines}"
        entry = Entry(event, on=held.day)
        self.steps.append(
            Step(line=held.line, others=held.others, sign="+", told=told, entries=(entry,))
        )

    def _unsaid(self, held: Day, number: int) -> None:
        """Teachers of several schools: the log counts them school by school."""
        alone = not (held.groups or held.has_adults())
        self._say(
            held,
            f"{number} enseignants : le tableau ne dit pas combien de chaque établissement"
            + (", ils ne sont pas repris." if not alone else "."),
            "Faites une ligne par établissement, ou écrivez « guillestre 2, vars 1 ».",
            is_rejection=alone,
        )

    def _correct(self, held: Day, group: Group, there: list[tuple[Come, Group]]) -> None:
        come, known = there[0]
        before = sum(one.eleves for _, one in there)
        if len(there) > 1 or come.row["nb_filles"] is not None:
            self._say(
                held,
                f"Le journal compte {before} élèves de ce groupe, le tableau {group.eleves}.",
                f"Corrigez la participation : `ter participation corriger {come.id}`.",
                is_rejection=True,
            )
            return
        lines = [evolve(one, eleves=group.eleves) if one is known else one for one in come.groups]
        champs = changes_of("ParticipationEnregistree", lignes=tuple(map(line, lines)))
        come.groups = lines
        self._change(held, come, champs, f"{before} → {group.eleves} élèves")

    def _adults(self, held: Day, come: list[Come]) -> None:
        before: dict[str, int] = {}
        for one in come:
            for name, number in one.adults().items():
                before[name] = before.get(name, 0) + number
        after = {name: n for name, n in held.counts().items() if n and n != before.get(name)}
        if not after:
            self.same += len(held.parts)
            return
        if len(come) > 1:
            self._say(
                held,
                f"Le journal a {len(come)} participations à {held.action} ce jour-là, et d'autres "
                f"nombres d'adultes : {', '.join(sorted(after))}.",
                "Corrigez celle qu'il faut (`ter participation corriger`).",
                is_rejection=True,
            )
            return
        given: dict[str, Any] = dict(after)
        if "enseignants" in given:
            if unsaid := held.teams.get(""):
                self._unsaid(held, unsaid)
                return
            given["enseignants"] = equipes(held)
        told = ", ".join(f"{name} : {before.get(name, 0)} → {n}" for name, n in after.items())
        self._change(held, come[0], changes_of("ParticipationEnregistree", **given), told)

    def _change(self, held: Day, come: Come, champs: Any, told: str) -> None:
        event = made("ParticipationCorrigee", champs=champs, motif=self.motif)
        entry = Entry(event, come.id)
        told = f"{held.action}, {held.day:%d/%m/%Y} : {told}"
        self.steps.append(
            Step(line=held.line, others=held.others, sign="~", told=told, entries=(entry,))
        )

    def _say(self, held: Day, said: str, remedy: str, *, is_rejection: bool = False) -> None:
        self.remarks.append(
            Remark(
                line=held.line,
                others=held.others if is_rejection else (),
                said=said,
                remedy=remedy,
                is_rejection=is_rejection,
            )
        )
