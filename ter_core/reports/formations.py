"""Formations: which trainings of teachers were held, for how many of each degré."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.counted import counted
from ter_core.reports.projets_suivis import Followed, ProjetsSuivis, columns_of, done
from ter_core.reports.question import QuestionDeclaration
from ter_core.vocabulary.choices import NatureAction

__all__ = ["Formations"]

_NATURE = NatureAction.FORMATION.value


@frozen(kw_only=True)
class Formations(ProjetsSuivis):
    """Les formations de l'année scolaire : enseignants des deux degrés, professionnels, heures."""

    declaration = QuestionDeclaration(name="formations", label="Formations", arguments=("annee",))
    columns = columns_of(
        "nb_enseignants_1d", "nb_enseignants_2d", "heures", "nb_autres_professionnels"
    )
    condition = f"nature = '{_NATURE}'"
    natures = (_NATURE,)
    empty = "Aucune formation en {annee} : « ter action inscrire --nature formation »."
    proofs = (
        f"projets_realises.nature.{_NATURE}",
        f"enseignants_touches.nature.{_NATURE}",
    )

    def told(self, followed: Followed) -> tuple[str, ...]:
        """How many, for whom, how long."""
        told = [followed.different("enseignants", _NATURE, "enseignant")]
        if others := followed.sum("nb_autres_professionnels"):
            told.append(f"{counted(others, 'participation')} d'autres professionnels")
        if hours := followed.sum("heures"):
            told.append(counted(hours, "heure"))
        listed = " ; ".join(one for one in told if one)
        head = done(followed, "formation", "e")
        return (f"En {followed.annee}, {head}{f' : {listed}' if listed else ''}.",)
