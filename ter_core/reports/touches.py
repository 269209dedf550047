"""How many pupils and teachers were reached, by any combination of dimensions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from attrs import frozen

from ter_core.events.fields import Choices
from ter_core.reports.asking import report
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import Dimension

__all__ = ["ElevesTouches", "EnseignantsTouches"]

_SUMS = "Les bornes par axe, nature, mois ou période ne s'additionnent pas."


def _columns(who: str) -> tuple[Column, ...]:
    return (
        Column("libelles", "Pour", "liste"),
        Column(
            "participations", "Participations", "nombre", f"Somme des {who} venus.", persons=True
        ),
        Column(
            "touches",
            f"{who.capitalize()} touchés",
            "bornes",
            f"{who.capitalize()} différents, au moins et au plus. {_SUMS}",
            persons=True,
        ),
        *(Column(one.value, one.label.capitalize(), place="aside") for one in Dimension),
        Column("annee_scolaire", "Année scolaire", place="aside"),
    )


@frozen(kw_only=True)
class _Reached(Question):
    """What the two questions share; `population` is the word of the marts."""

    diffusion = Diffusion(together=(("participations", "touches"),))
    population: ClassVar[str]

    annee: AskedYear = None
    par: Annotated[
        tuple[Dimension, ...],
        Choices("Par", choices=Dimension, help="Plusieurs se croisent.", example="niveau"),
    ] = (Dimension.ETABLISSEMENT, Dimension.NIVEAU)

    def answer(self, marts: Marts) -> Report:
        """By the dimensions asked for, in their own order."""
        year = year_or_current(self.annee, marts.a_la_date)
        return report(
            self,
            marts,
            "from (\n"
            "  select *, {'minimum': minimum, 'maximum': maximum} as touches\n"
            "  from touches_par($par)\n"
            "  where annee_scolaire = $annee and population = $population\n"
            ")\norder by rangs, libelles",
            values={
                "par": [one.value for one in self.par],
                "annee": year,
                "population": self.population,
            },
            title=f"{self.declaration.label}, {year}",
            empty=f"Personne n'a encore été compté en {year} (`ter participation enregistrer`).",
        )


@frozen(kw_only=True)
class ElevesTouches(_Reached):
    """Combien d'élèves ont été touchés, entre deux bornes, par niveau, axe ou mois."""

    declaration = QuestionDeclaration(
        name="eleves-touches", label="Élèves touchés", arguments=("annee",)
    )
    columns = _columns("élèves")
    population = "eleves"


@frozen(kw_only=True)
class EnseignantsTouches(_Reached):
    """Combien d'enseignants ont été touchés, entre deux bornes, par établissement ou axe."""

    declaration = QuestionDeclaration(
        name="enseignants-touches", label="Enseignants touchés", arguments=("annee",)
    )
    columns = _columns("enseignants")
    population = "enseignants"

    par: Annotated[
        tuple[Dimension, ...],
        Choices("Par", choices=Dimension, help="Plusieurs se croisent.", example="degre"),
    ] = (Dimension.ETABLISSEMENT,)
