"""The figures of a bilan: each has a stable key, a definition, its value and that of N-1."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import OneChoice
from ter_core.reports.diffusion.outside import threshold_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.diffusion.year import LeavingYear
from ter_core.reports.figures import COLUMNS, Figures
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import Dimension

__all__ = ["BilanChiffres"]


@frozen(kw_only=True)
class BilanChiffres(Question):
    """Tous les chiffres du bilan d'une année : clé, définition, valeur ou bornes, N-1."""

    declaration = QuestionDeclaration(
        name="bilan-chiffres", label="Chiffres du bilan", arguments=("annee",)
    )
    columns = COLUMNS
    diffusion = Diffusion()

    annee: AskedYear = None
    par: Annotated[
        Dimension | None,
        OneChoice("Par", choices=Dimension, help="Sans elle, tous.", example="axe"),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """In the order of the bilan."""
        year = year_or_current(self.annee, marts.a_la_date)
        seuil = threshold_of(marts)
        figures = (
            Figures.of(marts, year) if seuil is None else LeavingYear.of(marts, year, seuil).figures
        )
        return Report(
            name=self.declaration.name,
            title=f"Chiffres du bilan {year}",
            columns=self.columns,
            rows=figures.rows(self.par),
            a_la_date=marts.a_la_date,
            empty=f"Rien n'est connu de l'année {year} (`ter annee ouvrir`).",
        )
