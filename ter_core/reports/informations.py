"""Informations: what was sent to whom, what came back, and what is still awaited."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Flag, OneChoice
from ter_core.reports.asking import NO_ANSWER, report
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import Public

__all__ = ["Informations"]

_COLUMNS = (
    Column("code_affiche", "Information"),
    Column("objet", "Objet", place="under"),
    Column("date_diffusion", "Envoyée le", "date"),
    Column("retour_attendu", "Réponse attendue le", "date"),
    Column("nb_jours_retard", "Retard (jours)", "nombre", "Depuis le jour attendu."),
    Column("nb_retours", "Réponses", "nombre", "Qui répond deux fois en fait deux."),
    Column("repondants", "De", "liste", "Qui a répondu, chacun une fois."),
    Column("libelles_publics", "Publics", "liste", "À qui elle est adressée."),
    Column("canal", "Canal"),
    Column("date_dernier_retour", "Dernière réponse", "date", place="aside"),
    Column("retours", "Ce qui est répondu", "liste", place="aside"),
    Column("noms_repondants", "Noms de ceux qui ont répondu", "liste", place="aside"),
    Column(
        "est_en_attente",
        "En attente",
        "booleen",
        "Une réponse est attendue et aucune n'est revenue.",
        place="aside",
    ),
    Column("est_en_retard", "En retard", "booleen", "En attente, le jour passé.", place="aside"),
    Column("publics", "Publics (mots)", "liste", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Informations(Question):
    """Le fil d'information : ce qui a été envoyé, à qui, et les réponses reçues ou attendues."""

    declaration = QuestionDeclaration(
        name="informations", label="Fil d'information", arguments=("annee",)
    )
    columns = _COLUMNS

    annee: AskedYear = None
    public: Annotated[
        Public | None,
        OneChoice("Public", choices=Public, help="À qui elle est adressée.", example="equipes_1d"),
    ] = None
    en_attente: Annotated[
        bool,
        Flag("En attente", help="Celles qui attendent encore une réponse, de toutes les années."),
    ] = False

    def answer(self, marts: Marts) -> Report:
        """By date; those that await an answer, by the day it is awaited."""
        filters = Filters(marts)
        filters.add("public", self.public, "list_contains(publics, $public)")
        if self.en_attente:
            filters.conditions.append("est_en_attente")
        narrowed = bool(filters.conditions)
        every = self.en_attente and self.annee is None
        year = None if every else year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "(annee_scolaire is null or annee_scolaire = $annee)")
        order = "retour_attendu, " if self.en_attente else ""
        return report(
            self,
            marts,
            f"from informations {filters.where}order by {order}date_diffusion, code_affiche",
            values=filters.values,
            title=self._title(year),
            empty=self._empty(year, narrowed=narrowed),
        )

    def _title(self, year: str | None) -> str:
        when = f" de {year}" if year else ""
        return f"Réponses attendues{when}" if self.en_attente else f"Informations{when}"

    def _empty(self, year: str | None, *, narrowed: bool) -> str:
        if self.en_attente and self.public is None:
            return f"Aucune réponse attendue{f' en {year}' if year else ''}."
        if narrowed:
            return NO_ANSWER
        return f"Aucune information en {year} : ter information diffuser."
