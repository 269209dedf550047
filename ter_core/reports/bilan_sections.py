"""Sections of a bilan: what people wrote of it so far, each in its last version."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.asking import report
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import SectionBilan

__all__ = ["BilanSections"]


@frozen(kw_only=True)
class BilanSections(Question):
    """Les sections rédigées du bilan d'une année : la dernière rédaction de chacune."""

    declaration = QuestionDeclaration(
        name="bilan-sections", label="Sections du bilan", arguments=("annee",)
    )
    columns = (
        Column("libelle_section", "Section"),
        Column("texte", "Texte", place="under"),
        Column("code_axe", "Axe", help="Vide si elle parle de tous."),
        Column("date_redaction", "Rédigée le", "date"),
        Column("code_auteur", "Par"),
        Column("id_court", "Rédaction", help="De quoi la nommer dans une commande."),
        Column("libelle_axe", "Intitulé de l'axe", place="aside"),
        Column("annee_scolaire", "Année scolaire", place="aside"),
        Column("section", "Section (mot)", place="aside"),
    )

    annee: AskedYear = None
    axe: AskedAxe = None

    def answer(self, marts: Marts) -> Report:
        """In the order of the bilan, what is about one axe after what is about all."""
        filters = Filters(marts)
        filters.add_axe(self.axe)
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        values = {**filters.values, "ordre": [one.value for one in SectionBilan]}
        return report(
            self,
            marts,
            f"from sections_bilan {filters.where}"
            "order by list_position($ordre, section), code_axe nulls first",
            values=values,
            title=f"Sections du bilan {year}",
            empty=f"Aucune section du bilan {year} n'est rédigée (`ter section rediger {year}`).",
            narrowed=narrowed,
        )
