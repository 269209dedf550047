"""Instances: who meets, how often they must, and how often they did in a school year."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ter_core.reports.asking import report
from ter_core.reports.counted import counted
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.typography import french

__all__ = ["Instances"]

_COLUMNS = (
    Column("code", "Code"),
    Column("nom", "Nom", place="under"),
    Column("libelle_nature", "Nature"),
    Column(
        "minimum",
        "Minimum",
        "nombre",
        "Séances par an, au moins : ce que l'on en a dit ; à défaut, deux pour un conseil "
        "école-collège (article D. 401-2 du code de l'éducation).",
    ),
    Column("nb_tenues_annee", "Tenues", "nombre", "Séances tenues dans l'année scolaire."),
    Column("nb_programmees", "À venir", "nombre", "Séances programmées d'ici la fin de l'année."),
    Column(
        "nb_manquantes",
        "Manque",
        "nombre",
        "Séances encore à tenir pour atteindre le minimum, programmées ou non.",
    ),
    Column("derniere_seance", "Dernière séance", "horodatage", "Toutes années confondues."),
    Column("prochaine_seance", "Prochaine séance", "horodatage"),
    Column("presidence", "Présidence", "liste", holds="acteur"),
    Column(
        "nb_a_programmer",
        "À programmer",
        "nombre",
        "De celles qui manquent, celles que l'on n'a pas encore programmées.",
        place="aside",
    ),
    Column("min_par_an", "Minimum enregistré", "nombre", place="aside"),
    Column(
        "nb_seances_tenues",
        "Séances tenues",
        "nombre",
        "Toutes années confondues.",
        place="aside",
    ),
    Column("membres", "Membres", "liste", place="aside", holds="acteur"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Instances(Question):
    """Les instances dans l'année scolaire : séances tenues, à venir, et ce qui manque."""

    declaration = QuestionDeclaration(name="instances", label="Instances", arguments=("annee",))
    columns = _COLUMNS

    annee: AskedYear = None

    def answer(self, marts: Marts) -> Report:
        """By code."""
        year = year_or_current(self.annee, marts.a_la_date)
        found = report(
            self,
            marts,
            "from instances_par_annee($annee) order by code",
            values={"annee": year},
            title=f"Instances en {year}",
            empty=f"Aucune instance créée en {year} : ter instance creer.",
        )
        below = ", ".join(_below(found))
        if not below:
            return found
        return evolve(found, text=(f"{french('Sous leur minimum :')} {below}.",))


def _below(found: Report) -> Iterator[str]:
    """« Conseil école-collège (1 séance tenue sur 2, 1 à venir) »."""
    for told in found.named():
        if told["nb_manquantes"]:
            held = counted(told["nb_tenues_annee"], "séance tenue", "séances tenues")
            to_come = f", {told['nb_programmees']} à venir" if told["nb_programmees"] else ""
            yield f"{told['nom']} ({held} sur {told['minimum']}{to_come})"
