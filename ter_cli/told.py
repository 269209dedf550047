"""What a writing command answers: one French line per event, or the events for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.output import Output
from ter_core import Column, Report
from ter_core.reports.values import shown
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ter_cli.env import App
    from ter_core import Planned, Written

__all__ = ["tell_planned", "tell_written"]

_SHORT = 8
_COLUMNS = (
    Column("evenement", "Événement"),
    Column("type", "Type"),
    Column("libelle", "Libellé"),
    Column("sujet", "Sujet"),
    Column("nom", "Nom"),
    Column("date_fait", "Date du fait", "date"),
    Column("auteur", "Auteur"),
)


def tell_written(app: App, written: Sequence[Written], form: str | None) -> None:
    """What was recorded."""
    if form not in (None, "texte"):
        rows = tuple(_row(one.record, one.label, one.name) for one in written)
        _report(app, "Événements enregistrés", rows, form, "ter.enregistrement/1")
        return
    for one in written:
        name = visible(_called(one.record, one.name))
        told = f"{french(f'{one.label} :')} {name} (événement {one.record.id[-_SHORT:]})."
        app.console.data(f"{told}\n")


def tell_planned(app: App, planned: Sequence[Planned], form: str | None) -> None:
    """What would be recorded, payloads included."""
    if form not in (None, "texte"):
        rows = tuple(_row(one.draft, one.label, one.name) for one in planned)
        _report(app, "Événements qui seraient enregistrés", rows, form, "ter.essai/1")
        return
    app.console.say("Essai : rien n'est écrit.")
    for one in planned:
        name = visible(_called(one.draft, one.name))
        told = f"{french(f'{one.label} :')} {name}, le {_day(one.draft.survenu_le)}."
        app.console.data(f"{told}\n")
        for line in _payload(one.donnees):
            app.console.data(f"  {line}\n")


def _called(source: Any, name: str) -> str:
    """How people call a subject; what has no code goes by the name it was given."""
    kind = source.sujet.partition(":")[0]
    named = (source.donnees or {}).get("nom")
    return str(named) if named and kind in ("poste", "territoire") else name


def _payload(payload: Mapping[str, Any]) -> list[str]:
    lines = []
    margin = max((len(name) for name in payload), default=0)
    for name, value in payload.items():
        values = value if isinstance(value, list) else [value]
        for at, item in enumerate(values):
            told = (
                ", ".join(f"{k} {shown(v)}" for k, v in item.items())
                if isinstance(item, dict)
                else shown(item)
            )
            lines.append(f"{name if at == 0 else '':<{margin}}  {visible(told)}")
    return lines


def _row(source: Any, label: str, name: str) -> tuple[Any, ...]:
    from datetime import date

    day = date.fromisoformat(source.survenu_le)
    return (source.id, source.type, label, source.sujet, name, day, source.auteur)


def _report(app: App, title: str, rows: tuple[Any, ...], form: str | None, schema: str) -> None:
    report = Report(
        name=schema, title=title, columns=_COLUMNS, rows=rows, a_la_date=app.today, empty="Rien."
    )
    app.show(report, Output(form), schema)


def _day(stored: str) -> str:
    from datetime import date

    return shown(date.fromisoformat(stored))
