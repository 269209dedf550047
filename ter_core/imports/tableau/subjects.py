"""Rows of subjects that one event creates and others carry on: what all of them share."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from attrs import define, field

from ter_core.events.base import Event
from ter_core.imports.tableau.builder import Builder, change_told, differ, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.champs import Champ
from ter_core.imports.tableau.network import comparable
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.quantity import Quantite
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import is_slug, is_subject
from ter_core.vocabulary.typography import euros

__all__ = ["Course", "Subject", "SubjectsBuilder", "Values"]

_CODE = "code_affiche"
Values = dict[str, Any]
Subject = dict[str, Any] | None
"""What the log knows of a subject, as its question tells it; None where it is new."""


@define
class Course:
    """The events that follow a creation, and how they are told."""

    subject: str
    entries: list[Entry] = field(factory=list)
    told: list[str] = field(factory=list)

    def add(self, event: Event, on: date | None, *told: str) -> None:
        """One more event."""
        self.entries.append(Entry(event, self.subject, on=on))
        self.told += told


@define
class SubjectsBuilder(Builder):
    """Subjects known by their code, else by what they are called and their day.

    `creates` is the event that creates one, `named` the field that people call it by, `apart` the
    fields (with their columns in the answer) that tell apart two that are called alike, `yearly`
    the field whose school year the question is asked for, if it is. « date » is the day of the row.
    """

    creates: ClassVar[str]
    named: ClassVar[str]
    apart: ClassVar[tuple[tuple[str, str], ...]] = ()
    yearly: ClassVar[str] = ""
    _known: dict[str, dict[Any, dict[str, Any]]] = field(factory=dict)

    def read(self, cells: Cells) -> None:
        """Create the subject, or say what changes of it."""
        values, day = self.values(cells), cells.day("date") or self.on
        code, named = cells.text("code"), str(values[self.named] or "")
        if not named and not cells.problems:
            champ = self.reader.table.field(self.named)
            cells.refuse(
                f"« {champ.label if champ else self.named} » manque.", "Complétez la cellule."
            )
        if cells.problems:
            return
        known = self._found(code, values, day, named)
        key = (
            known["sujet"] if known
            else code if self._is_own(code)
            else (name_key(named), self._place(values, day))
        )  # fmt: skip
        if self.is_repeated(cells, key, named):
            return
        if known is None:
            self._create(cells, code, values, day, named)
        else:
            self._change(cells, known, values, named)

    @abstractmethod
    def values(self, cells: Cells) -> Values:
        """The fields of the event that creates the subject, by name."""

    def event(self, cells: Cells) -> str:
        """The name of that event."""
        del cells
        return self.creates

    def compared(self, cells: Cells, values: Values, known: dict[str, Any]) -> Values:
        """The values that are held against what is known; `carry_on` sees to the others."""
        del cells, known
        return values

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """Add what follows the creation, as far as the log does not know it."""
        del cells, values, known, course

    def changed(self, given: Values) -> Event | None:
        """The event that says other values, where there is one."""
        del given
        return None

    def say_once(self, cells: Cells, said: str) -> None:
        """A note that is told for the first row that calls for it."""
        if self.reader.tell_once("", said):
            cells.notes.append(said)

    def refuse_replaced(self, cells: Cells, held: Counter[str], added: int) -> None:
        """Refuse things that are new where others, `held`, are gone: either may be a mistake."""
        gone = list(held.elements())
        if gone and added:
            cells.refuse(
                f"Le journal a ce que la cellule n'a plus ({', '.join(gone)}) : le programme ne "
                "sait pas si ce qui est nouveau le corrige.",
                "Remettez-le dans la cellule ; s'il est une erreur, annulez-le d'abord (`ter "
                "evenement annuler`).",
            )

    def about(self, cells: Cells) -> Values:
        """Its axe or its action: an answer tells the axe of an action beside it."""
        action = cells.one("action")
        return {"action": action, "axe": None if action else cells.one("axe")}

    def _is_own(self, code: str | None) -> bool:
        """Whether a code is one that people give, and not the end of an identifier."""
        champ = self.reader.table.field("code")
        return code is not None and is_slug(code) and _code_column(champ) == _CODE

    def _create(
        self, cells: Cells, code: str | None, values: Values, day: date | None, named: str
    ) -> None:
        ref, own = f"l{cells.row.number}", self._is_own(code)
        if code is not None and not own and _code_column(self.reader.table.field("code")) == _CODE:
            cells.notes.append(f"« {code} » n'est pas un code : le programme en proposera un.")
        given = {"code": code, **values} if own else values
        course = Course(f"@{ref}")
        self.carry_on(cells, values, None, course)
        told = f"{named} ({code})" if own else named
        self.add(
            cells,
            "+",
            " ; ".join([told, *course.told]),
            [Entry(made(self.event(cells), **given), on=day, ref=ref), *course.entries],
        )

    def _change(self, cells: Cells, known: dict[str, Any], values: Values, named: str) -> None:
        given: Values = {}
        told = []
        for name, value in self.compared(cells, values, known).items():
            champ = self.reader.table.field(name)
            if champ is None or value in (None, ()):
                continue
            before, after = self._before(champ, known), self._after(value)
            if differ(before, after):
                given[name] = value
                if champ.reading == "montant":
                    before, after = (euros(one) if one else None for one in (before, after))
                told.append(change_told(champ.label, before, after))
        code = str(known[_code_column(self.reader.table.field("code"))])
        course = Course(code)
        if given:
            event = self.changed(given)
            if event is None:
                cells.refuse(
                    f"Le journal dit de « {named} » autre chose ({' ; '.join(told)}), et cela ne "
                    "se modifie pas.",
                    "Corrigez le tableau ; si c'est le journal qui se trompe, annulez ce qu'il dit "
                    f"(`ter evenement annuler {code}`) et importez de nouveau.",
                )
                return
            course.add(event, self.on, *told)
        self.carry_on(cells, values, known, course)
        if course.entries:
            self.add(cells, "~", f"{named} : {' ; '.join(course.told)}", course.entries)
        else:
            self.same_as_known(cells)

    def _before(self, champ: Champ, known: dict[str, Any]) -> Any:
        value = comparable(champ, known[champ.exported])
        if champ.reading == "montant" and value is not None:
            return round(value * 100)
        return Quantite(str(value)) if isinstance(value, Decimal) else value

    def _after(self, value: Any) -> Any:
        code = self.reader.known.code
        if isinstance(value, tuple):
            return frozenset(
                one.value if isinstance(one, Niveau) else code(one) if is_subject(one) else one
                for one in value
            )
        return code(value) if isinstance(value, str) and is_subject(value) else value

    def _place(self, values: Values, day: date | None) -> Any:
        return tuple(
            day or self.day if name == "date" else self._after(values[name])
            for name, _ in self.apart
        )

    def _known_place(self, row: dict[str, Any]) -> Any:
        return tuple(row[column] for _, column in self.apart)

    def _asked(self, values: Values, day: date | None) -> dict[str, Any]:
        """The parameters of the question that tells what is known."""
        if not self.yearly:
            return {}
        when = values.get(self.yearly) or day or self.day
        return {"annee": str(AnneeScolaire.of(when) if isinstance(when, date) else when)}

    def _found(self, code: str | None, values: Values, day: date | None, named: str) -> Subject:
        rows = self._rows(self._asked(values, day))
        if code is not None and (code in rows or self._is_own(code)):
            return rows.get(code)
        return rows.get((name_key(named), self._place(values, day)))

    def _rows(self, asked: dict[str, Any]) -> dict[Any, dict[str, Any]]:
        """What the question tells, by code and by name and place."""
        key = str(asked)
        if key not in self._known:
            found = self._known.setdefault(key, {})
            column = _code_column(self.reader.table.field("code"))
            for row in self.reader.known.rows(self.reader.table.question, **asked):
                one = row | {"sujet": row[column]}
                found[row[column]] = one
                found[name_key(str(row[self._name_column])), self._known_place(row)] = one
        return self._known[key]

    @property
    def _name_column(self) -> str:
        champ = self.reader.table.field(self.named)
        return champ.exported if champ else self.named


def _code_column(champ: Champ | None) -> str:
    return champ.exported if champ else _CODE
