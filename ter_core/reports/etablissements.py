"""Établissements: the schools of the network, and their headcounts of each year."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Ref
from ter_core.reports.asking import report
from ter_core.reports.diffusion.cells import Cells
from ter_core.reports.diffusion.rows import Diffusion, Row
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current

__all__ = ["Effectifs", "Etablissements"]


@frozen(kw_only=True)
class Etablissements(Question):
    """Les écoles, collèges et lycées, leurs codes et leur effectif de l'année."""

    declaration = QuestionDeclaration(name="etablissements", label="Établissements")
    columns = (
        Column("code", "Code"),
        Column("nom", "Nom"),
        Column("uai", "UAI"),
        Column("nom_commune", "Commune"),
        Column(
            "effectif",
            "Élèves",
            "nombre",
            "Dernier effectif constaté dans l'année scolaire.",
            persons=True,
        ),
        Column("nb_enseignants", "Enseignants", "nombre", "Comme l'effectif.", persons=True),
        Column("libelle_nature", "Nature"),
        Column("degre", "Degré", help="1D ou 2D.", place="aside"),
        Column("libelle_secteur", "Secteur"),
        Column("rpi", "RPI", help="Regroupement pédagogique."),
        Column("libelle_etat", "État"),
        Column("code_insee", "Code INSEE", place="aside"),
        Column("date_effectif", "Effectif constaté le", "date", place="aside"),
        Column(
            "est_reseau",
            "Du réseau",
            "booleen",
            "Dans une commune du territoire, et non retiré.",
            place="aside",
        ),
        Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
        Column("est_incomplet", "Incomplet", "booleen", "Une cause manque au journal."),
        Column("nature", "Nature (mot)", place="aside"),
        Column("secteur", "Secteur (mot)", place="aside"),
        Column("etat", "État (mot)", place="aside"),
        Column("date_rattachement", "Rattaché le", "date", place="aside"),
    )
    diffusion = Diffusion()

    def answer(self, marts: Marts) -> Report:
        """By degré, then by code."""
        return report(
            self,
            marts,
            "from etablissements order by degre, code",
            empty="Aucun établissement rattaché : ter etablissement rattacher.",
        )


def _add_up(cells: Cells, rows: tuple[Row, ...]) -> None:
    """A cycle is made of its levels, a level of its classes."""
    for number, row in enumerate(rows):
        if row["groupe"] is None:
            found = [place for place, other in enumerate(rows) if _is_in(other, row)]
            for column in ("effectif", "plus_grand"):
                cells.divide((number, column), [(place, column) for place in found])


def _is_in(part: Row, whole: Row) -> bool:
    """Whether a headcount is of a class of this level, or of a level of this cycle."""
    if any(part[name] != whole[name] for name in ("uai", "population", "cycle")):
        return False
    if whole["niveau"] is None:
        return part["niveau"] is not None and part["groupe"] is None
    return bool(part["niveau"] == whole["niveau"] and part["groupe"] is not None)


@frozen(kw_only=True)
class Effectifs(Question):
    """Les effectifs constatés dans l'année scolaire, par niveau, par classe ou par cycle."""

    declaration = QuestionDeclaration(name="effectifs", label="Effectifs", arguments=("annee",))
    columns = (
        Column("code_etablissement", "Établissement"),
        Column("libelle_population", "Population"),
        Column("libelle_niveau", "Niveau", help="Vide pour les enseignants ou un cycle entier."),
        Column("groupe", "Classe", help="Vide pour le niveau ou le cycle entier."),
        Column("cycle", "Cycle"),
        Column("effectif", "Effectif", "nombre", "Le dernier de l'année.", persons=True),
        Column("date_constat", "Constaté le", "date"),
        Column("source", "Source", place="aside"),
        Column(
            "plus_grand",
            "Plus grand",
            "nombre",
            "Le plus grand de l'année.",
            place="aside",
            persons=True,
        ),
        Column("nom_etablissement", "Nom de l'établissement", place="aside"),
        Column("uai", "UAI", place="aside"),
        Column("niveau", "Niveau (mot)", place="aside"),
        Column("population", "Population (mot)", place="aside"),
        Column("annee_scolaire", "Année scolaire", place="aside"),
        Column("id_court", "Événement", help="De quoi le nommer dans une commande.", place="aside"),
    )
    diffusion = Diffusion(together=(("effectif", "plus_grand"),), relate=_add_up)

    annee: AskedYear = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Son code ou son UAI.",
            example="guillestre",
        ),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By school, pupils then teachers, level by level, each before its classes."""
        filters = Filters(marts)
        filters.add_subject(
            "etablissement", self.etablissement, "'etablissement:' || uai = $etablissement"
        )
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        return report(
            self,
            marts,
            f"from effectifs {filters.where}"
            "order by code_etablissement, population, ordre, cycle, groupe nulls first",
            values=filters.values,
            title=f"Effectifs de {year}",
            empty=f"Aucun effectif constaté en {year} : ter effectif constater.",
            narrowed=narrowed,
        )
