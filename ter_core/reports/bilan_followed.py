"""The chapters of a bilan that follow things over the years: bodies, indicators, money, annexes."""

from __future__ import annotations

from collections.abc import Iterator

from ter_core.reports.asking import part
from ter_core.reports.bonnes_pratiques import BonnesPratiques
from ter_core.reports.financements import Financements
from ter_core.reports.indicateurs import Indicateurs
from ter_core.reports.question import Marts
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french

__all__ = ["annexes", "followed", "governance"]


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


def followed(marts: Marts, year: AnneeScolaire) -> Iterator[Part]:
    """Indicators, evaluations, good practices, money: what each of their questions answers."""
    yield _answered(
        Indicateurs(annee=year).answer(marts), "indicateurs", "Indicateurs", _INDICATORS
    )
    yield part(
        marts,
        name="evaluations",
        title="Évaluation des actions",
        columns=(
            Column("code_action", "Action"),
            Column("intitule_action", "Intitulé", place="under"),
            Column("date_evaluation", "Évaluée le", "date"),
            Column("note_moyenne", "Moyenne", "nombre", "Des notes, de 1 à 4."),
            Column("libelle_suite", "Suite proposée"),
            Column("criteres", "Critères", "liste", place="under"),
        ),
        source="from evaluations where annee_scolaire = $annee\n"
        "order by date_evaluation, code_action",
        values={"annee": year},
    )
    practices = BonnesPratiques(annee=year).answer(marts)
    yield _answered(practices, "bonnes_pratiques", "Bonnes pratiques", _PRACTICES)
    money = Financements(annee=year).answer(marts)
    yield _answered(money, "financements", "Financements et transport", _GRANTS)
    yield from (one for one in money.parts if one.name == "natures")


_INDICATORS = (
    "code_affiche",
    "intitule",
    "reference",
    "valeur_precedente",
    "valeur",
    "unite",
    "cible",
    "tendance",
    "est_atteint",
)
_PRACTICES = (
    "code_affiche",
    "titre",
    "libelle_etat",
    "transferabilite",
    "nb_diffusions",
    "etablissements",
)
_GRANTS = ("code_affiche", "enveloppe", "montant", "engage", "reste", "taux_engage")


def _answered(report: Report, name: str, title: str, columns: tuple[str, ...]) -> Part:
    """The answer to a question, as a chapter: its sentences, and some of its columns."""
    places = [[column.name for column in report.columns].index(one) for one in columns]
    return Part(
        name=name,
        title=title,
        text=report.text,
        columns=tuple(report.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in report.rows),
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
            Column("nb_eleves", "Participations", "nombre", persons=True),
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
