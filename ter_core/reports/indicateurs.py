"""Indicateurs: the last value of each in a school year, and how far the target is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from ter_core.reports.asking import report
from ter_core.reports.counted import counted
from ter_core.reports.diffusion.outside import threshold_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.masked import TU
from ter_core.vocabulary.typography import french

__all__ = ["Indicateurs"]

_COLUMNS = (
    Column("code_affiche", "Indicateur"),
    Column("intitule", "Intitulé", place="under"),
    Column(
        "valeur",
        "Valeur",
        "nombre",
        "La dernière de l'année, par la date de la mesure ; de deux mesures du même jour, la "
        "dernière saisie.",
    ),
    Column("unite", "Unité"),
    Column("date_mesure", "Mesurée le", "date"),
    Column("cible", "Cible", "nombre", "La valeur voulue."),
    Column("est_atteint", "Atteinte", "booleen", "La cible l'est ; vide sans valeur ou cible."),
    Column(
        "tendance",
        "Tendance",
        help="Depuis la valeur d'avant, à défaut depuis la référence, dans le sens du progrès.",
    ),
    Column("valeur_precedente", "Avant", "nombre", "La mesure d'avant, quelle que soit l'année."),
    Column("reference", "Référence", "nombre", "La valeur de départ."),
    Column("source", "Source", help="D'où vient la valeur."),
    Column("code_axe", "Axe", help="Le sien, à défaut celui de son action."),
    Column("code_action", "Action"),
    Column("libelle_sens", "Attendu", help="Le sens du progrès.", place="aside"),
    Column("mode_calcul", "Mode de calcul", place="aside"),
    Column("date_precedente", "Mesure d'avant, le", "date", place="aside"),
    Column("nb_mesures", "Mesures de l'année", "nombre", place="aside"),
    Column("id_court", "Mesure", help="De quoi la nommer dans une commande.", place="aside"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("date_definition", "Défini le", "date", place="aside"),
    Column("sens", "Sens (mot)", place="aside"),
    Column("code", "Code enregistré", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplet", "booleen", "Une cause manque au journal."),
)

_SHARE = "%"
_MEASURED = ("valeur", "valeur_precedente", "reference")
_BOUNDING = ("est_atteint", "tendance")


@frozen(kw_only=True)
class Indicateurs(Question):
    """Les indicateurs dans l'année scolaire : dernière valeur, tendance, cible atteinte ou non."""

    declaration = QuestionDeclaration(name="indicateurs", label="Indicateurs", arguments=("annee",))
    columns = _COLUMNS
    diffusion = Diffusion()  # what an indicator counts, its unit alone tells

    annee: AskedYear = None
    axe: AskedAxe = None

    def answer(self, marts: Marts) -> Report:
        """By axe, then by code; those that nobody measured are there too."""
        filters = Filters(marts)
        filters.add_axe(self.axe)
        where = filters.where
        year = year_or_current(self.annee, marts.a_la_date)
        found = report(
            self,
            marts,
            f"from indicateurs($annee) {where}order by code_axe nulls last, code_affiche",
            values=filters.values | {"annee": year},
            title=f"Indicateurs en {year}",
            empty=f"Aucun indicateur défini en {year} : ter indicateur definir.",
            narrowed=self.axe,
        )
        if not found.rows:
            return found
        seuil = threshold_of(marts)
        if seuil is not None:
            found = evolve(found, rows=tuple(_told_rows(found, seuil)))
        return evolve(
            found,
            rows=tuple(tuple(_shortest(cell) for cell in row) for row in found.rows),
            text=tuple(french(line) for line in _told(found, year)),
        )


def _told(found: Report, year: str) -> Iterator[str]:
    rows = found.named()
    aimed = [row for row in rows if row["est_atteint"] is not None]
    measured = sum(row["valeur"] is not None for row in rows)
    yield (
        f"{counted(len(rows), 'indicateur')}, dont {counted(measured, 'mesuré')} en {year}"
        + (
            f" ; {_reached(sum(row['est_atteint'] for row in aimed), len(aimed))}."
            if aimed
            else "."
        )
    )
    idle = [row for row in rows if row["valeur"] is None]
    never = [row["code_affiche"] for row in idle if row["date_precedente"] is None]
    older = [row["code_affiche"] for row in idle if row["date_precedente"] is not None]
    if never:
        told = "Jamais mesurés" if len(never) > 1 else "Jamais mesuré"
        yield f"{told} : {', '.join(never)} (`ter indicateur mesurer`)."
    if older:
        yield f"Sans mesure cette année : {', '.join(older)}."


def _told_rows(found: Report, seuil: int) -> Iterator[tuple[Any, ...]]:
    """The rows outside the team: an indicator may count persons, save where it is a share.

    Where a value is small, whether it reaches its target and how it moves would bound it.
    """
    for row in found.named():
        is_small = row["unite"] != _SHARE and any(
            row[name] is not None and 0 < row[name] < seuil for name in _MEASURED
        )
        silent = (*_MEASURED, *_BOUNDING) if is_small else ()
        yield tuple(
            TU if name in silent and value is not None else value for name, value in row.items()
        )


def _reached(reached: int, of: int) -> str:
    return f"{counted(reached, 'cible atteinte', 'cibles atteintes')} sur {of}"


def _shortest(cell: Any) -> Any:
    """A measured number without the zeros that its type adds: 72.5, 1200."""
    if not isinstance(cell, Decimal):
        return cell
    return cell.quantize(Decimal(1)) if cell == cell.to_integral_value() else cell.normalize()
