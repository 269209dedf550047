"""Rencontres: who was met outside instances and actions, about what, and what follows."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Ref
from ter_core.reports.asking import report
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current

__all__ = ["Rencontres"]

_COLUMNS = (
    Column("id_court", "Rencontre", help="De quoi la nommer dans une commande."),
    Column("date_rencontre", "Le", "date"),
    Column("objet", "Objet"),
    Column("organismes", "Organismes", "liste", "Vide pour une réunion d'équipes."),
    Column("etablissements", "Établissements", "liste", "Dont l'équipe était là."),
    Column("suites", "Suites", place="under"),
    Column("noms_organismes", "Noms des organismes", "liste", place="aside"),
    Column("noms_etablissements", "Noms des établissements", "liste", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("code_auteur", "Enregistrée par", place="aside"),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal.", place="aside"),
)


@frozen(kw_only=True)
class Rencontres(Question):
    """Les rencontres de l'année scolaire : avec qui, sur quoi, et quelles suites."""

    declaration = QuestionDeclaration(name="rencontres", label="Rencontres", arguments=("annee",))
    columns = _COLUMNS

    annee: AskedYear = None
    organisme: Annotated[
        str | None,
        Ref("Organisme", to=("organisme",), help="Rencontré.", example="mairie-vars"),
    ] = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Dont l'équipe était là ; son code ou son UAI.",
            example="guillestre",
        ),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date."""
        filters = Filters(marts)
        filters.add_subject(
            "organisme", self.organisme, "list_contains(sujets_organismes, $organisme)"
        )
        filters.add_subject(
            "etablissement",
            self.etablissement,
            "list_contains(sujets_etablissements, $etablissement)",
        )
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        return report(
            self,
            marts,
            f"from rencontres {filters.where}order by date_rencontre, sujet",
            values=filters.values,
            title=f"Rencontres de {year}",
            empty=f"Aucune rencontre en {year} : ter rencontre tenir.",
            narrowed=narrowed,
        )
