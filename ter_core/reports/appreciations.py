"""Appréciations: what was noticed or wished, which the bilan will say."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import OneChoice
from ter_core.reports.asking import report
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import Choice

__all__ = ["Appreciations", "NatureAppreciation"]


class NatureAppreciation(Choice):
    """What an appréciation says."""

    REUSSITE = "reussite", "réussite"
    DIFFICULTE = "difficulte", "difficulté"
    PERSPECTIVE = "perspective", "perspective"


_COLUMNS = (
    Column("id_court", "Appréciation", help="De quoi la nommer dans une commande."),
    Column("date_appreciation", "Le", "date"),
    Column("libelle_nature", "Nature"),
    Column("texte", "Texte", place="under"),
    Column("code_axe", "Axe", help="Le sien, à défaut celui de son action."),
    Column("code_action", "Action"),
    Column("code_auteur", "Par"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Appreciations(Question):
    """Les réussites, difficultés et perspectives de l'année scolaire, pour le bilan."""

    declaration = QuestionDeclaration(
        name="appreciations", label="Appréciations", arguments=("annee",)
    )
    columns = _COLUMNS

    annee: AskedYear = None
    axe: AskedAxe = None
    nature: Annotated[
        NatureAppreciation | None,
        OneChoice("Nature", choices=NatureAppreciation, example="reussite"),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date."""
        filters = Filters(marts)
        filters.add_axe(self.axe)
        filters.add("nature", self.nature, "nature = $nature")
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        return report(
            self,
            marts,
            f"from appreciations {filters.where}order by date_appreciation, sujet",
            values=filters.values,
            title=f"Appréciations de {year}",
            empty=f"Aucune appréciation en {year} : ter reussite relever, ter difficulte relever, "
            "ter perspective proposer.",
            narrowed=narrowed,
        )
