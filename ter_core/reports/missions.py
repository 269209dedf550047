"""Missions: the letters that charge the coordination with its work, year after year."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Missions"]

_STATE = "Échue : sa fin est passée et personne ne l'a dite terminée."


@frozen(kw_only=True)
class Missions(Question):
    """Les lettres de mission : années, volets, quotité, révisions, renouvellements."""

    declaration = QuestionDeclaration(name="missions", label="Missions")
    columns = (
        Column("code_affiche", "Mission"),
        Column("annee_scolaire", "Année scolaire", help="Celle en vigueur."),
        Column("libelle_situation", "État", help=_STATE),
        Column("debut", "Début", "date"),
        Column("fin", "Fin", "date", "Renouvellements compris."),
        Column("quotite", "Quotité (%)", "nombre"),
        Column("libelles_volets", "Volets", "liste", place="under"),
        Column("nb_revisions", "Révisions", "nombre", place="aside"),
        Column("date_revision", "Dernière révision", "date", place="aside"),
        Column("motif_revision", "Motif de révision", place="aside"),
        Column("nb_renouvellements", "Renouvellements", "nombre", place="aside"),
        Column("date_renouvellement", "Dernier renouvellement", "date", place="aside"),
        Column(
            "annees_scolaires",
            "Années",
            "liste",
            "Celles pour lesquelles elle a été confiée ou renouvelée.",
            place="aside",
        ),
        Column("fin_initiale", "Fin initiale", "date", "Avant tout renouvellement.", place="aside"),
        Column("date_terminaison", "Terminée le", "date", place="aside"),
        Column("successeur", "Successeur", help="Qui la reprend.", place="aside", holds="acteur"),
        Column("libelle_successeur", "Qualité du successeur", place="aside"),
        Column("date_enregistrement", "Confiée le", "date", place="aside"),
        Column("situation", "État (mot)", place="aside"),
        Column("volets", "Volets (mots)", "liste", place="aside"),
        Column("est_conflit", "En conflit", "booleen", place="aside"),
        Column("est_incomplet", "Incomplète", "booleen", place="aside"),
    )

    def answer(self, marts: Marts) -> Report:
        """By date, the latest first."""
        return report(
            self,
            marts,
            "from missions order by debut desc, code_affiche",
            empty="Aucune mission confiée : ter mission confier.",
        )
