"""Who holds what: the carnet as an answer, with what two people wrote differently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core.carnet.person import TENURE, Person, Tenure
from ter_core.carnet.values import FIELDS
from ter_core.errors import UnknownCode
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.subjects import key_of
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ter_core.carnet.book import Carnet

__all__ = ["COLUMNS", "listed", "told_conflicts", "who_holds_what"]

COLUMNS = (
    Column("code_fonction", "Fonction", help="Son code dans le journal."),
    Column("nom", "Nom"),
    Column("courriel", "Courriel"),
    Column("telephone", "Téléphone"),
    Column("du", "Du", "date"),
    Column("au", "Au", "date", "Dernier jour ; vide tant que la fonction est tenue."),
    Column("qualite", "Qualité", place="aside"),
    Column("personne", "Personne", help="De quoi la nommer sans équivoque.", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux écritures se contredisent."),
)
_BETWEEN = " ou "
_SHORT = 8


def who_holds_what(carnet: Carnet, day: date, about: str | None = None) -> Report:
    """Who holds each function on a day; of one function, or one person, everything written.

    Raises:
        UnknownCode: `about` is neither a function nor anybody.
        AmbiguousCode: it may be several persons.
    """
    people, functions = carnet.people(), carnet.functions()
    if about is None:
        rows = _rows(carnet, people, lambda one: one.covers(day))
        empty = [
            key_of(one)
            for one in carnet.in_office()
            if not any(person.holds(one, day) for person in people)
        ]
        told = [f"Sans titulaire dans le carnet : {', '.join(empty)}."] if empty and people else []
        title = "Qui tient quelle fonction"
    elif (acteur := _function(carnet, about)) is not None:
        rows = _rows(carnet, people, lambda one: one.acteur == acteur)
        told, title = [], f"{functions.get(acteur, key_of(acteur))} ({key_of(acteur)})"
    else:
        person = carnet.find(about, "FONCTION ou PERSONNE")
        rows, told, title = listed(carnet, [person]), [], person.nom
        people = (person,)
    shown = {row[7] for row in rows}
    conflicts = (one for person in people if person.id in shown for one in told_conflicts(person))
    return Report(
        name="carnet",
        title=title,
        columns=COLUMNS,
        rows=rows,
        a_la_date=day,
        text=tuple(french(one) for one in (*told, *conflicts)),
        empty=_empty(bool(people)),
    )


def listed(carnet: Carnet, persons: Iterable[Person]) -> tuple[tuple[Any, ...], ...]:
    """The rows of some persons, one per tenure; who never held a function has one row."""
    found: list[tuple[Any, ...]] = []
    for person in persons:
        found += _rows(carnet, [person], lambda _: True) or (_row(carnet, person, None),)
    return tuple(found)


def told_conflicts(person: Person) -> Iterator[str]:
    """What was written twice of a person, and how to settle it."""
    for name, values in person.conflicts.items():
        if name == TENURE:
            told = _BETWEEN.join(_spell(one) for one in values)
            code = key_of(values[0].acteur)
            yield (
                f"Deux écritures de la fonction {code} de « {person.nom} » : {told}. "
                f"« ter carnet modifier {person.id[:_SHORT]} --fonction {code} --du … » tranche."
            )
        else:
            label, told = FIELDS[name].label.lower(), _BETWEEN.join(f"« {one} »" for one in values)
            yield (
                f"Deux écritures du {label} de « {person.nom} » : {told}. "
                f"« ter carnet modifier {person.id[:_SHORT]} --{name} … » tranche."
            )


def _function(carnet: Carnet, typed: str) -> str | None:
    """The function that a text names: of the log, or one that a person is said to have held."""
    try:
        return carnet.function(typed)
    except UnknownCode:
        held = {one.acteur for person in carnet.people() for one in person.tenures}
        return next((one for one in held if key_of(one) == typed), None)


def _rows(carnet: Carnet, people: Iterable[Person], kept: Any) -> tuple[tuple[Any, ...], ...]:
    found = [(tenure, person) for person in people for tenure in person.tenures if kept(tenure)]
    found.sort(key=lambda one: (one[0].acteur, one[0].du, one[1].nom, one[1].id))
    return tuple(_row(carnet, person, tenure) for tenure, person in found)


def _row(carnet: Carnet, person: Person, tenure: Tenure | None) -> tuple[Any, ...]:
    said = [_BETWEEN.join(person.values(name)) or None for name in FIELDS]
    held = (
        (key_of(tenure.acteur), tenure.du, tenure.au, carnet.functions().get(tenure.acteur))
        if tenure
        else (None, None, None, None)
    )
    code, first, last, qualite = held
    return (code, *said, first, last, qualite, person.id, bool(person.conflicts))


def _spell(tenure: Tenure) -> str:
    last = f" au {tenure.au:%d/%m/%Y}" if tenure.au else ""
    return f"du {tenure.du:%d/%m/%Y}{last}" if last else f"depuis le {tenure.du:%d/%m/%Y}"


def _empty(somebody: bool) -> str:  # noqa: FBT001 - one word says it
    if somebody:
        return "Personne ne tient de fonction à cette date."
    return "Le carnet est vide : « ter carnet ajouter --nom … --fonction CODE »."
