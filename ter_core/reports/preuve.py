"""Preuve: what stands behind a figure of the bilan, piece by piece."""

from __future__ import annotations

import difflib
from typing import Annotated, Any

from attrs import evolve, frozen

from ter_core.errors import UnknownCode
from ter_core.events.fields import Title
from ter_core.reports.asking import part, report
from ter_core.reports.counted import bounded
from ter_core.reports.figures import Figure, Figures
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.money import Centimes
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french

__all__ = ["Preuve"]

_COLUMNS = (
    Column("id_court", "Pièce", help="Comment la nommer : « ter historique » en dit l'histoire."),
    Column("libelle", "Libellé", place="under"),
    Column("jour", "Date", "date"),
    Column("code_action", "Action"),
    Column("nombre", "Apport", "nombre", "Ce qu'elle apporte dans le périmètre du chiffre."),
    Column("etablissements", "Établissements", "liste"),
    Column("libelle_nature", "Nature", place="aside"),
    Column("sujet", "Sujet", place="aside"),
    Column("evenements", "Événements", "liste", "Ceux qui l'ont faite.", place="aside"),
    Column("est_dans_perimetre", "Dans le périmètre", "booleen", place="aside"),
)

_OTHERS = french(
    "Chacune est du périmètre, aucune n'est indispensable à elle seule : sans elle, les autres "
    "donnent le même chiffre."
)
_OUTSIDE = french(
    "Elles ne sont pas du périmètre, mais montrent qu'un effectif est trop petit : sans elles "
    "toutes, il plafonnerait ce chiffre."
)
_PARTS = (
    ("interchangeables", "Pièces interchangeables", _OTHERS, "est_dans_perimetre"),
    ("hors_perimetre", "Hors du périmètre", _OUTSIDE, "not est_dans_perimetre"),
)
_PIECES = """from preuves($annee, $cle)
where {condition}
order by jour, sujet
"""


@frozen(kw_only=True)
class Preuve(Question):
    """Ce qu'il y a derrière un chiffre du bilan : sa définition, et chaque pièce qui le fait."""

    declaration = QuestionDeclaration(
        name="preuve", label="Preuve d'un chiffre", arguments=("chiffre", "annee")
    )
    columns = _COLUMNS

    chiffre: Annotated[
        str,
        Title(
            "Chiffre",
            help="Sa clé : « ter bilan-chiffres » les donne toutes.",
            example="eleves_touches.niveau.CM2",
        ),
    ]
    annee: AskedYear = None

    def answer(self, marts: Marts) -> Report:
        """The pieces without which it would change, then those that others could stand in for."""
        year = year_or_current(self.annee, marts.a_la_date)
        figure = self._figure(marts, year)
        values = {"annee": year, "cle": figure.cle}
        found = report(
            self,
            marts,
            _PIECES.format(condition="est_indispensable"),
            values=values,
            title=f"{figure.libelle_mesure} ({figure.libelle_valeur}), {year}",
            empty="Aucune pièce n'est indispensable à elle seule."
            if figure.chiffre != Bornes(0, 0)
            else "Rien n'entre dans ce chiffre.",
        )
        others = [
            part(
                marts,
                name=name,
                title=title,
                text=(text,),
                columns=_COLUMNS,
                source=_PIECES.format(condition=f"not est_indispensable and {condition}"),
                values=values,
            )
            for name, title, text, condition in _PARTS
        ]
        if figure.is_money:
            found = evolve(found, rows=_in_cents(found.rows))
            others = [evolve(one, rows=_in_cents(one.rows)) for one in others]
        return evolve(found, text=_told(figure), parts=tuple(one for one in others if one.rows))

    def _figure(self, marts: Marts, year: AnneeScolaire) -> Figure:
        """The figure of the key that was typed.

        Raises:
            UnknownCode: there is no such figure that year; the nearest keys are told.
        """
        figures = Figures.of(marts, year)
        keys = {figure.cle.lower(): figure.cle for figure in figures.every}
        typed = self.chiffre.lower()
        if typed in keys:
            return figures.find(keys[typed])
        near = difflib.get_close_matches(typed, list(keys), n=3, cutoff=0.5)
        raise UnknownCode(
            f"« {self.chiffre} » n'est pas un chiffre du bilan {year}.",
            where="chiffre",
            remedy=f"Chiffres proches : {', '.join(keys[one] for one in near)}."
            if near
            else f"Voyez `ter bilan-chiffres {year}`.",
        )


def _told(figure: Figure) -> tuple[str, ...]:
    value = "inconnu" if figure.chiffre is None else bounded(figure.chiffre)
    return (french(f"{figure.libelle_mesure} : {value}."), french(figure.definition))


def _in_cents(rows: tuple[tuple[Any, ...], ...]) -> tuple[tuple[Any, ...], ...]:
    """The rows of a figure of money: people read in euros what each piece brings."""
    place = [column.name for column in _COLUMNS].index("nombre")
    return tuple((*row[:place], Centimes(row[place]), *row[place + 1 :]) for row in rows)
