"""Familles: what was done toward families, and what they came to."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.counted import counted
from ter_core.reports.projets_suivis import Followed, ProjetsSuivis, columns_of, done
from ter_core.reports.question import QuestionDeclaration
from ter_core.vocabulary.choices import NatureAction

__all__ = ["Familles"]

_NATURE = NatureAction.FAMILLE.value


@frozen(kw_only=True)
class Familles(ProjetsSuivis):
    """Ce qui est fait en direction des familles dans l'année, et où elles sont venues."""

    declaration = QuestionDeclaration(name="familles", label="Familles", arguments=("annee",))
    columns = columns_of("nb_familles", "libelle_nature")
    condition = f"nature = '{_NATURE}' or nb_familles > 0"
    empty = (
        "Rien envers les familles en {annee} : « ter action inscrire --nature famille », ou "
        "« ter participation enregistrer --familles »."
    )
    proofs = (f"projets_realises.nature.{_NATURE}", "familles")

    def told(self, followed: Followed) -> tuple[str, ...]:
        """How many projects, and the families that came, as many times as they did."""
        aimed = followed.of_nature(_NATURE)
        others = len(followed.rows) - len(aimed.rows)
        head = done(aimed, "projet envers les familles", "", "projets envers les familles")
        told = [head] if aimed.rows else []
        if others:
            plural = "autres projets où elles sont venues"
            told.append(counted(others, "autre projet où elles sont venues", plural))
        came = counted(followed.sum("nb_familles"), "participation")
        return (
            f"En {followed.annee}, {' et '.join(told)} : {came} de familles.",
            "Une famille venue deux fois y compte deux fois.",
        )
