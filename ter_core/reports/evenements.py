"""Événements: the log as it was recorded, newest last."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from attrs import frozen

from ter_core.events.fields import Count, Day, Ref, Title
from ter_core.reports.asking import report
from ter_core.reports.codes import subject_named
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.subjects import key_of

__all__ = ["Evenements"]

_COLUMNS = (
    Column("id_court", "Identifiant", help="De quoi le nommer dans une commande."),
    Column("survenu_le", "Le", "date", "Date du fait."),
    Column("libelle", "Événement"),
    Column("code_affiche", "Sujet"),
    Column("code_auteur", "Par"),
    Column("enregistre_le", "Enregistré le", "horodatage", place="aside"),
    Column("origine", "Origine", place="aside"),
    Column("est_annule", "Annulé", "booleen"),
    Column("poste", "Poste de travail", place="aside"),
    Column("rang", "Rang", "nombre", place="aside"),
    Column("type", "Type", place="aside"),
    Column("est_type_connu", "Type connu", "booleen", place="aside"),
    Column("sujet", "Sujet en entier", place="aside"),
    Column("id", "Identifiant entier", place="aside"),
    Column("donnees", "Contenu", place="aside"),
)


@frozen(kw_only=True)
class Evenements(Question):
    """Les événements du journal, tels qu'ils ont été enregistrés."""

    declaration = QuestionDeclaration(name="evenements", label="Événements")
    columns = _COLUMNS

    auteur_des_faits: Annotated[
        str | None, Ref("Auteur", to=("acteur",), help="Qui a enregistré.", example="principal")
    ] = None
    nature: Annotated[str | None, Title("Nature", help="Nature du sujet.", example="decision")] = (
        None
    )
    du: Annotated[date | None, Day("Du", help="Premier jour du fait.", example="01/09/2026")] = None
    derniers: Annotated[
        int | None, Count("Derniers", least=1, help="Seulement les derniers.", example="20")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """In the order in which they were recorded."""
        author = None
        if typed := self.auteur_des_faits:
            author = key_of(subject_named(marts, typed, ("acteur",), where="auteur"))
        values: dict[str, Any] = {
            "auteur": author,
            "nature": self.nature,
            "du": self.du,
            "derniers": self.derniers or 2**53,
        }
        return report(
            self,
            marts,
            "from (from evenements\n"
            "where ($auteur is null or code_auteur = $auteur)\n"
            "and ($nature is null or nature = $nature)\n"
            "and ($du is null or survenu_le >= $du)\n"
            "order by id desc limit $derniers) order by id",
            values=values,
            empty="Aucun événement.",
        )
