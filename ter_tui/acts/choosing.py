"""Choosing: what to say, a column to sort by, the parameters of a question, another day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core.events.fields import Day
from ter_core.events.typed import read_text
from ter_core.reports.question import Question, parameters_of
from ter_core.vocabulary.typography import french
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.dialogs.parameters import ParametersDialog
from ter_tui.forms.layout import changes_prefix
from ter_tui.ink import said

if TYPE_CHECKING:
    from rich.text import Text

    from ter_core import Column
    from ter_core.events.base import Event
    from ter_tui.app import TerApp

__all__ = ["choose_column", "choose_event", "choose_moment", "choose_parameters", "in_order"]

_EVERYDAY = (
    "AvancementConstate", "DecisionExecutee", "EcheanceReportee", "RelanceEmise", "SeanceTenue",
    "PointTraite", "OrdreDuJourArrete", "ConvocationDiffusee", "ReleveValide", "ReleveDiffuse",
    "ActionEvaluee", "ActionTerminee", "ActionModifiee", "InitiativeRetenue", "IndicateurMesure",
    "EffectifConstate", "RetourRecu", "BonnePratiquePubliee", "BonnePratiqueDiffusee",
    "SectionRedigee", "BilanArrete", "BilanTransmis",
)  # fmt: skip
_ENDS = re.compile(
    r"(Abandonnee?|Annulee?|Retire|Clos|Close|Remplacee|Ecartee|Fusionnee|Terminee)$"
)


def in_order(classes: Iterable[type[Event]]) -> list[type[Event]]:
    """Events by how often they are said: the everyday ones, what ends, what corrects."""

    def place(cls: type[Event]) -> tuple[int, int]:
        name = cls.__name__
        if name in _EVERYDAY:
            return 0, _EVERYDAY.index(name)
        if cls.declaration.correction or changes_prefix(cls):
            return 3, 0
        return (2 if _ENDS.search(name) else 1), 0

    return sorted(classes, key=place)


async def choose_event(app: TerApp, title: Text, classes: Iterable[type[Event]]) -> str | None:
    """The type of event to say, among some, each with what it is for."""
    found = in_order(classes)
    choices = [(cls.__name__, said(cls.declaration.label)) for cls in found]
    helps = {cls.__name__: said((cls.__doc__ or "").strip().partition("\n")[0]) for cls in found}
    return await app.push_screen_wait(ChooseDialog(title, choices, helps=helps))


async def choose_column(app: TerApp, columns: Sequence[Column]) -> str | None:
    """The name of a column; empty for the order of the answer."""
    choices = [(one.name, said(french(one.label))) for one in columns]
    choices.append(("", said("Ordre habituel")))
    return await app.push_screen_wait(ChooseDialog(said("Trier par"), choices))


async def choose_parameters(
    app: TerApp, cls: type[Question], chosen: Mapping[str, Any], preset: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The parameters of a question, those that a list sets apart."""
    specs = [spec for spec in parameters_of(cls) if spec.name not in preset]
    if not specs:
        app.tell_text(said("Cette liste n'a rien à choisir."))
        return None
    return await app.push_screen_wait(ParametersDialog(cls, specs, chosen))


async def choose_moment(app: TerApp) -> None:
    """Look at another day, or come back to today."""
    if app.moment is not None:
        app.look_at(None)
        return
    today = app.desk.today

    def refuse(typed: str) -> str:
        try:
            day = read_text(Day(""), typed, today)
        except ValueError as error:
            return str(error)
        return "" if day else "Donnez une date."

    told = said("Tout voir comme à cette date : le tableau d'avant un COPIL, la fin d'une année…")
    typed = await app.push_screen_wait(
        AskDialog(said("Regarder une autre date"), told, placeholder="15/06/2026", refuse=refuse)
    )
    if typed:
        day: date | None = read_text(Day(""), typed, today)
        app.look_at(day)
