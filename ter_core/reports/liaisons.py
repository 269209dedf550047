"""Liaisons: what écoles and collège did together, for pupils of both degrés."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.projets_suivis import Followed, ProjetsSuivis, columns_of, done
from ter_core.reports.question import QuestionDeclaration
from ter_core.vocabulary.choices import NatureAction

__all__ = ["Liaisons"]

_NATURE = NatureAction.LIAISON.value


@frozen(kw_only=True)
class Liaisons(ProjetsSuivis):
    """Les liaisons école-collège de l'année scolaire : écoles et collège venus, élèves, équipes."""

    declaration = QuestionDeclaration(
        name="liaisons", label="Liaisons école-collège", arguments=("annee",)
    )
    columns = columns_of(
        "nb_eleves",
        "nb_enseignants_1d",
        "nb_enseignants_2d",
        "nb_etablissements_1d",
        "nb_etablissements_2d",
    )
    condition = f"nature = '{_NATURE}'"
    natures = (_NATURE,)
    empty = "Aucune liaison école-collège en {annee} : « ter action inscrire --nature liaison »."
    proofs = (f"projets_realises.nature.{_NATURE}", f"eleves_touches.nature.{_NATURE}")

    def told(self, followed: Followed) -> tuple[str, ...]:
        """How many, for which pupils, with which teachers."""
        told = [
            followed.pupils(_NATURE),
            followed.different("enseignants", _NATURE, "enseignant"),
        ]
        listed = " ; ".join(one for one in told if one)
        head = done(followed, "projet de liaison", "", "projets de liaison")
        return (f"En {followed.annee}, {head}{f' : {listed}' if listed else ''}.",)
