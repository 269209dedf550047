"""Séances: when each instance met or will meet, and where its relevé is."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Ref
from ter_core.reports.asking import report
from ter_core.reports.codes import subject_named
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.subjects import key_of

__all__ = ["Seances"]

_COLUMNS = (
    Column("code_affiche", "Séance"),
    Column("debut", "Début", "horodatage"),
    Column("libelle_instance", "Instance"),
    Column("libelle_etat", "État"),
    Column("nb_decisions", "Décisions", "nombre"),
    Column("nb_presents", "Présents", "nombre"),
    Column("lieu", "Lieu"),
    Column("libelle_modalite", "Modalité", place="aside"),
    Column("fin", "Fin", "horodatage", place="aside"),
    Column("nb_points", "Points", "nombre", place="aside"),
    Column("nb_points_traites", "Points traités", "nombre", place="aside"),
    Column("nb_reports", "Reports", "nombre", place="aside"),
    Column("date_diffusion", "Relevé diffusé le", "date"),
    Column("version_releve", "Version du relevé", "nombre", place="aside"),
    Column("prochaine_seance", "Prochaine séance", "date", place="aside"),
    Column("code_instance", "Code de l'instance", place="aside"),
    Column("est_conflit", "En conflit", "booleen"),
    Column("est_incomplet", "Incomplète", "booleen"),
)


@frozen(kw_only=True)
class Seances(Question):
    """Les séances des instances : dates, présents, décisions, état du relevé."""

    declaration = QuestionDeclaration(name="seances", label="Séances")
    columns = _COLUMNS

    instance: Annotated[str | None, Ref("Instance", to=("instance",), example="copil")] = None

    def answer(self, marts: Marts) -> Report:
        """By date."""
        code = None
        if self.instance:
            code = key_of(subject_named(marts, self.instance, ("instance",), where="instance"))
        return report(
            self,
            marts,
            "from seances where $instance is null or code_instance = $instance\n"
            "order by debut, code_affiche",
            values={"instance": code},
            empty="Aucune séance.",
        )
