"""Participations: who came to which action, day after day; numbers, never names."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import OneChoice, Ref
from ter_core.reports.asking import report
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import NatureAction

__all__ = ["Participations"]

_COLUMNS = (
    Column("id_court", "Participation", help="De quoi la nommer dans une commande."),
    Column("date_participation", "Le", "date", "Le dernier jour, s'il y en a plusieurs."),
    Column("code_action", "Action"),
    Column("lignes", "Élèves, groupe par groupe", "liste", place="under"),
    Column("nb_eleves", "Élèves présents", "nombre"),
    Column("nb_enseignants", "Enseignants présents", "nombre"),
    Column("familles", "Familles présentes", "nombre"),
    Column("est_estimation", "Environ", "booleen", "Les nombres sont donnés « environ »."),
    Column("intitule_action", "Intitulé"),
    Column("lieu", "Lieu"),
    Column("nb_filles", "Dont filles", "nombre", "Là où on les a comptées.", place="aside"),
    Column("autres_professionnels", "Autres professionnels", "nombre", place="aside"),
    Column("accompagnateurs", "Accompagnateurs", "nombre", place="aside"),
    Column("partenaires", "Partenaires", "liste"),
    Column("heures", "Heures", "nombre", place="aside"),
    Column("du", "Depuis le", "date", "Premier jour, s'il y en a plusieurs.", place="aside"),
    Column("etablissements", "Établissements", "liste", place="aside"),
    Column("niveaux", "Niveaux", "liste", place="aside"),
    Column("code_axe", "Axe", place="aside"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("libelle_nature", "Nature", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("mois", "Mois", place="aside"),
    Column("periode", "Période", place="aside"),
    Column("est_corrigee", "Corrigée", "booleen", place="aside"),
    Column("code_auteur", "Enregistrée par", place="aside"),
    Column("enregistre_le", "Enregistrée le", "horodatage", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Participations(Question):
    """Les participations de l'année scolaire : qui est venu à quelle action, quel jour."""

    declaration = QuestionDeclaration(
        name="participations", label="Participations", arguments=("annee",)
    )
    columns = _COLUMNS

    annee: AskedYear = None
    action: Annotated[str | None, Ref("Action", to=("action",), example="A7")] = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Dont des élèves ou des enseignants sont venus ; son code ou son UAI.",
            example="guillestre",
        ),
    ] = None
    axe: AskedAxe = None
    nature: Annotated[
        NatureAction | None, OneChoice("Nature", choices=NatureAction, example="sport")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date."""
        filters = Filters(marts)
        filters.add_subject("action", self.action, "sujet_action = $action")
        filters.add_subject(
            "etablissement",
            self.etablissement,
            "list_contains(sujets_etablissements, $etablissement)",
        )
        filters.add_axe(self.axe)
        filters.add("nature", self.nature, "nature = $nature")
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        return report(
            self,
            marts,
            f"from participations {filters.where}"
            "order by date_participation, code_action, enregistre_le, sujet",
            values=filters.values,
            title=f"Participations de {year}",
            empty=f"Aucune participation en {year} : ter participation enregistrer.",
            narrowed=narrowed,
        )
