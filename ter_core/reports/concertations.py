"""Concertations: when teams worked together, in actions of their own and in meetings."""

from __future__ import annotations

from attrs import frozen

from ter_core.reports.asking import part
from ter_core.reports.counted import counted
from ter_core.reports.projets_suivis import Followed, ProjetsSuivis, columns_of, done
from ter_core.reports.question import QuestionDeclaration
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.choices import NatureAction

__all__ = ["Concertations"]

_NATURE = NatureAction.CONCERTATION.value
_MEETINGS = """from rencontres
where annee_scolaire = $annee and len(sujets_etablissements) > 0
  and ($etablissement is null or list_contains(sujets_etablissements, $etablissement))
order by date_rencontre, sujet
"""


@frozen(kw_only=True)
class Concertations(ProjetsSuivis):
    """Les concertations et les rencontres entre équipes de l'année scolaire."""

    declaration = QuestionDeclaration(
        name="concertations", label="Concertations", arguments=("annee",)
    )
    columns = columns_of(
        "nb_enseignants_1d",
        "nb_enseignants_2d",
        "heures",
        "nb_etablissements_1d",
        "nb_etablissements_2d",
    )
    condition = f"nature = '{_NATURE}'"
    natures = (_NATURE,)
    empty = "Aucune concertation en {annee} : « ter action inscrire --nature concertation »."
    proofs = (
        f"projets_realises.nature.{_NATURE}",
        f"enseignants_touches.nature.{_NATURE}",
    )

    def told(self, followed: Followed) -> tuple[str, ...]:
        """How many, for which teachers, how long."""
        told = [followed.different("enseignants", _NATURE, "enseignant")]
        if hours := followed.sum("heures"):
            told.append(counted(hours, "heure"))
        listed = " ; ".join(one for one in told if one)
        head = done(followed, "concertation", "e")
        return (f"En {followed.annee}, {head}{f' : {listed}' if listed else ''}.",)

    def chapters(self, followed: Followed) -> tuple[Part, ...]:
        """The meetings of teams, by date; they are of no axe."""
        if "axe" in followed.asked:
            return ()
        values = {"annee": followed.annee, "etablissement": followed.asked.get("etablissement")}
        return (
            part(
                followed.marts,
                name="rencontres",
                title="Rencontres entre équipes",
                columns=(
                    Column("id_court", "Rencontre", help="De quoi la nommer dans une commande."),
                    Column("objet", "Objet", place="under"),
                    Column("date_rencontre", "Le", "date"),
                    Column("etablissements", "Établissements", "liste"),
                    Column("organismes", "Organismes", "liste"),
                    Column("suites", "Suites", place="aside"),
                ),
                source=_MEETINGS,
                values=values,
                empty=f"Aucune rencontre entre équipes en {followed.annee} : "
                "« ter rencontre tenir --etablissement ».",
            ),
        )
