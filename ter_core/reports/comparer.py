"""Comparer: what changed between two days, or between two school years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from attrs import frozen

from ter_core.errors import InvalidValue
from ter_core.reports.counted import counted
from ter_core.reports.figures import Figures
from ter_core.reports.moment import Moment, moment_of
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french

__all__ = ["Comparer"]

_COLUMNS = (
    Column("libelle_mesure", "Chiffre"),
    Column("libelle_valeur", "Pour"),
    Column("avant", "Avant", "bornes"),
    Column("apres", "Après", "bornes"),
    Column("cle", "Clé", help="Celle que prend « ter preuve ».", place="aside"),
)
_DECISIONS = """
select sujet, code_affiche, libelle, libelle_etat, echeance from suivi_decisions
order by code_affiche
"""
_ACTIONS = """
select sujet, code_affiche, intitule, libelle_avancement, nb_participations from actions
order by code_affiche
"""
_WHOLE = "ensemble"
Rows = Mapping[str, tuple[Any, ...]]


@frozen(kw_only=True)
class Comparer(Question):
    """Ce qui a changé entre deux dates, ou entre deux années scolaires."""

    declaration = QuestionDeclaration(
        name="comparer", label="Comparaison", arguments=("avant", "apres")
    )
    columns = _COLUMNS

    avant: Annotated[str, Moment("Avant", example="01/01/2026")]
    apres: Annotated[str, Moment("Après", example="01/03/2026")]

    def answer(self, marts: Marts) -> Report:
        """The figures that differ; between two days, the decisions and actions that moved too."""
        before, after = moment_of(self.avant), moment_of(self.apres)
        if isinstance(before, AnneeScolaire) and isinstance(after, AnneeScolaire):
            _in_order(before, after)
            changed = _changes(Figures.of(marts, before), Figures.of(marts, after))
            title = f"De {before} à {after}"
            return self._report(marts, title, changed, ())
        if isinstance(before, AnneeScolaire) or isinstance(after, AnneeScolaire):
            raise InvalidValue(
                "Une date ne se compare pas à une année scolaire.",
                where="avant",
                remedy="Donnez deux dates, ou deux années.",
            )
        _in_order(before, after)
        return self._between(marts, before, after)

    def _between(self, marts: Marts, before: date, after: date) -> Report:
        """Between two days: the figures are those of the school year of the second."""
        then, now = marts.at(before), marts.at(after)
        year = AnneeScolaire.of(after)
        parts = (_decisions(then, now), _actions(then, now))
        changed = _changes(Figures.of(then, year), Figures.of(now, year))
        title = f"Du {spoken_day(before)} au {spoken_day(after)}, chiffres de {year}"
        return self._report(now, title, changed, parts)

    def _report(
        self, marts: Marts, title: str, changed: Iterator[tuple[Any, ...]], parts: tuple[Part, ...]
    ) -> Report:
        rows = tuple(changed)
        told = [counted(len(rows), "chiffre")]
        told += [counted(len(part.rows), part.title.lower().removesuffix("s")) for part in parts]
        listed = f"{', '.join(told[:-1])} et {told[-1]}" if len(told) > 1 else told[0]
        return Report(
            name=self.declaration.name,
            title=title,
            columns=self.columns,
            rows=rows,
            a_la_date=marts.a_la_date,
            text=(french(f"Ce qui diffère : {listed}."),),
            parts=(_whole(rows), *parts),
            is_flat=True,
        )


def _in_order(before: date | AnneeScolaire, after: date | AnneeScolaire) -> None:
    if str(before) >= str(after):
        raise InvalidValue(
            f"« {after} » ne vient pas après « {before} ».",
            where="apres",
            remedy="Donnez d'abord le plus ancien.",
        )


def _changes(before: Figures, after: Figures) -> Iterator[tuple[Any, ...]]:
    """The figures that differ. A month is of one year only: it has nothing to be compared with."""
    same_year = before.annee == after.annee
    nothing = Bornes(0, 0) if same_year else None  # a figure that nothing made yet
    old = {one.cle: one.chiffre for one in before.every}
    new = {one.cle: one.chiffre for one in after.every}
    gone = (one for one in before.every if one.cle not in new)
    for figure in (*after.every, *gone):
        then, now = old.get(figure.cle, nothing), new.get(figure.cle, nothing)
        if not _same(then, now) and (same_year or figure.dimension != "mois"):
            yield figure.libelle_mesure, figure.libelle_valeur, then, now, figure.cle


def _same(then: Bornes | None, now: Bornes | None) -> bool:
    """Whether nothing changed: none says no more than what is not known."""
    return then == now or (then is None and now == Bornes(0, 0))


def _whole(rows: tuple[tuple[Any, ...], ...]) -> Part:
    """What people read of the figures; the others are for whoever asks for all of them."""
    whole = tuple((row[0], *row[2:4]) for row in rows if row[1] == _WHOLE)
    told = f"Ceux de l'ensemble du territoire. {len(rows) - len(whole)} autres, par axe, niveau, "
    return Part(
        name="chiffres",
        title="Chiffres",
        text=(french(f"{told}école… : « --format csv »."),) if len(rows) > len(whole) else (),
        columns=(_COLUMNS[0], *_COLUMNS[2:4]),
        rows=whole,
        empty="Aucun.",
    )


def _decisions(then: Marts, now: Marts) -> Part:
    columns = (
        Column("code_affiche", "Décision"),
        Column("libelle", "Libellé", place="under"),
        Column("etat_avant", "État avant"),
        Column("etat_apres", "État après"),
        Column("echeance_avant", "Échéance avant", "date"),
        Column("echeance_apres", "Échéance après", "date"),
    )
    return _part("decisions", "Décisions", columns, _DECISIONS, then, now)


def _actions(then: Marts, now: Marts) -> Part:
    columns = (
        Column("code_affiche", "Action"),
        Column("intitule", "Intitulé", place="under"),
        Column("avancement_avant", "Avancement avant"),
        Column("avancement_apres", "Avancement après"),
        Column("participations_avant", "Participations avant", "nombre"),
        Column("participations_apres", "Participations après", "nombre"),
    )
    return _part("actions", "Actions", columns, _ACTIONS, then, now)


def _part(
    name: str, title: str, columns: tuple[Column, ...], query: str, then: Marts, now: Marts
) -> Part:
    """The subjects of which one of two things differs: their name, then each thing twice."""
    before, after = _by_subject(then.rows(query)), _by_subject(now.rows(query))
    rows = []
    for subject in (*after, *(one for one in before if one not in after)):
        old, new = before.get(subject), after.get(subject)
        code, label, first_new, second_new = new or (*(old or ())[:2], None, None)
        _, _, first_old, second_old = old or (None, None, None, None)
        if (first_old, second_old) != (first_new, second_new):
            rows.append((code, label, first_old, first_new, second_old, second_new))
    return Part(name=name, title=title, columns=columns, rows=tuple(rows), empty="Aucune.")


def _by_subject(rows: Any) -> Rows:
    return {row[0]: tuple(row[1:]) for row in rows}
