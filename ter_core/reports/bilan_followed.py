"""The chapters of a bilan that follow things over the years: bodies, indicators, money, annexes."""

from __future__ import annotations

from collections.abc import Iterator

from ter_core.reports.asking import part
from ter_core.reports.question import Marts
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.typography import french

__all__ = ["annexes", "governance"]


def governance(marts: Marts, year: str, text: tuple[str, ...]) -> Part:
    """The séances of the year."""
    return part(
        marts,
        name="gouvernance",
        title="Périmètre et gouvernance",
        text=text,
        columns=(
            Column("debut", "Séance", "horodatage"),
            Column("libelle_instance", "Instance"),
            Column("libelle_etat", "État"),
            Column("nb_decisions", "Décisions", "nombre"),
        ),
        source="from seances where est_tenue and annee_scolaire(debut::date) = $annee\n"
        "order by debut, code_affiche",
        values={"annee": year},
        empty="Aucune séance tenue.",
    )


def annexes(marts: Marts, year: str) -> Iterator[Part]:
    """What everything above is about: the actions, the decisions."""
    yield part(
        marts,
        name="actions",
        title=french("Annexe : actions de l'année"),
        columns=(
            Column("code_affiche", "Action"),
            Column("intitule", "Intitulé", place="under"),
            Column("code_axe", "Axe"),
            Column("libelle_nature", "Nature"),
            Column("debut", "Début", "date"),
            Column("libelle_avancement", "Avancement"),
            Column("nb_eleves", "Participations", "nombre"),
        ),
        source="from actions where list_contains(annees_scolaires, $annee)\n"
        "order by debut, code_affiche",
        values={"annee": year},
        empty="Aucune action.",
    )
    yield part(
        marts,
        name="decisions",
        title=french("Annexe : décisions adoptées dans l'année"),
        columns=(
            Column("code_affiche", "Décision"),
            Column("libelle", "Libellé", place="under"),
            Column("date_adoption", "Adoptée le", "date"),
            Column("responsables", "Responsables", "liste"),
            Column("libelle_etat", "État"),
        ),
        source="from suivi_decisions where annee_scolaire(date_adoption) = $annee\n"
        "order by date_adoption, code_affiche",
        values={"annee": year},
        empty="Aucune décision.",
    )
