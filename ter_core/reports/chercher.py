"""Chercher: where a word or a name is written in the log."""

from __future__ import annotations

import re
from typing import Annotated

from attrs import frozen

from ter_core.events.fields import Title
from ter_core.reports.asking import report
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.text import plain

__all__ = ["Chercher", "searched"]

_BETWEEN_WORDS = re.compile(r"[\W_]+")


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
            "from textes where $wanted <> '' and contains(texte_plie, $wanted)\n"
            "order by evenement, champ",
            values={"wanted": searched(self.texte).strip()},
            title=f"« {self.texte} » dans le journal",
            empty="Ce texte n'est écrit nulle part dans le journal.",
        )


def searched(text: str) -> str:
    """As the mart folds: in lower case, without accents, whatever stands between words a space."""
    return _BETWEEN_WORDS.sub(" ", plain(text))
