"""Couverture: which part of the network was reached, and what never was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from attrs import evolve, frozen

from ter_core.events.fields import Flag, OneChoice
from ter_core.reports.asking import report
from ter_core.reports.diffusion.outside import threshold_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.diffusion.year import LeavingYear
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import DimensionReseau

__all__ = ["Couverture"]

_COLUMNS = (
    Column("libelle", "Réseau"),
    Column("effectif", "Effectif", "nombre", "Vide s'il manque celui d'une partie."),
    Column("touches", "Élèves touchés", "bornes", "Élèves différents, au moins et au plus."),
    Column("taux", "Part (%)", "bornes", "Du réseau, arrondie vers le bas."),
    Column("constat", "Constat", help="Touché, jamais touché, ou commune sans école."),
    Column("dimension", "Dimension", place="aside"),
    Column("valeur", "Code", place="aside"),
    Column("est_touche", "Touché", "booleen", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
)


_SOURCE = """from (
  select *, {'minimum': minimum, 'maximum': maximum} as touches,
    {'minimum': taux_minimum, 'maximum': taux_maximum} as taux
  from couverture
)
where
  annee_scolaire = $annee
  and ($par is null or dimension = $par)
  and (not $jamais or constat = 'jamais touché')
order by
  list_position(
    ['ensemble', 'degre', 'cycle', 'niveau', 'etablissement', 'commune'], dimension
  ),
  constat = 'sans école', rang, libelle
"""


@frozen(kw_only=True)
class Couverture(Question):
    """Quelle part du réseau est touchée : écoles, niveaux, communes, et ce qui ne l'est jamais."""

    declaration = QuestionDeclaration(
        name="couverture", label="Couverture du réseau", arguments=("annee",)
    )
    columns = _COLUMNS
    diffusion = Diffusion()

    annee: AskedYear = None
    par: Annotated[
        DimensionReseau | None,
        OneChoice("Par", choices=DimensionReseau, example="etablissement"),
    ] = None
    jamais: Annotated[
        bool, Flag("Jamais touchés", help="Seulement ce qui n'a jamais été touché.")
    ] = False

    def answer(self, marts: Marts) -> Report:
        """The whole, then degrés, cycles, levels, schools, communes; those without école last."""
        year = year_or_current(self.annee, marts.a_la_date)
        found = report(
            self,
            marts,
            _SOURCE,
            values={"annee": year, "par": self.par, "jamais": self.jamais},
            title=f"{self.declaration.label}, {year}",
            empty="Tout le réseau a été touché."
            if self.jamais
            else f"Aucun établissement n'est rattaché au réseau en {year} "
            "(`ter etablissement rattacher`).",
        )
        seuil = threshold_of(marts)
        if seuil is None:
            return found
        leaving = LeavingYear.of(marts, year, seuil)
        return evolve(found, rows=tuple(_told_rows(found, leaving)))


def _told_rows(found: Report, leaving: LeavingYear) -> Iterator[tuple[Any, ...]]:
    """The rows outside the team: the same counts as in the bilan are told, whatever is asked."""
    told = {(one.dimension, one.valeur): one for one in leaving.coverage.every}
    for row in found.named():
        one = told[row["dimension"], row["valeur"]]
        yield tuple(
            getattr(one, name) if name in ("effectif", "touches", "taux") else value
            for name, value in row.items()
        )
