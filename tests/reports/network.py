"""A network of schools that is really recorded, and what it answers to a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core import Entry, reports
from ter_core.events import get
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.conftest import laptop, machines
from tests.ledger.network import inscribe, network

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = [
    "Step",
    "annul",
    "answer",
    "classe_de_neige",
    "laptop",
    "lines_of",
    "machines",
    "network",
    "only",
    "step",
]

Step = Callable[["Machine", str], Any]


def answer(machine: Machine, name: str, *columns: str, **asked: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer; `on` and `known` are its dates, the rest its parameters."""
    moment = {"a_la_date": asked.pop("on", None), "connu_le": asked.pop("known", None)}
    report = machine.session.ask(reports.get(name)(**asked), **moment)
    names = [column.name for column in report.columns]
    return [tuple(row[names.index(column)] for column in columns) for row in report.rows]


def only(machine: Machine, name: str, column: str, **asked: Any) -> list[Any]:
    """One column of an answer."""
    return [value for (value,) in answer(machine, name, column, **asked)]


def classe_de_neige(machine: Machine, **values: Any) -> Any:
    """Inscribe A2, of two weeks of October 2026, decided in September."""
    usual = {
        "intitule": "Classe de neige",
        "nature": NatureAction.CULTURE,
        "debut": date(2026, 10, 5),
        "fin": date(2026, 10, 16),
        "le": date(2026, 9, 15),
    }
    return inscribe(machine, **(usual | values))


def lines_of(machine: Machine, *columns: str, on: date | None = None) -> list[tuple[Any, ...]]:
    """Some columns of the mart that no question shows, in the order people typed them."""
    made = Projection(machine.env.cache_dir, machine.session.today)
    made.load(read(machine.session.journal))
    listed = ", ".join(columns)
    sql = f"select {listed} from participations_lignes order by sujet, ordre"  # noqa: S608
    rows = made.query(sql, a_la_date=on).rows
    made.close()
    return rows


def step(name: str, **values: Any) -> Step:
    """An event to record about an action, from its code."""
    return lambda machine, code: machine.record(name, code, **values)


def annul(machine: Machine, written: Any) -> None:
    """Annul an event."""
    event = get("EvenementAnnule")(evenement=written.record.id, motif="Saisie par erreur")
    machine.session.record(Entry(event, written.record.sujet, on=date(2026, 11, 12)))
