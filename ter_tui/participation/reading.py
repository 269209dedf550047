"""From what is said in the grid and its fields to the event that says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from ter_core import Entry
from ter_core.errors import InvalidValue
from ter_core.events.base import fields_of
from ter_core.events.changes import changes_class, emptiable
from ter_core.events.participation import ParticipationCorrigee, ParticipationEnregistree
from ter_tui.forms.places import field_of
from ter_tui.participation.sheet import Sheet, teams
from ter_tui.participation.slots import ON, REASON, value_of

__all__ = ["Said", "correction", "participation"]

_KINDS = {spec.name: spec.kind for spec in fields_of(ParticipationEnregistree)}
_NEEDED = "À remplir."
_NOTHING: tuple[object, ...] = (None, ())


@frozen
class Said:
    """What is to be recorded, or what is wrong by field; what concerns no one field is unnamed."""

    entry: Entry | None
    errors: Mapping[str, str] = field(factory=dict)


def participation(texts: Mapping[str, str], sheet: Sheet, day: date | None, today: date) -> Said:
    """The participation that the grid says."""
    values, errors = _values(texts, sheet, today)
    given = {name: value for name, value in values.items() if value not in _NOTHING}
    if "action" not in given:
        errors.setdefault("action", _NEEDED)
    return _made(lambda: Entry(ParticipationEnregistree(**given), on=day), errors)


def correction(
    subject: str,
    texts: Mapping[str, str],
    sheet: Sheet,
    before: tuple[Mapping[str, str], Sheet],
    today: date,
) -> Said:
    """The correction of a participation: what differs from what it was, and why."""
    values, errors = _values(texts, sheet, today)
    was, _ = _values(*before, today)
    changed = {name: value for name, value in values.items() if value != was.get(name)}
    given = {name: value for name, value in changed.items() if value not in _NOTHING}
    emptied = tuple(name for name in changed if name not in given)
    may_be = emptiable(ParticipationEnregistree)
    errors |= {name: _NEEDED for name in emptied if name not in may_be}
    reason = texts.get(REASON, "").strip()
    if not reason:
        errors[REASON] = _NEEDED
    if not changed:
        errors[""] = "Rien n'est changé."

    def make() -> Entry:
        champs = changes_class(ParticipationEnregistree)(**given, vider=emptied)
        return Entry(ParticipationCorrigee(champs=champs, motif=reason), subject)

    return _made(make, errors)


def _values(
    texts: Mapping[str, str], sheet: Sheet, today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """The value of each field, and what cannot be read."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    try:
        values["lignes"] = sheet.lines()
    except (InvalidValue, ValueError) as error:
        errors["lignes"] = str(error)
    for name, kind in _KINDS.items():
        if name not in texts or name == ON:
            continue
        try:
            values[name] = value_of(kind, texts[name], today)
        except ValueError as error:
            errors[name] = str(error)
    values["enseignants"] = teams(values.get("enseignants") or (), sheet.schools)
    values["estimation"] = bool(values.get("estimation"))
    return values, errors


def _made(make: Callable[[], Entry], errors: Mapping[str, str]) -> Said:
    if errors:
        return Said(None, errors)
    try:
        return Said(make())
    except InvalidValue as error:
        return Said(None, {field_of(error.where): error.what})
    except ValueError as error:
        return Said(None, {"": str(error)})
