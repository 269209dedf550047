"""Culture and sport: the cultural and sports projects, in schools and between degrés."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.counted import counted
from ter_core.reports.projets_suivis import Followed, ProjetsSuivis, columns_of, done
from ter_core.reports.question import QuestionDeclaration
from ter_core.vocabulary.choices import NatureAction

__all__ = ["CultureSport"]

_NATURES = (NatureAction.CULTURE, NatureAction.SPORT)


@frozen(kw_only=True)
class CultureSport(ProjetsSuivis):
    """Les projets culturels et sportifs de l'année scolaire, dont les inter-degrés."""

    declaration = QuestionDeclaration(
        name="culture-sport", label="Culture et sport", arguments=("annee",)
    )
    columns = columns_of("libelle_nature", "nb_eleves", "est_interdegres")
    condition = f"nature in ({', '.join(repr(one.value) for one in _NATURES)})"
    natures = tuple(one.value for one in _NATURES)
    empty = (
        "Aucun projet culturel ou sportif en {annee} : « ter action inscrire --nature culture », "
        "ou « --nature sport »."
    )
    proofs = tuple(f"projets_realises.nature.{one.value}" for one in _NATURES)

    def told(self, followed: Followed) -> tuple[str, ...]:
        """One sentence for each nature."""
        return tuple(_of(followed.of_nature(one.value), one) for one in _NATURES)


def _of(followed: Followed, nature: NatureAction) -> str:
    head = f"{nature.label.capitalize()} : "
    if not followed.rows:
        return f"{head}aucun projet."
    told = [done(followed, "projet", "")]
    if between := sum(row["est_interdegres"] for row in followed.rows):
        told.append(f"dont {counted(between, 'inter-degrés', 'inter-degrés')}")
    if pupils := followed.pupils(nature.value):
        told.append(pupils)
    return f"{head}{', '.join(told)}."
