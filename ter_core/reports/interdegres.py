"""Inter-degrés: the projects that brought pupils of both degrés together, whatever their nature."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from ter_core.reports.counted import counted
from ter_core.reports.projets_suivis import Followed, ProjetsSuivis, columns_of
from ter_core.reports.question import QuestionDeclaration

__all__ = ["Interdegres"]


@frozen(kw_only=True)
class Interdegres(ProjetsSuivis):
    """Les projets de l'année où sont venus des élèves du premier et du second degré."""

    declaration = QuestionDeclaration(
        name="interdegres", label="Projets inter-degrés", arguments=("annee",)
    )
    columns = columns_of(
        "libelle_nature", "nb_eleves", "nb_etablissements_1d", "nb_etablissements_2d"
    )
    condition = "est_interdegres"
    empty = (
        "Aucun projet inter-degrés en {annee} : il le devient quand « ter participation "
        "enregistrer » y voit des élèves des deux degrés."
    )
    proofs = ("projets_interdegres",)

    def told(self, followed: Followed) -> tuple[str, ...]:
        """How many, of which natures."""
        found = Counter(row["libelle_nature"] for row in followed.rows)
        listed = ", ".join(f"{nature} : {count}" for nature, count in found.most_common())
        head = counted(len(followed.rows), "projet inter-degrés", "projets inter-degrés")
        came = counted(followed.sum("nb_eleves"), "participation")
        return (f"En {followed.annee}, {head} ({listed}) : {came} d'élèves.",)
