"""From the texts of a form to the entry that they say, or what is wrong field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from ter_core import Entry
from ter_core.events.changes import ChangesOf, emptiable
from ter_core.events.fields import Day
from ter_core.events.shape import typed_fields
from ter_core.events.typed import read_event, read_text
from ter_tui.forms.layout import ON, FieldPlan
from ter_tui.forms.request import FormRequest
from ter_tui.forms.wording import same_value

__all__ = ["Reading", "read_form"]

_EXCLUSIVE = "Ces champs s'excluent : n'en remplissez qu'un."
_NEEDED = "Ne peut pas rester vide."
_UNCHANGED = "Rien n'est changé : modifiez au moins un champ."


@frozen
class Reading:
    """The entry that a form says, or what is wrong by field (what concerns no one under "")."""

    entry: Entry | None
    errors: Mapping[str, str]


def read_form(
    request: FormRequest,
    plans: tuple[FieldPlan, ...],
    texts: Mapping[str, str],
    before: Mapping[str, str],
    today: date,
) -> Reading:
    """The entry of a request, from the text of each field.

    `before` are the texts of the subject as it is: of those, only what differs is recorded.
    """
    said = {**request.fixed, **texts}
    try:
        on_day: date | None = read_text(Day(""), said.pop(ON, ""), today)
        errors = {}
    except ValueError as error:
        on_day, errors = None, {ON: str(error)}
    changes = _Changes(request, plans, before, today)
    errors |= changes.refused(said)
    found = read_event(request.cls, changes.kept(said), today)
    errors = {**_told(found.errors, changes.prefix), **errors}
    if found.event is None or errors:
        return Reading(None, errors)
    return Reading(Entry(found.event, request.subject, on=on_day), {})


@frozen
class _Changes:
    """The part of a form that changes a subject; nothing for a class that does not."""

    request: FormRequest
    plans: tuple[FieldPlan, ...]
    before: Mapping[str, str]
    today: date

    @property
    def kind(self) -> tuple[str, ChangesOf] | None:
        """The field that holds the changes."""
        found = ((spec.name, spec.kind) for spec in typed_fields(self.request.cls))
        return next(((name, kind) for name, kind in found if isinstance(kind, ChangesOf)), None)

    @property
    def prefix(self) -> str:
        """What the names of these fields begin with."""
        return f"{self.kind[0]}." if self.kind else ""

    def changed(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The fields whose text says another value than before."""
        kinds = {plan.key: plan.kind for plan in self.plans if "." in plan.key}
        return {
            key: texts[key]
            for key, kind in kinds.items()
            if not same_value(kind, texts.get(key, ""), self.before.get(key, ""), self.today)
        }

    def kept(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts to read: of those of the subject, what differs, and what was emptied."""
        if self.kind is None:
            return dict(texts)
        changed = self.changed(texts)
        emptied = [key for key, text in changed.items() if not text.strip()]
        others = {key: text for key, text in texts.items() if not key.startswith(self.prefix)}
        replaced = self._replaced(texts)
        names = [key.removeprefix(self.prefix) for key in emptied if key not in replaced]
        return {**others, **changed, f"{self.prefix}vider": ", ".join(names)}

    def refused(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What may not be emptied, and alternatives that are both filled."""
        if self.kind is None:
            return {}
        may_be, replaced = emptiable(self.kind[1].of), self._replaced(texts)
        errors = {
            key: _NEEDED
            for key, text in self.changed(texts).items()
            if not text.strip()
            and key not in replaced
            and key.removeprefix(self.prefix) not in may_be
        }
        for plan in self.plans:
            filled = [key for key in plan.group if "." in key and texts.get(key, "").strip()]
            if len(filled) > 1:
                errors |= dict.fromkeys(filled, _EXCLUSIVE)
        return errors

    def _replaced(self, texts: Mapping[str, str]) -> set[str]:
        """The alternatives that another one, now filled, empties by itself."""
        return {
            key
            for plan in self.plans
            for key in plan.group
            if any(texts.get(one, "").strip() for one in plan.group if one != key)
        }


def _told(errors: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The errors of an event; that nothing is changed concerns no one field."""
    found = dict(errors)
    if prefix and (message := found.pop(f"{prefix}vider", found.pop(prefix[:-1], ""))):
        found[""] = message
    if prefix and "Aucun champ" in found.get("", ""):
        found[""] = _UNCHANGED
    return found
