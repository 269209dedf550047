"""Rows of links: what was agreed with a body, who was met, what was sent and came back."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import Any, ClassVar

from attrs import define, frozen

from ter_core.imports.tableau.builder import change_told, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.champs import ANYONE
from ter_core.imports.tableau.known import Known
from ter_core.imports.tableau.subjects import Course, Subject, SubjectsBuilder, Values

__all__ = ["InformationsBuilder", "PartenariatsBuilder", "RencontresBuilder"]

_DATED = re.compile(r" \((\d\d/\d\d/\d{4})\)(?= : |, |$)")


@define
class PartenariatsBuilder(SubjectsBuilder):
    """Partenariats: noués, reconduits until a later day, closed."""

    creates: ClassVar[str] = "PartenariatNoue"
    named: ClassVar[str] = "objet"
    apart: ClassVar[tuple[tuple[str, str], ...]] = (
        ("organisme", "code_organisme"),
        ("debut", "debut"),
    )
    yearly: ClassVar[str] = "debut"

    def values(self, cells: Cells) -> Values:
        """With the end that was agreed at first, where the table tells it."""
        again = cells.day("reconduction")
        return {
            "objet": cells.title("objet"),
            "organisme": cells.one("organisme"),
            "apports": cells.many("apports"),
            "debut": cells.day("debut", None, "first"),
            "fin": cells.day("fin_initiale" if again else "fin", None, "last"),
            "action": cells.one("action"),
        }

    def compared(self, cells: Cells, values: Values, known: dict[str, Any]) -> Values:
        """All but its end, which moves by itself."""
        del cells, known
        return {name: value for name, value in values.items() if name != "fin"}

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """Its reconduction, then its end."""
        end, before = cells.day("fin", None, "last"), known["fin"] if known else values["fin"]
        closed = cells.day("cloture")
        if end and before and end < before and not closed:
            cells.refuse(
                f"Le journal a une fin plus tardive ({change_told('fin', before, end)}).",
                "Corrigez le tableau, ou mettez-y fin : `ter partenariat clore`.",
            )
        elif end and end != before and not (closed and before and end < before):
            told = change_told("reconduit", before, end)
            course.add(made("PartenariatReconduit", fin=end),
                       cells.day("reconduction") or self.on, told)  # fmt: skip
        if known is None and (cells.count("reconductions") or 0) > 1:
            cells.notes.append(
                f"« {values['objet']} » a été reconduit plusieurs fois : le tableau ne dit que la "
                "dernière, elle seule est reprise."
            )
        if closed and not (known and known["date_cloture"]):
            motif = cells.text("motif") or self.motif
            course.add(made("PartenariatClos", motif=motif), closed, "clos")


@define
class RencontresBuilder(SubjectsBuilder):
    """Rencontres, told by what they were about and their day."""

    creates: ClassVar[str] = "RencontreTenue"
    named: ClassVar[str] = "objet"
    apart: ClassVar[tuple[tuple[str, str], ...]] = (("date", "date_rencontre"),)
    yearly: ClassVar[str] = "date"

    def values(self, cells: Cells) -> Values:
        """Who was met, about what, and what follows."""
        return {
            "objet": cells.title("objet"),
            "organismes": cells.many("organismes"),
            "etablissements": cells.many("etablissements"),
            "suites": cells.text("suites"),
        }


@frozen
class _Answer:
    """An answer that came back."""

    who: str
    day: date
    said: str | None
    text: str


@define
class InformationsBuilder(SubjectsBuilder):
    """Informations, and the answers that they brought."""

    creates: ClassVar[str] = "InformationDiffusee"
    named: ClassVar[str] = "objet"
    apart: ClassVar[tuple[tuple[str, str], ...]] = (("date", "date_diffusion"),)
    yearly: ClassVar[str] = "date"

    def values(self, cells: Cells) -> Values:
        """What was sent, to whom, and by when an answer is awaited."""
        return {
            "objet": cells.title("objet"),
            "publics": cells.many("publics"),
            "canal": cells.title("canal"),
            "retour_attendu": cells.day("retour_attendu"),
        }

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """The answers that the log does not hold."""
        del values
        text, who = cells.text("retours"), cells.many("repondants")
        if text is None or cells.problems:
            return
        found = _answers(text, set(who), self.reader.known)
        if found is None:
            cells.notes.append(
                "« Ce qui est répondu » ne se lit pas réponse par réponse : les réponses ne sont "
                "pas reprises."
            )
            return
        held = [" ".join(one.split()) for one in known["retours"]] if known else []
        for one in found:
            if one.text in held:
                held.remove(one.text)
                continue
            event = made("RetourRecu", de=one.who, resume=one.said)
            course.add(event, one.day, f"réponse de {self.reader.known.label(one.who)}")
        self.refuse_replaced(cells, Counter(held), len(course.entries))


def _answers(text: str, who: set[str], known: Known) -> list[_Answer] | None:
    """« Mairie (12/11/2026) : Oui, École (13/11/2026) »; None where names and texts mix."""
    text = " ".join(text.split())
    dated = list(_DATED.finditer(text))
    if not dated:
        return None
    starts = [0]
    for before, after in pairwise(dated):
        start = _name_at(text, before.end(), after.start(), who, known)
        if start is None:
            return None
        starts.append(start)
    found = []
    for start, match, end in zip(starts, dated, [*(one - 2 for one in starts[1:]), len(text)],
                                 strict=True):  # fmt: skip
        named = known.find(text[start : match.start()], ANYONE)
        if named is None or named.subject not in who:
            return None
        said = text[match.end() : end].removeprefix(" : ") or None
        day = datetime.strptime(match[1], "%d/%m/%Y").date()  # noqa: DTZ007  # a day, no hour
        found.append(_Answer(named.subject, day, said, text[start:end]))
    return found


def _name_at(text: str, start: int, end: int, who: set[str], known: Known) -> int | None:
    """Where the name that ends at `end` begins: after a comma, the longest that is somebody's."""
    while (comma := text.find(", ", start, end)) >= 0:
        start = comma + 2
        named = known.find(text[start:end], ANYONE)
        if named and not named.how and named.subject in who:
            return start
    return None
