"""Names joined to an answer where they are asked for: marts and the log know functions only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ter_core.carnet.person import Person
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.subjects import key_of

if TYPE_CHECKING:
    from datetime import date

    from ter_core.carnet.book import Carnet

__all__ = ["with_names"]

_HELD = "acteur"
_WHO = (
    Column("titulaire", "Titulaire"),
    Column("courriel", "Courriel"),
    Column("telephone", "Téléphone"),
)


def with_names(report: Report, carnet: Carnet) -> Report:
    """The answer with who held each function on its observation date.

    `principal` becomes « principal (Camille Exemple) » in the columns that hold functions; the
    list of the functions gains who holds each, the messages of a reminder whom they go to.
    """
    holders = _holders(carnet, report.a_la_date)
    if report.name == "acteurs":
        return _with_holders(report, holders)
    made = evolve(
        report,
        rows=_named(report.columns, report.rows, holders),
        parts=tuple(
            evolve(part, rows=_named(part.columns, part.rows, holders)) for part in report.parts
        ),
    )
    if report.name == "relancer":
        return evolve(made, parts=tuple(_addressed(part, holders) for part in made.parts))
    return made


_Holders = Mapping[str, tuple[Person, ...]]


def _holders(carnet: Carnet, day: date) -> _Holders:
    """Who holds each function, by its code; a code that an organisme has too names neither."""
    from ter_core.reports.reseau import Organismes

    found: dict[str, tuple[Person, ...]] = {}
    for acteur in carnet.functions() if carnet.people() else ():
        if people := carnet.holders(acteur, day):
            found[key_of(acteur)] = people
    if found:
        for row in carnet.session.ask(Organismes()).named():
            found.pop(row["code"], None)
    return found


def _named(
    columns: tuple[Column, ...], rows: tuple[tuple[Any, ...], ...], holders: _Holders
) -> tuple[tuple[Any, ...], ...]:
    places = {at for at, column in enumerate(columns) if column.holds == _HELD}
    if not places or not holders:
        return rows
    return tuple(
        tuple(_told(cell, holders) if at in places else cell for at, cell in enumerate(row))
        for row in rows
    )


def _told(cell: Any, holders: _Holders) -> Any:
    if isinstance(cell, list | tuple):
        return [_told(one, holders) for one in cell]
    people = holders.get(cell, ()) if isinstance(cell, str) else ()
    return f"{cell} ({', '.join(_names(people))})" if people else cell


def _names(people: tuple[Person, ...]) -> list[str]:
    return [one.nom for one in people]


def _with_holders(report: Report, holders: _Holders) -> Report:
    """The functions, each with who holds it and how to reach them."""
    rows = []
    for row, named in zip(report.rows, report.named(), strict=True):
        people = holders.get(named["code"], ())
        mails = [one.courriel for one in people if one.courriel]
        phones = [one.telephone for one in people if one.telephone]
        who = (", ".join(said) or None for said in (_names(people), mails, phones))
        rows.append((row[0], *who, *row[1:]))
    first, *others = report.columns
    return evolve(report, columns=(first, *_WHO, *others), rows=tuple(rows))


def _addressed(part: Part, holders: _Holders) -> Part:
    """A message that says whom it goes to."""
    people = holders.get(part.name, ())
    if not people:
        return part
    told = ", ".join(f"{one.nom} <{one.courriel}>" if one.courriel else one.nom for one in people)
    return evolve(part, text=(f"À\u202f: {told}", *part.text))
