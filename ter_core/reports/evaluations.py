"""Évaluations: what actions were worth, what should become of them, and which were forgotten."""

from __future__ import annotations

from typing import Annotated

from attrs import evolve, frozen

from ter_core.events.fields import Flag
from ter_core.reports.asking import NO_ANSWER, report
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.typography import french

__all__ = ["Evaluations"]

_COLUMNS = (
    Column("code_action", "Action"),
    Column("intitule_action", "Intitulé", place="under"),
    Column(
        "date_evaluation",
        "Évaluée le",
        "date",
        "La dernière fois de l'année scolaire ; l'évaluation compte dans l'année de sa date.",
    ),
    Column("note_moyenne", "Moyenne", "nombre", "Des notes de ses critères, de 1 à 4."),
    Column("libelle_suite", "Suite", help="Ce que l'on propose d'en faire."),
    Column("criteres", "Critères", "liste", "Note, et ce qui l'appuie.", place="under"),
    Column("finie_le", "Finie le", "date"),
    Column("porteur", "Porteur", help="Qui la mène."),
    Column("code_axe", "Axe"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("nb_evaluations", "Évaluations dans l'année", "nombre", place="aside"),
    Column("id_court", "Évaluation", help="De quoi la nommer dans une commande.", place="aside"),
    Column("code_auteur", "Par", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("suite", "Suite (mot)", place="aside"),
)
_OVER = """
select
  sujet, code_affiche as code_action, intitule as intitule_action, code_axe, libelle_axe, porteur,
  finie_le, annee_scolaire(finie_le) as annee_scolaire,
  sujet in (select sujet_action from evaluations) as est_evaluee
from actions
where finie_le is not null
"""
_DONE = """from (
  select e.*, a.porteur, a.finie_le
  from evaluations as e left join actions as a on e.sujet_action = a.sujet
)
"""
_FORGOTTEN = """from (
  select
    *, null::date as date_evaluation, null::double as note_moyenne,
    null::varchar as libelle_suite, null::varchar[] as criteres, 0 as nb_evaluations,
    null::varchar as id_court, null::varchar as code_auteur, null::varchar as suite
  from ({over})
  where not est_evaluee
)
"""
_SHARE = "select count(*), count(*) filter (where est_evaluee) from ({over})\n"


@frozen(kw_only=True)
class Evaluations(Question):
    """Les actions évaluées dans l'année scolaire : notes, suite ; celles qui restent à évaluer."""

    declaration = QuestionDeclaration(name="evaluations", label="Évaluations", arguments=("annee",))
    columns = _COLUMNS

    annee: AskedYear = None
    axe: AskedAxe = None
    a_faire: Annotated[
        bool,
        Flag(
            "À faire",
            help="Les actions finies dans l'année, avec participations, jamais évaluées.",
        ),
    ] = False

    def answer(self, marts: Marts) -> Report:
        """By date of evaluation, or of end."""
        year = year_or_current(self.annee, marts.a_la_date)
        filters = Filters(marts)
        filters.add_axe(self.axe)
        filters.add("annee", year, "annee_scolaire = $annee")
        source, order = (_FORGOTTEN, "finie_le") if self.a_faire else (_DONE, "date_evaluation")
        found = report(
            self,
            marts,
            f"{source.format(over=_OVER)}{filters.where}order by {order}, code_action",
            values=filters.values,
            title=f"Actions à évaluer, {year}" if self.a_faire else f"Évaluations de {year}",
            empty=self._empty(year),
        )
        ((over, evaluated),) = marts.rows(_SHARE.format(over=_OVER) + filters.where, filters.values)
        return evolve(found, text=(french(_share(over, evaluated)),)) if over else found

    def _empty(self, year: str) -> str:
        if self.a_faire:
            return f"Aucune action finie en {year} ne reste à évaluer."
        if self.axe:
            return NO_ANSWER
        return f"Aucune évaluation en {year} : ter action evaluer."


def _share(over: int, evaluated: int) -> str:
    """How many of the actions that are over were evaluated."""
    if over == 1:
        done = "a été" if evaluated else "n'a pas été"
        return f"La seule action finie {done} évaluée."
    if not evaluated:
        return f"Aucune des {over} actions finies n'a été évaluée."
    if evaluated == 1:
        return f"1 action finie sur {over} a été évaluée."
    return f"{evaluated} actions finies sur {over} ont été évaluées."
