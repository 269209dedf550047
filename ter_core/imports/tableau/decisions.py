"""Rows of decisions: adopted where the log does not know them, followed up where it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import define, field

from ter_core.imports.proposal import Step
from ter_core.imports.tableau.builder import Builder, change_told, changes_of, differ, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.decision_rows import DecisionRows, Row
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.choices import EtatDecision
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.text import fold

__all__ = ["DecisionsBuilder"]

_CHANNEL = "tableau importé"
_CLOSED = ("executee", "abandonnee", "remplacee")


@define
class DecisionsBuilder(Builder):
    """Decisions, known by their number, else by their words and their date."""

    _by_code: dict[str, dict[str, Any]] | None = field(default=None)
    _by_words: dict[str, list[dict[str, Any]]] = field(factory=dict)
    _rows: DecisionRows | None = field(default=None)
    _later: list[Step] = field(factory=list)

    def read(self, cells: Cells) -> None:
        """Adopt the decision, or say what changes of it."""
        self._rows = self._rows or DecisionRows(self.reader, self.day)
        row = self._rows.row(cells)
        if cells.problems or row is None:
            return
        known = self._known(cells, row)
        key = known["code_affiche"] if known else (
            row.code or (name_key(row.libelle), row.seance or row.adopted)
        )  # fmt: skip
        if cells.problems or self.is_repeated(cells, key, row.libelle):
            return
        if known:
            self._follow(cells, row, known)
        else:
            self._adopt(cells, row)

    def finish(self) -> None:
        """A decision is replaced by another one, which may stand below it."""
        self.steps += self._later

    def _known(self, cells: Cells, row: Row) -> dict[str, Any] | None:
        if self._by_code is None:
            self._by_code = {}
            for one in self.reader.known.rows("suivi", toutes=True):
                self._by_code[one["code_affiche"]] = one
                self._by_words.setdefault(name_key(one["libelle"] or ""), []).append(one)
        if row.code and (found := self._by_code.get(row.code)):
            from rapidfuzz import fuzz

            if fuzz.token_set_ratio(fold(found["libelle"] or ""), fold(row.libelle)) < 50:
                cells.refuse(
                    f"« {row.code} » est dans le journal une autre décision "
                    f"(« {found['libelle']} »).",
                    "Retirez son numéro du tableau : le programme en donnera un.",
                )
            return found
        if row.code and " " not in row.code:
            return None
        base = row.code.partition(" ")[0] if row.code else None
        same = self._by_words.get(name_key(row.libelle), [])
        same = [one for one in same if one["code_affiche"] != base]
        if row.seance:
            same = [one for one in same if one["code_seance"] == row.seance]
        elif row.adopted:
            same = [one for one in same if one["date_adoption"] == row.adopted]
        if len(same) > 1:
            codes = ", ".join(one["code_affiche"] for one in same)
            cells.refuse(
                f"Le journal a plusieurs décisions de ce libellé ({codes}).",
                "Ajoutez au tableau une colonne « Décision » avec leur numéro.",
            )
        return same[0] if same else None

    def _adopt(self, cells: Cells, row: Row) -> None:
        if not row.responsables:
            _needed(cells, "responsables", "Le responsable", "coordination")
        if not (row.echeance or row.permanente):
            _needed(cells, "permanente", "L'échéance", "sans échéance dans le tableau")
        if cells.problems:
            return
        first = row.echeance
        if row.initiale and row.echeance and row.initiale < row.echeance:
            first = row.initiale
        repeat = row.code is not None and " " in row.code
        if repeat:
            cells.notes.append(
                f"« {row.code} » est un numéro donné deux fois : le programme en donnera un autre."
            )
        event = made(
            "DecisionAdoptee",
            code=None if repeat else row.code,
            seance=row.seance,
            hors_seance=None if row.seance else row.channel or _CHANNEL,
            point=row.point if row.seance else None,
            libelle=row.libelle,
            axe=row.axe,
            action=row.action,
            responsables=row.responsables,
            contributeurs=row.contributeurs,
            echeance=first,
            permanente=row.permanente,
            priorite=row.priorite,
        )
        ref = f"l{cells.row.number}"
        adopted = row.adopted or (None if row.seance else self.on)
        entries = [Entry(event, on=adopted, ref=ref)]
        if first != row.echeance and first and row.echeance:
            entries.append(self._put_off(cells, row, first, f"@{ref}"))
        entries += self._course(cells, row, f"@{ref}", "a_faire", {})
        told = f"{row.code} : {row.libelle}" if row.code else row.libelle
        state = "" if row.etat in (None, "a_faire") else f" ({_label(row.etat)})"
        self.add(cells, "+", told + state, entries)
        self._replace(cells, row, f"@{ref}", "a_faire")

    def _put_off(self, cells: Cells, row: Row, first: date, subject: str) -> Entry:
        """An échéance that was put off; the table does not say when."""
        closing = row.date_etat if row.etat in _CLOSED and row.date_etat else self.day
        day = min(first, closing, self.reader.today)
        cells.notes.append(
            f"Échéance reportée du {spoken_day(first)} : le tableau ne dit pas quel jour, le "
            f"report est daté du {spoken_day(day)}."
        )
        event = made("EcheanceReportee", echeance=row.echeance, motif=self.motif)
        return Entry(event, subject, on=max(day, row.adopted or day))

    def _follow(self, cells: Cells, row: Row, known: dict[str, Any]) -> None:
        subject = known["code_affiche"]
        told: list[str] = []
        entries: list[Entry] = []
        state = self._state(known)
        rewritten = self._rewritten(row, known, told)
        if rewritten:
            event = made(
                "DecisionRectifiee",
                champs=changes_of("DecisionAdoptee", **rewritten),
                motif=self.motif,
            )
            entries.append(Entry(event, subject))
        reopened = state in _CLOSED and row.etat not in (None, *_CLOSED)
        if reopened:
            entries.append(
                Entry(made("DecisionReouverte", motif=row.motif or self.motif), subject, on=self.on)
            )
            told.append(change_told("état", _label(state), _label(row.etat or "")))
            state = "a_faire"
        entries += self._moved(cells, row, known, state, told)
        before = len(entries)
        entries += self._course(cells, row, subject, state, known)
        if len(entries) > before and row.etat and row.etat != state and not reopened:
            told.append(change_told("état", _label(state), _label(row.etat)))
        elif len(entries) > before and not reopened:
            told += [
                change_told(name, known[name], value)
                for name, value in row.course.items()
                if differ(known[name], value)
            ]
        later = len(self._later)
        self._replace(cells, row, subject, state)
        if entries:
            self.add(cells, "~", f"{subject} : {' ; '.join(dict.fromkeys(told))}", entries)
        elif len(self._later) == later:
            self.same_as_known(cells)

    def _rewritten(self, row: Row, known: dict[str, Any], told: list[str]) -> dict[str, Any]:
        """What the row writes otherwise, that no event of the course says."""
        code = self.reader.known.code
        compared = {
            "libelle": ("libellé", row.libelle, known["libelle"], row.libelle),
            "axe": ("axe", row.axe, known["code_axe"], row.axe and code(row.axe)),
            "priorite": ("priorité", row.priorite, known["priorite"], row.priorite),
            "contributeurs": (
                "contributeurs",
                row.contributeurs,
                frozenset(known["contributeurs"] or ()),
                frozenset(map(code, row.contributeurs)),
            ),
        }
        given = {}
        for name, (label, value, before, after) in compared.items():
            if value not in (None, ()) and differ(before, after):
                given[name] = value
                told.append(change_told(label, before, after))
        return given

    def _moved(
        self, cells: Cells, row: Row, known: dict[str, Any], state: str, told: list[str]
    ) -> Iterator[Entry]:
        """Other people answer for it, or it is due on another day."""
        subject, code = known["code_affiche"], self.reader.known.code
        before, after = set(known["responsables"] or ()), set(map(code, row.responsables))
        people = bool(row.responsables) and before != after
        due = row.echeance is not None and row.echeance != known["echeance"]
        if state in _CLOSED and (people or due):
            cells.notes.append(
                f"« {subject} » est {_label(state)} : ses responsables et son échéance restent "
                "ceux du journal."
            )
            return
        if people:
            told.append(change_told("responsables", before, after))
            event = made("DecisionConfiee", responsables=row.responsables, motif=self.motif)
            yield Entry(event, subject, on=self.on)
        if not due or row.echeance is None:
            return
        if known["echeance"] is None or row.echeance < known["echeance"]:
            was = known["echeance"]
            said = f"le {spoken_day(was)}" if was else "permanente"
            cells.refuse(
                f"L'échéance du tableau ({spoken_day(row.echeance)}) n'est pas après celle du "
                f"journal ({said}) : une échéance se reporte, elle ne s'avance pas.",
                f"Si celle du journal est une erreur : `ter decision rectifier {subject}`.",
            )
            return
        told.append(change_told("échéance", known["echeance"], row.echeance))
        event = made("EcheanceReportee", echeance=row.echeance, motif=row.motif or self.motif)
        yield Entry(event, subject, on=self.on)

    def _course(
        self, cells: Cells, row: Row, subject: str, state: str, known: dict[str, Any]
    ) -> Iterator[Entry]:
        """How far it is: the state that the row says, and what it tells of it."""
        wanted = row.etat or ("en_cours" if state == "a_faire" and row.course else state)
        on = row.date_etat or self.on or (row.adopted if known == {} else None)
        says_more = any(differ(known.get(name), value) for name, value in row.course.items())
        if wanted == "executee" and state != "executee":
            event = made(
                "DecisionExecutee", preuve=row.preuve, commentaire=row.course.get("commentaire")
            )
            rest = {name: value for name, value in row.course.items() if name != "commentaire"}
            if any(differ(known.get(name), value) for name, value in rest.items()):
                yield Entry(made("AvancementConstate", etat="en_cours", **rest), subject, on=on)
            yield Entry(event, subject, on=row.date_etat or self.on)
            if row.date_etat is None and self.reader.tell_once("date_etat", "executee"):
                cells.notes.append(
                    "Aucune date d'exécution : elle est datée du "
                    f"{spoken_day(self.day)}, et les suivantes de même."
                )
        elif wanted == "abandonnee" and state != "abandonnee":
            yield Entry(
                made("DecisionAbandonnee", motif=row.motif or self.motif),
                subject,
                on=row.date_etat or self.on,
            )
        elif wanted in ("en_cours", "bloquee") and (wanted != state or says_more):
            if row.etat is None and self.reader.tell_once("etat", "en_cours"):
                cells.notes.append("Un avancement sans état est lu « en cours ».")
            event = made("AvancementConstate", etat=wanted, **row.course)
            yield Entry(event, subject, on=on if wanted != state else self.on)
        elif wanted == "a_faire" and state in ("en_cours", "bloquee"):
            cells.notes.append(
                f"Le journal dit « {_label(state)} », le tableau « à faire » : rien n'est changé."
            )
        elif says_more and known and wanted in _CLOSED:
            cells.notes.append(
                f"La décision est {_label(state)} : ce que le tableau en dit de plus n'est pas "
                "repris."
            )

    def _replace(self, cells: Cells, row: Row, subject: str, state: str) -> None:
        if row.etat != "remplacee" or state == "remplacee" or cells.problems:
            return
        if not row.par:
            cells.notes.append(
                "Le tableau ne dit pas quelle décision la remplace : elle reste ouverte."
            )
            return
        entry = Entry(made("DecisionRemplacee", par=row.par), subject, on=row.date_etat or self.on)
        self._later.append(
            Step(
                line=cells.row.number,
                sign="~",
                told=f"{row.code or row.libelle} : remplacée par {row.par}",
                entries=(entry,),
            )
        )

    def _state(self, known: dict[str, Any]) -> str:
        said = fold(known["libelle_etat"] or "")
        return next((one.value for one in EtatDecision if fold(one.label) == said), "a_faire")


def _label(state: str) -> str:
    return EtatDecision.of(state).label if state else "à faire"


def _needed(cells: Cells, name: str, label: str, example: str) -> None:
    cells.refuse(
        f"{label} manque.",
        "Complétez la cellule, ou dites dans la correspondance ce que vaut « "
        f"{name} » par défaut, comme « {name} = {example} ».",
    )
