"""Bilans: every version that was arrested, and where it went."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Bilans"]


@frozen(kw_only=True)
class Bilans(Question):
    """Les bilans arrêtés, version par version : quand, par qui, et à qui ils sont allés."""

    declaration = QuestionDeclaration(name="bilans", label="Bilans arrêtés")
    columns = (
        Column("annee_scolaire", "Année"),
        Column("version", "Version", "nombre"),
        Column("libelle_etat", "État"),
        Column("date_arret", "Arrêtée le", "date"),
        Column("date_transmission", "Transmise le", "date"),
        Column("destinataires", "Destinataires", "liste"),
        Column("motif_rectification", "Rouverte parce que", place="under"),
        Column("nb_chiffres", "Chiffres", "nombre", place="aside"),
        Column("code_auteur", "Arrêtée par", place="aside"),
        Column("canal", "Canal", place="aside"),
        Column("empreinte", "Empreinte", help="SHA-256 de ses chiffres et textes.", place="aside"),
        Column("empreinte_fichier", "Empreinte du fichier transmis", place="aside"),
    )

    def answer(self, marts: Marts) -> Report:
        """By year and version."""
        return report(
            self,
            marts,
            "from bilans order by annee_scolaire, version",
            empty="Aucun bilan arrêté (`ter bilan arreter 2026-2027`).",
        )
