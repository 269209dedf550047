"""Réseau: the functions, organismes, instances and axes, with the codes that name them."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Acteurs", "Axes", "Organismes"]


@frozen(kw_only=True)
class Acteurs(Question):
    """Les fonctions exercées dans le réseau, et leurs codes."""

    declaration = QuestionDeclaration(name="acteurs", label="Acteurs du réseau")
    columns = (
        Column("code", "Code", holds="acteur"),
        Column("qualite", "Qualité"),
        Column("libelles_roles", "Rôles", "liste"),
        Column("code_organisme", "Organisme"),
        Column("code_etablissement", "Établissement"),
        Column("libelle_etat", "État"),
        Column("est_en_fonction", "En fonction", "booleen", place="aside"),
    )

    def answer(self, marts: Marts) -> Report:
        """By code."""
        return report(self, marts, "from acteurs order by code", empty="Aucun acteur inscrit.")


@frozen(kw_only=True)
class Organismes(Question):
    """Les organismes du territoire et leurs codes."""

    declaration = QuestionDeclaration(name="organismes", label="Organismes")
    columns = (
        Column("code", "Code"),
        Column("nom", "Nom"),
        Column("libelle_nature", "Nature"),
        Column("code_insee", "Code INSEE"),
        Column("siren", "SIREN"),
        Column("libelle_etat", "État"),
    )

    def answer(self, marts: Marts) -> Report:
        """By code."""
        return report(
            self, marts, "from organismes order by code", empty="Aucun organisme inscrit."
        )


@frozen(kw_only=True)
class Axes(Question):
    """Les axes de la convention, leurs actions et leurs décisions."""

    declaration = QuestionDeclaration(name="axes", label="Axes de la convention")
    columns = (
        Column("code", "Code"),
        Column("numero", "Numéro", "nombre"),
        Column("intitule", "Intitulé"),
        Column("nb_actions", "Actions", "nombre", "Sauf les annulées."),
        Column(
            "nb_actions_ouvertes",
            "Actions ouvertes",
            "nombre",
            "Ni terminées, ni passées.",
            place="aside",
        ),
        Column("nb_decisions", "Décisions", "nombre"),
        Column("nb_decisions_ouvertes", "Dont ouvertes", "nombre"),
    )

    def answer(self, marts: Marts) -> Report:
        """By number."""
        return report(self, marts, "from axes order by numero, code", empty="Aucun axe défini.")
