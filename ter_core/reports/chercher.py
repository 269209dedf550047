"""Chercher: where a word or a name is written in the log."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Title
from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report

__all__ = ["Chercher"]


@frozen(kw_only=True)
class Chercher(Question):
    """Où un mot, un nom ou une phrase est écrit dans le journal, sans égard aux accents."""

    declaration = QuestionDeclaration(name="chercher", label="Textes trouvés", arguments=("texte",))
    columns = (
        Column("survenu_le", "Le", "date", "Date du fait."),
        Column("libelle", "Événement"),
        Column("texte", "Texte", place="under"),
        Column("code_affiche", "Sujet"),
        Column("champ", "Champ"),
        Column("id_court", "Identifiant", help="De quoi le nommer dans une commande."),
        Column("type", "Type", place="aside"),
        Column("sujet", "Sujet en entier", place="aside"),
        Column("evenement", "Identifiant entier", place="aside"),
    )

    texte: Annotated[str, Title("Texte", help="Ce qui est cherché.", example="piscine")]

    def answer(self, marts: Marts) -> Report:
        """In the order in which it was recorded."""
        return report(
            self,
            marts,
            "from textes where contains(texte_plie, $wanted) order by evenement, champ",
            values={"wanted": _folded(self.texte)},
            title=f"« {self.texte} » dans le journal",
            empty="Ce texte n'est écrit nulle part dans le journal.",
        )


def _folded(text: str) -> str:
    """As the mart folds: without accents, in lower case."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(one for one in plain if not unicodedata.combining(one)).lower()
