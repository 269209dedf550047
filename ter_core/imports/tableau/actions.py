"""Rows of actions: inscribed where the log does not know them, modified where it does."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import define, field

from ter_core.imports.tableau.builder import Builder, change_told, changes_of, differ, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.guess import is_numbered
from ter_core.imports.tableau.network import comparable
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.text import fold

__all__ = ["ActionsBuilder"]

_NEEDED = {
    "axe": ("L'axe", "transversal"),
    "nature": ("La nature", "pedagogique"),
    "porteur": ("Le porteur", "coordination"),
    "etablissements": ("L'établissement", "guillestre"),
}
_TITLES = ("objectif", "lieu", "dispositif", "source")
_LABELS = {"inscrite": "inscrite", "suspendue": "suspendue", "terminee": "terminée",
           "annulee": "annulée"}  # fmt: skip


@define
class ActionsBuilder(Builder):
    """Actions, known by their number, else by their title and their days."""

    _by_code: dict[str, dict[str, Any]] | None = field(default=None)
    _by_words: dict[str, list[dict[str, Any]]] = field(factory=dict)

    def read(self, cells: Cells) -> None:
        """Inscribe the action, or say what changes of it."""
        values = self._values(cells)
        code = cells.text("code")
        if code is not None and not is_numbered(code):
            cells.notes.append(f"« {code} » n'est pas un numéro d'action : il n'est pas repris.")
            code = None
        state, since = cells.one("etat"), cells.day("date_etat")
        if cells.problems:
            return
        known = self._known(cells, code, values)
        title = str(values["intitule"])
        key = known["code_affiche"] if known else (
            code or (name_key(title), values["debut"], values["axe"])
        )  # fmt: skip
        if cells.problems or self.is_repeated(cells, key, title):
            return
        if known:
            self._change(cells, values, state, since, known)
        else:
            self._inscribe(cells, code, values, state, since)

    def _values(self, cells: Cells) -> dict[str, Any]:
        intitule = cells.title("intitule")
        if intitule is None:
            cells.refuse("L'intitulé de l'action manque.", "Complétez la cellule.")
        debut = cells.day("debut", None, "first")
        fin = cells.day("fin", debut, "last")
        if debut is None and (span := cells.days("dates")):
            debut, last = span
            fin = fin or last
        if debut and fin is None:
            fin = debut
            cells.notes.append("Aucune date de fin : l'action est lue d'un seul jour.")
        elif debut is None and not cells.problems:
            cells.refuse("La date de l'action manque.", "Complétez la cellule.")
        decision = cells.text("decision")
        return {
            "intitule": intitule,
            "axe": cells.one("axe"),
            "nature": cells.one("nature"),
            "porteur": cells.one("porteur"),
            "etablissements": cells.many("etablissements"),
            "niveaux": cells.levels("niveaux"),
            "partenaires": cells.many("partenaires"),
            "debut": debut,
            "fin": fin,
            "eleves_prevus": cells.count("eleves_prevus"),
            "budget_prevu": cells.cents("budget_prevu"),
            "decision": decision if decision and is_numbered(decision) else None,
            "description": cells.text("description"),
            **{name: cells.title(name) for name in _TITLES},
        }

    def _known(
        self, cells: Cells, code: str | None, values: dict[str, Any]
    ) -> dict[str, Any] | None:
        if self._by_code is None:
            self._by_code = {}
            for one in self.reader.known.rows("actions", toutes=True):
                self._by_code[one["code_affiche"]] = one
                self._by_words.setdefault(name_key(one["intitule"] or ""), []).append(one)
        if code:
            found = self._by_code.get(code)
            if found and _differ(str(found["intitule"]), str(values["intitule"])):
                cells.refuse(
                    f"« {code} » est dans le journal une autre action (« {found['intitule']} »).",
                    "Retirez son numéro du tableau : le programme en donnera un.",
                )
            if found or " " not in code:
                return found
        base = code.partition(" ")[0] if code else None
        same = self._by_words.get(name_key(str(values["intitule"])), [])
        same = [one for one in same if one["code_affiche"] != base]
        exact = [one for one in same if one["debut"] == values["debut"]]
        if not exact:  # the same title, in the same school year: its days have moved
            year = _years(values["debut"], values["fin"])
            exact = [one for one in same if year & set(one["annees_scolaires"] or ())]
        if len(exact) > 1:
            codes = ", ".join(one["code_affiche"] for one in exact)
            cells.refuse(
                f"Le journal a plusieurs actions de cet intitulé ({codes}).",
                "Ajoutez au tableau une colonne « Action » avec leur numéro.",
            )
        return exact[0] if exact else None

    def _inscribe(
        self,
        cells: Cells,
        code: str | None,
        values: dict[str, Any],
        state: str | None,
        since: date | None,
    ) -> None:
        for name, (label, example) in _NEEDED.items():
            if not values[name]:
                cells.refuse(
                    f"{label} manque.",
                    "Complétez la cellule, ou dites dans la correspondance ce que vaut « "
                    f"{name} » par défaut, comme « {name} = {example} ».",
                )
        if cells.problems:
            return
        repeat = code is not None and " " in code
        event = made("ActionInscrite", code=None if repeat else code, **values)
        ref = f"l{cells.row.number}"
        inscribed = since if state == "inscrite" else None
        entries = [Entry(event, on=self.on or inscribed, ref=ref)]
        entries += self._led_to(cells, f"@{ref}", values, state, since, "inscrite")
        told = f"{code} : {values['intitule']}" if code else str(values["intitule"])
        self.add(cells, "+", told + (f" ({_LABELS[state]})" if len(entries) > 1 and state else ""),
                 entries)  # fmt: skip

    def _change(
        self,
        cells: Cells,
        values: dict[str, Any],
        state: str | None,
        since: date | None,
        known: dict[str, Any],
    ) -> None:
        given: dict[str, Any] = {}
        told = []
        for name, value in values.items():
            champ = self.reader.table.field(name)
            if champ is None or value in (None, ()):
                continue
            before, after = comparable(champ, known[champ.exported]), self._shown(name, value)
            if name == "budget_prevu" and before is not None:
                before = round(before * 100)
            if differ(before, after):
                given[name] = value
                told.append(self._told(name, champ.label, before, after))
        subject = known["code_affiche"]
        was = fold(known["libelle_etat"] or "inscrite")
        current = next((key for key, label in _LABELS.items() if fold(label) == was), "inscrite")
        entries = []
        if given:
            closed = current in ("annulee", "terminee")
            event = made(
                "ActionRectifiee" if closed else "ActionModifiee",
                champs=changes_of("ActionInscrite", **given),
                motif=self.motif,
            )
            entries.append(Entry(event, subject, on=None if closed else self.on))
        whole = {name: value or known[name] for name, value in values.items() if name in
                 ("debut", "fin")}  # fmt: skip
        course = self._led_to(cells, subject, whole, state, since, current)
        if course and state:
            told.append(change_told("état", _LABELS[current], _LABELS[state]))
        entries += course
        if entries:
            self.add(cells, "~", f"{subject} : {' ; '.join(told)}", entries)
        else:
            self.same_as_known(cells)

    def _led_to(
        self,
        cells: Cells,
        subject: str,
        values: dict[str, Any],
        state: str | None,
        since: date | None,
        current: str,
    ) -> list[Entry]:
        """The events that lead an action to the state that the table says."""
        if state is None or state == current or (state, current) == ("inscrite", "terminee"):
            return []
        motif = cells.text("motif") or self.motif
        if state == "annulee" and current != "terminee":
            return [Entry(made("ActionAnnulee", motif=motif), subject, on=since or self.on)]
        if state == "suspendue" and current == "inscrite":
            return [Entry(made("ActionSuspendue", motif=motif), subject, on=since or self.on)]
        if state == "inscrite" and current == "suspendue":
            return [Entry(made("ActionReprise"), subject, on=since or self.on)]
        if state == "terminee" and current in ("inscrite", "suspendue"):
            day = since or self.day
            if values["fin"] and day > values["fin"] and since is None:
                return []  # past its last day, it is over by itself
            if not since:
                cells.notes.append(
                    f"Aucune date de fin constatée : l'action est terminée au {spoken_day(day)}."
                )
            return [Entry(made("ActionTerminee"), subject, on=day)]
        cells.notes.append(
            f"Le journal dit « {_LABELS[current]} », le tableau « {_LABELS[state]} » : l'état "
            "n'est pas changé."
        )
        return []

    def _shown(self, name: str, value: Any) -> Any:
        if name == "niveaux":
            return frozenset(one.value for one in value)
        code = self.reader.known.code
        if name in ("etablissements", "partenaires"):
            return frozenset(map(code, value))
        return code(value) if name in ("axe", "porteur") else value

    def _told(self, name: str, label: str, before: Any, after: Any) -> str:
        if name != "budget_prevu":
            return change_told(label, before, after)
        euros = [None if one is None else f"{one / 100:g} €" for one in (before, after)]
        return change_told("budget prévu", *euros)


def _differ(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(fold(one), fold(other)) < 50


def _years(first: date | None, last: date | None) -> set[str]:
    from ter_core.vocabulary.school_year import AnneeScolaire

    return {str(AnneeScolaire.of(day)) for day in (first, last) if day}
