"""Conflits: values that two postes set without knowing of each other."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Conflits"]

_COLUMNS = (
    Column("code_affiche", "Sujet"),
    Column("libelle_champ", "Champ"),
    Column("valeur", "Valeur retenue", help="Celle qui compte tant que rien n'est tranché."),
    Column("evenement", "Événement", help="À citer pour retenir cette valeur."),
    Column("autre_valeur", "Autre valeur"),
    Column("autre_evenement", "Autre événement", help="À citer pour retenir celle-ci."),
    Column("auteur", "Par"),
    Column("survenu_le", "Le", "date", place="aside"),
    Column("autre_auteur", "L'autre par"),
    Column("autre_survenu_le", "L'autre le", "date", place="aside"),
    Column("sujet", "Sujet en entier", place="aside"),
)
_SOURCE = """from (
    select
        coalesce(n.code_affiche, c.sujet) as code_affiche,
        c.libelle_champ,
        c.valeur,
        right(c.evenement, 8) as evenement,
        c.autre_valeur,
        right(c.autre_evenement, 8) as autre_evenement,
        split_part(c.auteur, ':', 2) as auteur,
        c.survenu_le,
        split_part(c.autre_auteur, ':', 2) as autre_auteur,
        c.autre_survenu_le,
        c.sujet
    from conflits as c
    left join codes as n on c.sujet = n.sujet
)
order by code_affiche, libelle_champ, autre_evenement"""


@frozen(kw_only=True)
class Conflits(Question):
    """Les saisies qui se contredisent, à trancher avec « ter conflit trancher »."""

    declaration = QuestionDeclaration(name="conflits", label="Conflits à trancher")
    columns = _COLUMNS

    def answer(self, marts: Marts) -> Report:
        """By subject and field."""
        return report(self, marts, _SOURCE, empty="Aucun conflit.")
