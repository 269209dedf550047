"""Historique: the story of one subject, event after event, the annulled ones included."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Title
from ter_core.reports.asking import report
from ter_core.reports.codes import find_subject
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Historique"]

_COLUMNS = (
    Column("survenu_le", "Le", "date", "Date du fait."),
    Column("libelle", "Événement"),
    Column("resume", "Contenu", place="under"),
    Column("code_auteur", "Par"),
    Column("id_court", "Identifiant", help="De quoi le nommer dans une commande."),
    Column("est_annule", "Annulé", "booleen", place="aside"),
    Column("annule_par", "Annulé par"),
    Column("qualite_auteur", "Qualité", place="aside"),
    Column("enregistre_le", "Enregistré le", "horodatage", place="aside"),
    Column("type", "Type", place="aside"),
)


@frozen(kw_only=True)
class Historique(Question):
    """L'histoire d'un sujet : ce qui a été enregistré, par qui, quand, et ce qui a été annulé."""

    declaration = QuestionDeclaration(name="historique", label="Historique", arguments=("sujet",))
    columns = _COLUMNS

    sujet: Annotated[
        str,
        Title("Sujet", help="Son code, ou la fin de son identifiant.", example="D14"),
    ]

    def answer(self, marts: Marts) -> Report:
        """In the order in which the events stand on each other."""
        found = find_subject(marts, self.sujet, where="sujet")
        return report(
            self,
            marts,
            "from historique where sujet = $sujet order by ordre",
            values={"sujet": found.subject},
            title=f"Historique de {found.told}",
        )
