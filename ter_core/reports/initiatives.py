"""Initiatives: the ideas of the year and what became of them, with those still open."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import OneChoice
from ter_core.reports.asking import report
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import EtatInitiative, NatureAction

__all__ = ["Initiatives"]


_COLUMNS = (
    Column("code_affiche", "Initiative"),
    Column("idee", "Idée", place="under"),
    Column("date_proposition", "Proposée le", "date"),
    Column("libelle_etat", "État"),
    Column("date_etat", "Depuis le", "date"),
    Column("libelle_domaine", "Domaine"),
    Column("code_action", "Action", help="Celle qui en est née."),
    Column("motif", "Écartée parce que", place="under"),
    Column("est_interdegres", "Inter-degrés", "booleen", "Pour des élèves des deux degrés."),
    Column("est_ouverte", "Ouverte", "booleen", "Ni retenue, ni écartée.", place="aside"),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("etat", "État (mot)", place="aside"),
    Column("domaine", "Domaine (mot)", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Initiatives(Question):
    """Les idées proposées dans l'année scolaire, et celles d'avant qui attendent encore."""

    declaration = QuestionDeclaration(name="initiatives", label="Initiatives", arguments=("annee",))
    columns = _COLUMNS

    annee: AskedYear = None
    domaine: Annotated[
        NatureAction | None, OneChoice("Domaine", choices=NatureAction, example="culture")
    ] = None
    etat: Annotated[
        EtatInitiative | None, OneChoice("État", choices=EtatInitiative, example="proposee")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """The open ones first, by date."""
        filters = Filters(marts)
        filters.add("domaine", self.domaine, "domaine = $domaine")
        filters.add("etat", self.etat, "etat = $etat")
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add(
            "annee",
            year,
            "(annee_scolaire is null or annee_scolaire = $annee "
            "or (est_ouverte and annee_scolaire < $annee))",
        )
        return report(
            self,
            marts,
            f"from initiatives {filters.where}"
            "order by est_ouverte desc, date_proposition, code_affiche",
            values=filters.values,
            title=f"Initiatives de {year}",
            empty=f"Aucune initiative en {year} : ter initiative proposer.",
            narrowed=narrowed,
        )
