"""Couverture: which part of the network was reached, and what never was."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Flag, OneChoice
from ter_core.reports.asking import report
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
        return report(
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
