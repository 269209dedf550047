"""Rows of what is noticed, proposed, shared or taken up: the stuff of the bilan."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from typing import ClassVar

from attrs import define

from ter_core.imports.tableau.builder import change_told, differ, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.mapping import one_line
from ter_core.imports.tableau.subjects import Course, Subject, SubjectsBuilder, Values
from ter_core.vocabulary.choices import EtatInitiative, Public

__all__ = [
    "AppreciationsBuilder",
    "BonnesPratiquesBuilder",
    "InitiativesBuilder",
    "RessourcesBuilder",
]

_NATURES = {
    "reussite": "ReussiteRelevee",
    "difficulte": "DifficulteRelevee",
    "perspective": "PerspectiveProposee",
}
_SENT = re.compile(
    r"(\d\d/\d\d/\d{4}) : ([a-z0-9_]+(?: [a-z0-9_]+)*) \((.*?)\)"
    r"(?=, \d\d/\d\d/\d{4} : [a-z0-9_ ]+ \(|$)"
)
_TAKEN_UP = re.compile(r"(\S+) (\d\d/\d\d/\d{4})(?=, |$)")
_SENT_AS = "Un envoi s'écrit comme « 12/11/2026 : equipes_1d familles (courriel) »."
_TAKEN_UP_AS = "Une reprise s'écrit comme « vars 12/11/2026 »."
_SHEET = ("resume", "contexte", "etapes", "moyens", "effets", "conditions", "vigilance")


@define
class AppreciationsBuilder(SubjectsBuilder):
    """Réussites, difficultés and perspectives, told by their text and their day."""

    creates: ClassVar[str] = "ReussiteRelevee"
    named: ClassVar[str] = "texte"
    apart: ClassVar[tuple[tuple[str, str], ...]] = (("date", "date_appreciation"),)
    yearly: ClassVar[str] = "date"

    def values(self, cells: Cells) -> Values:
        """The text, and what it is about."""
        if cells.one("nature") is None and not cells.problems:
            cells.refuse("La nature manque.", "Écrivez réussite, difficulté ou perspective.")
        return {"texte": cells.text("texte"), **self.about(cells)}

    def event(self, cells: Cells) -> str:
        """The one of its nature."""
        return _NATURES[cells.one("nature") or "reussite"]


@define
class InitiativesBuilder(SubjectsBuilder):
    """Initiatives: proposed, then retained as an action, or set aside."""

    creates: ClassVar[str] = "InitiativeProposee"
    named: ClassVar[str] = "idee"
    yearly: ClassVar[str] = "date"

    def values(self, cells: Cells) -> Values:
        """The idea, and for whom."""
        said = self.reader.has("interdegre")
        return {
            "idee": cells.title("idee"),
            "domaine": cells.one("domaine"),
            "interdegre": cells.yes("interdegre") if said else None,
        }

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """What became of it."""
        del values
        current = EtatInitiative.of(known["etat"] if known else "proposee")
        state = EtatInitiative.of(cells.one("etat") or current)
        if state is current or cells.problems:
            return
        if current is not EtatInitiative.PROPOSEE:
            cells.notes.append(
                f"Le journal dit « {current.label} », le tableau « {state.label} » : l'état n'est "
                "pas changé."
            )
            return
        told = change_told("état", current.label, state.label)
        since = cells.day("date_etat") or self.on
        if state is EtatInitiative.RETENUE:
            course.add(made("InitiativeRetenue", action=cells.one("action")), since, told)
        else:
            motif = cells.text("motif") or self.motif
            course.add(made("InitiativeEcartee", motif=motif), since, told)


@define
class RessourcesBuilder(SubjectsBuilder):
    """Ressources, told by their title."""

    creates: ClassVar[str] = "RessourceMutualisee"
    named: ClassVar[str] = "titre"

    def values(self, cells: Cells) -> Values:
        """What it is, for whom, where."""
        return {
            "titre": cells.title("titre"),
            "lien": cells.title("lien"),
            "licence": cells.title("licence"),
            "niveaux": cells.levels("niveaux"),
        }


@define
class BonnesPratiquesBuilder(RessourcesBuilder):
    """Bonnes pratiques: repérées, their last sheet, to whom they went, who took them up."""

    creates: ClassVar[str] = "BonnePratiqueReperee"

    def values(self, cells: Cells) -> Values:
        """What it is, and where it was born."""
        return {"titre": cells.title("titre"), "action": cells.one("action")}

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """Its sheet, then each time it was sent, then each time it was taken up."""
        del values
        found = Course(course.subject)
        self._publish(cells, known, found)
        self._send(cells, known, found)
        self._take_up(cells, known, found)
        course.entries += sorted(found.entries, key=lambda one: one.on or self.day)
        course.told += found.told

    def _send(self, cells: Cells, known: Subject, course: Course) -> None:
        held = Counter(map(one_line, known["diffusions_saisies"] if known else ()))
        before = len(course.entries)
        publics = {one.value for one in Public}
        for match in _one_by_one(cells, "envois", _SENT, _SENT_AS):
            if not publics >= set(match[2].split()):
                cells.refuse(f"« {match[2]} » : publics inconnus.", _SENT_AS)
            elif not _is_held(held, match[0]):
                sent = made("BonnePratiqueDiffusee", publics=tuple(match[2].split()),
                            canal=match[3])  # fmt: skip
                course.add(sent, _day(match[1]), f"envoyée le {match[1]}")
        self.refuse_replaced(cells, held, len(course.entries) - before)

    def _take_up(self, cells: Cells, known: Subject, course: Course) -> None:
        held = Counter(known["reprises_saisies"] if known else ())
        before = len(course.entries)
        for match in _one_by_one(cells, "reprises", _TAKEN_UP, _TAKEN_UP_AS):
            school = self.reader.known.find(match[1], ("etablissement",))
            if school is None:
                cells.refuse(
                    f"« {match[1]} » ne désigne aucun établissement du journal.",
                    "Rattachez-le d'abord (`ter importer annuaire`), ou corrigez la cellule.",
                )
            elif not _is_held(held, f"{match[1]} {match[2]}"):
                taken = made("BonnePratiqueReprise", etablissement=school.subject)
                course.add(taken, _day(match[2]), f"reprise par {match[1]}")
        self.refuse_replaced(cells, held, len(course.entries) - before)

    def _publish(self, cells: Cells, known: Subject, course: Course) -> None:
        sheet = {name: cells.text(name) for name in _SHEET}
        given: Values = sheet | {
            "transferabilite": cells.count("transferabilite"), "licence": cells.title("licence")
        }  # fmt: skip
        if not any(sheet.values()) or cells.problems:
            return
        moved = [name for name, value in given.items() if not known or differ(known[name], value)]
        if moved:
            event = made("BonnePratiquePubliee", **given)
            course.add(event, cells.day("publication") or self.on, "fiche publiée")


def _one_by_one(
    cells: Cells, name: str, form: re.Pattern[str], example: str
) -> list[re.Match[str]]:
    """The things that a cell tells one after the other; one of another form refuses the row."""
    text = one_line(cells.text(name) or "")
    found, end = [], 0
    while end < len(text):
        match = form.match(text, end)
        if match is None:
            cells.refuse(f"« {text[end:]} » ne se lit pas.", example)
            return []
        found.append(match)
        end = match.end() + (2 if text.startswith(", ", match.end()) else 0)
    return found


def _is_held(held: Counter[str], one: str) -> bool:
    """Whether the log holds this one, which is then counted off."""
    if not held[one]:
        return False
    held[one] -= 1
    return True


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a day, no hour
