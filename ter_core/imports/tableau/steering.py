"""Rows of steering: indicators and their measures, money, evaluations, letters of mission."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from typing import Any, ClassVar

from attrs import define, field

from ter_core.events.base import Event
from ter_core.events.evaluation import Critere
from ter_core.imports.tableau.builder import Builder, change_told, changes_of, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.subjects import Course, Subject, SubjectsBuilder, Values
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.choices import NatureDepense
from ter_core.vocabulary.quantity import Quantite
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = [
    "EvaluationsBuilder",
    "FinancementsBuilder",
    "IndicateursBuilder",
    "MissionsBuilder",
]

_SPENT = re.compile(r"(\d\d/\d\d/\d{4}) : ([a-z_]+) (\d+)[.,](\d\d) (\S+(?: bis)?)(?:, |$)")
_CRITERION = re.compile(
    r"(?P<nom>.+?) : (?P<note>[1-4]) \((?P<appui>.*?)\)(?:, (?=.+? : [1-4] \()|$)"
)


@define
class IndicateursBuilder(SubjectsBuilder):
    """Indicators, and the measure of each that a table tells."""

    creates: ClassVar[str] = "IndicateurDefini"
    named: ClassVar[str] = "intitule"

    def values(self, cells: Cells) -> Values:
        """What is counted, from where, towards what."""
        return {
            "intitule": cells.title("intitule"),
            "mode_calcul": cells.text("mode_calcul"),
            "unite": cells.title("unite"),
            "sens": cells.one("sens"),
            "reference": _quantity(cells, "reference"),
            "cible": _quantity(cells, "cible"),
            **self.about(cells),
        }

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """The measure, unless the log holds it or a later one of that year."""
        value, day = _quantity(cells, "valeur"), cells.day("mesure")
        if value is None or cells.problems:
            return
        if (cells.count("mesures") or 0) > 1 and known is None:
            cells.notes.append(
                f"« {values['intitule']} » a été mesuré plusieurs fois dans l'année : le tableau "
                "ne dit que la dernière mesure, elle seule est reprise."
            )
        row = self._measured(known, day or self.day)
        if row and _is_measured(row, value, day):
            return
        if row and day and day < row["date_mesure"]:
            self.say_once(
                cells,
                "Le journal a des mesures plus récentes de la même année : celles du tableau qui "
                "les précèdent ne sont pas reprises.",
            )
            return
        before = row["valeur"] if row else None
        course.add(
            made(
                "IndicateurMesure", valeur=value, source=cells.title("source") or self.motif[:200]
            ),
            day or self.day,
            change_told("valeur", before, value.spoken),
        )

    def _measured(self, known: Subject, day: date) -> Subject:
        """What the log holds of the indicator in the school year of a day, if it was measured."""
        if known is None:
            return None
        rows = self.reader.known.rows("indicateurs", annee=str(AnneeScolaire.of(day)))
        found = (one for one in rows if one["code_affiche"] == known["code_affiche"])
        row = next(found, None)
        return row if row and row["date_mesure"] else None


def _is_measured(row: dict[str, Any], value: Quantite, day: date | None) -> bool:
    """Whether a measure is the last of its year, or the one before."""
    held = [
        (row[name], row[dated])
        for name, dated in (("valeur", "date_mesure"), ("valeur_precedente", "date_precedente"))
    ]
    return any(
        one is not None and Quantite(f"{one:f}") == value and day in (None, on) for one, on in held
    )


@define
class FinancementsBuilder(SubjectsBuilder):
    """Money granted, and what was spent of it."""

    creates: ClassVar[str] = "FinancementAccorde"
    named: ClassVar[str] = "enveloppe"
    apart: ClassVar[tuple[tuple[str, str], ...]] = (("organisme", "code_organisme"),)
    yearly: ClassVar[str] = "annee_scolaire"

    def values(self, cells: Cells) -> Values:
        """How much, by whom, for which year."""
        year = _year(cells, "annee_scolaire")
        return {
            "enveloppe": cells.title("enveloppe"),
            "montant": cells.cents("montant"),
            "organisme": cells.one("organisme"),
            "action": cells.one("action"),
            "annee_scolaire": year or AnneeScolaire.of(cells.day("date") or self.day),
        }

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """The expenses, where the table tells them one by one."""
        del values
        text = " ".join((cells.text("depenses") or "").split())
        held = Counter(known["depenses_saisies"] if known else ())
        found = list(_SPENT.finditer(text))
        if "".join(one[0] for one in found) != text:
            cells.refuse(
                f"« Dépenses, une à une » : « {text} » ne se lit pas.",
                "Une dépense s'écrit comme « 12/11/2026 : transport 450,00 A-2026-007 ».",
            )
            return
        for one in found:
            said = f"{one[1]} : {one[2]} {one[3]},{one[4]} {one[5]}"
            if one[2] not in [nature.value for nature in NatureDepense]:
                cells.refuse(
                    f"« {one[2]} » n'est pas une nature de dépense.",
                    f"Écrivez l'une de : {', '.join(nature.value for nature in NatureDepense)}.",
                )
                return
            if held[said]:
                held[said] -= 1
                continue
            amount = int(one[3]) * 100 + int(one[4])
            event = made("DepenseEngagee", action=one[5], nature=one[2], montant=amount)
            course.add(event, datetime.strptime(one[1], "%d/%m/%Y").date(),  # noqa: DTZ007
                       f"dépense du {said.replace(' : ', ', ')}")  # fmt: skip
        self.refuse_replaced(cells, held, len(course.entries))


@define
class EvaluationsBuilder(Builder):
    """Evaluations of actions that the log knows: the last one of each year."""

    _known: dict[str, dict[str, dict[str, Any]]] = field(factory=dict)

    def read(self, cells: Cells) -> None:
        """Evaluate the action, unless the log does so already, or later."""
        action, told = cells.one("action"), " ".join((cells.text("criteres") or "").split())
        suite, day = cells.one("suite"), cells.day("date")
        if not told and suite is None and not cells.problems:
            cells.notes.append("L'action n'est pas évaluée : il n'y a rien à reprendre.")
            self.same_as_known(cells)
            return
        if action is None and not cells.problems:
            cells.refuse("L'action manque.", "Complétez la cellule.")
        criteres = _criteria(told)
        if not criteres:
            cells.refuse(
                f"« Critères » : « {told} » ne se lit pas.",
                "Écrivez-les comme « Adhésion des équipes : 3 (Questionnaire), Coût : 2 (Devis) ».",
            )
        if cells.problems or action is None:
            return
        code = self.reader.known.code(action)
        if self.is_repeated(cells, (code, day), code):
            return
        row = self._of_year(str(AnneeScolaire.of(day or self.day))).get(code)
        if row and self._says(row, criteres, suite, day):
            self.same_as_known(cells)
            return
        if row and day and day < row["date_evaluation"]:
            cells.notes.append(
                "Le journal a une évaluation plus récente de la même année : celle du tableau "
                "n'est pas reprise."
            )
            return
        event = made("ActionEvaluee", criteres=criteres, suite=suite)
        marks = ", ".join(f"{one.nom} {one.note}" for one in criteres)
        self.add(cells, "~" if row else "+", f"{code}, évaluée : {marks}",
                 [Entry(event, action, on=day or self.on)])  # fmt: skip

    def _says(
        self,
        row: dict[str, Any],
        criteres: tuple[Critere, ...],
        suite: str | None,
        day: date | None,
    ) -> bool:
        same = _criteria(", ".join(row["criteres"])) == criteres and row["suite"] == suite
        return same and day in (None, row["date_evaluation"])

    def _of_year(self, year: str) -> dict[str, dict[str, Any]]:
        if year not in self._known:
            rows = self.reader.known.rows("evaluations", annee=year)
            self._known[year] = {one["code_action"]: one for one in rows}
        return self._known[year]


def _criteria(text: str) -> tuple[Critere, ...]:
    """« Adhésion : 3 (Questionnaire), Coût : 2 (Devis) »; nothing where a part has another form."""
    text = " ".join(text.split())
    found = list(_CRITERION.finditer(text))
    if "".join(one[0] for one in found) != text:
        return ()
    return tuple(
        Critere(nom=one["nom"], note=int(one["note"]), appui=one["appui"]) for one in found
    )


@define
class MissionsBuilder(SubjectsBuilder):
    """Letters of mission: confided, renewed for another year, ended."""

    creates: ClassVar[str] = "MissionConfiee"
    named: ClassVar[str] = "annee_scolaire"
    apart: ClassVar[tuple[tuple[str, str], ...]] = (("debut", "debut"),)

    def values(self, cells: Cells) -> Values:
        """As it was confided at first, where the table tells it; else as it stands."""
        values = self._standing(cells)
        first, end = self._first(cells), cells.day("fin_initiale")
        if first and end and values["debut"] and values["debut"] <= end:
            return values | {"annee_scolaire": first, "fin": end}
        return values

    def compared(self, cells: Cells, values: Values, known: dict[str, Any]) -> Values:
        """As it stands; a later year is no revision."""
        values = self._standing(cells)
        if str(values["annee_scolaire"]) > known["annee_scolaire"]:
            return {k: v for k, v in values.items() if k not in ("annee_scolaire", "fin")}
        return values

    def changed(self, given: Values) -> Event:
        """A letter may be revised."""
        champs = changes_of("MissionConfiee", **given)
        return made("MissionRevisee", champs=champs, motif=self.motif)

    def carry_on(self, cells: Cells, values: Values, known: Subject, course: Course) -> None:
        """Its renewal, then its end."""
        if cells.problems:
            return
        now = self._standing(cells)
        before = known["annee_scolaire"] if known else str(values["annee_scolaire"])
        if str(now["annee_scolaire"]) > before:
            event = made("MissionRenouvelee", annee_scolaire=now["annee_scolaire"], fin=now["fin"])
            told = change_told("année scolaire", before, str(now["annee_scolaire"]))
            course.add(event, cells.day("renouvellement") or self.on, told)
        elif known is None and self._first(cells):
            cells.notes.append(
                "La mission a été renouvelée et révisée : elle est reprise telle qu'elle est "
                "aujourd'hui."
            )
        if known is None and (cells.count("revisions") or 0) > 0:
            self.say_once(cells, "Les révisions d'une mission ne sont pas reprises une à une : "
                          "elle l'est telle qu'elles l'ont laissée.")  # fmt: skip
        if cells.one("etat") == "terminee" and not (known and known["situation"] == "terminee"):
            ended = made("MissionTerminee", successeur=cells.one("successeur"))
            course.add(ended, cells.day("terminaison") or self.on, "terminée")

    def _standing(self, cells: Cells) -> Values:
        return {
            "annee_scolaire": _year(cells, "annee_scolaire"),
            "volets": cells.many("volets"),
            "quotite": cells.count("quotite"),
            "debut": cells.day("debut"),
            "fin": cells.day("fin"),
        }

    def _first(self, cells: Cells) -> AnneeScolaire | None:
        """The year for which it was first confided, where it was renewed."""
        years = (cells.text("annees") or "").split(", ")
        if len(years) < 2 or not cells.day("renouvellement"):
            return None
        try:
            return AnneeScolaire(years[0])
        except ValueError:
            return None


def _year(cells: Cells, name: str) -> AnneeScolaire | None:
    text = cells.text(name)
    try:
        return None if text is None else AnneeScolaire(text)
    except ValueError as error:
        cells.refuse(str(error), "Corrigez la cellule.")
        return None


def _quantity(cells: Cells, name: str) -> Quantite | None:
    text = cells.text(name)
    try:
        return None if text is None else Quantite(text)
    except ValueError as error:
        cells.refuse(str(error), "Corrigez la cellule.")
        return None
