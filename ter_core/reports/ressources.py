"""Ressources: the teaching material that the network shares, and where to find it."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Named, OneChoice
from ter_core.reports.asking import report
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Ressources"]

_COLUMNS = (
    Column("code_affiche", "Ressource"),
    Column("titre", "Titre"),
    Column("libelles_niveaux", "Niveaux", "liste", "Vide s'ils ne sont pas dits."),
    Column("date_mutualisation", "Depuis le", "date"),
    Column("lien", "Lien", help="Où la trouver.", place="under"),
    Column("licence", "Licence"),
    Column("niveaux", "Niveaux (mots)", "liste", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal.", place="aside"),
)


@frozen(kw_only=True)
class Ressources(Question):
    """Les ressources que les équipes du réseau se partagent, et où les trouver."""

    declaration = QuestionDeclaration(
        name="ressources", label="Ressources mutualisées", arguments=("annee",)
    )
    columns = _COLUMNS

    annee: Annotated[
        AnneeScolaire | None,
        Named(
            "Année scolaire",
            of=AnneeScolaire,
            help="Partagées cette année-là ; par défaut, toutes.",
            example="2026-2027",
        ),
    ] = None
    niveau: Annotated[
        Niveau | None, OneChoice("Niveau", choices=Niveau, help="Auquel elle sert.", example="CM1")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """The latest first."""
        filters = Filters(marts)
        filters.add("niveau", self.niveau, "list_contains(niveaux, $niveau)")
        narrowed = bool(filters.conditions)
        filters.add("annee", self.annee, "annee_scolaire = $annee")
        when = f" en {self.annee}" if self.annee else ""
        return report(
            self,
            marts,
            f"from ressources {filters.where}order by date_mutualisation desc, code_affiche",
            values=filters.values,
            title=f"Ressources mutualisées{when}",
            empty=f"Aucune ressource mutualisée{when} : ter ressource mutualiser.",
            narrowed=narrowed,
        )
