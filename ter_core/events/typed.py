"""An event from what somebody typed in the fields of a form, and the texts of a form from an event.

The fields of `champs` stand beside the others under names of their own: `champs.libelle`, and
`champs.vider` for what is emptied.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from ter_core.errors import InvalidValue
from ter_core.events.base import Event, EventField, fields_of
from ter_core.events.changes import ChangesOf, changes_class, changes_fields
from ter_core.events.declaration import OneOf
from ter_core.events.fields import (
    Amount,
    Day,
    EventId,
    Flag,
    Hour,
    Kind,
    Lines,
    OneChoice,
    Payload,
    Quantity,
    Ref,
)
from ter_core.events.lines import line_fields
from ter_core.events.shape import EMPTIED
from ter_core.vocabulary.dates import iso_day, iso_hour
from ter_core.vocabulary.subjects import is_subject, key_of, kind_of

__all__ = ["Typed", "read_event", "read_text", "typed", "typed_texts"]

_FIELD = re.compile(r"champ « (\w+) »")
_MISSING = "À remplir."


@frozen
class Typed:
    """What the texts of a form come to: an event, or what is wrong by field.

    What concerns no one field stands under the empty name.
    """

    event: Event | None
    errors: Mapping[str, str]


def typed(kind: Kind, stored: Any) -> str:
    """How a stored value of a kind is typed; what the kind cannot read is shown as JSON.

    `read_text` gives the value back, a reference by its code where nothing else has it.
    """
    if stored is None:
        return ""
    try:
        if not kind.many:
            return _one(kind, stored)
        return ("\n" if isinstance(kind, Lines) else ", ").join(_one(kind, one) for one in stored)
    except (AttributeError, KeyError, TypeError, ValueError):
        return json.dumps(stored, ensure_ascii=False)


def read_text(kind: Kind, text: str, today: date) -> Any | None:
    """The whole value of a field, checked; None where nothing is typed.

    Values of a field that takes many are parted by commas, lines by line ends.

    Raises:
        ValueError: the text does not say one (in French).
    """
    if not text.strip():
        return None
    try:
        if isinstance(kind, Lines):
            return kind.check(tuple(_lines(kind, text, today)))
        if not kind.many:
            return kind.check(kind.parse(text.strip(), today))
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return kind.check(tuple(kind.parse(part, today) for part in parts)) if parts else None
    except TypeError as error:
        raise ValueError(str(error)) from None


def read_event(cls: type[Event], texts: Mapping[str, str], today: date) -> Typed:
    """The event of a class that the texts of its fields say."""
    form = _Form(texts, today, {}, {})
    for spec in fields_of(cls):
        if isinstance(spec.kind, ChangesOf):
            form.change(spec, spec.kind.of)
        else:
            form.read(spec.name, spec)
    form.weigh(cls.declaration.one_of)
    if form.errors:
        return Typed(None, form.errors)
    try:
        return Typed(cls(**form.values), {})
    except InvalidValue as error:
        found = _FIELD.fullmatch(error.where)
        name = found[1] if found and found[1] in form.values else ""
        return Typed(None, {name: error.what})


def typed_texts(cls: type[Event], stored: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a form that a stored payload fills, as `read_event` reads them."""
    found: dict[str, str] = {}
    for spec in fields_of(cls):
        if not isinstance(spec.kind, ChangesOf):
            found[spec.name] = typed(spec.kind, stored.get(spec.name))
            continue
        champs = stored.get(spec.name)
        inside = champs if isinstance(champs, Mapping) else {}
        for inner in (*changes_fields(spec.kind.of), EMPTIED):
            found[f"{spec.name}.{inner.name}"] = typed(inner.kind, inside.get(inner.name))
    return found


@frozen
class _Form:
    """The texts of a form, the values read from them so far, and what is wrong by field."""

    texts: Mapping[str, str]
    today: date
    values: dict[str, Any]
    errors: dict[str, str]

    def read(self, place: str, spec: EventField) -> None:
        """Read one field; what is absent keeps its default."""
        try:
            value = read_text(spec.kind, self.texts.get(place, ""), self.today)
        except ValueError as error:
            self.errors[place] = str(error)
            return
        if value is not None:
            self.values[place] = value
        elif not spec.optional:
            self.errors[place] = _MISSING

    def change(self, spec: EventField, of: type[Event]) -> None:
        """Read what is changed of the fields that `of` sets, into one value."""
        inside = _Form(self.texts, self.today, {}, {})
        for inner in (*changes_fields(of), EMPTIED):
            inside.read(f"{spec.name}.{inner.name}", inner)
        inside.weigh(_may_be_absent(of.declaration.one_of), f"{spec.name}.")
        self.errors.update(inside.errors)
        if inside.errors:
            return
        given = {place.rpartition(".")[2]: value for place, value in inside.values.items()}
        try:
            self.values[spec.name] = changes_class(of)(**given)
        except (ValueError, TypeError) as error:
            self.errors[f"{spec.name}.{EMPTIED.name}" if given else ""] = str(error)

    def weigh(self, groups: Sequence[OneOf], prefix: str = "") -> None:
        """Refuse two alternatives at once, or none where one is needed, under each of them."""
        for group in groups:
            places = [prefix + name for name in group.fields]
            given = [place for place in places if self.texts.get(place, "").strip()]
            if len(given) > 1:
                what = "Ces champs s'excluent : n'en remplissez qu'un."
            elif group.required and not given:
                what = "À remplir : l'un de ces champs, un seul."
            else:
                continue
            for place in places:
                self.errors.setdefault(place, what)


def _may_be_absent(groups: Sequence[OneOf]) -> tuple[OneOf, ...]:
    """The same alternatives where none needs to be given."""
    return tuple(OneOf(group.fields, required=False) for group in groups)


def _lines(kind: Lines, text: str, today: date) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield kind.parse(line, today)
            except (ValueError, TypeError) as error:
                raise ValueError(f"ligne {number} : {error}") from None


def _one(kind: Kind, stored: Any) -> str:
    """One value of a kind as it is typed."""
    match kind:
        case Payload():
            return json.dumps(stored, ensure_ascii=False)
        case Lines():
            return _line(kind, stored)
        case EventId():
            return str(stored)
        case Ref():
            return _named(kind, stored)
        case Amount():
            euros, cents = divmod(stored, 100)
            return f"{euros},{cents:02d}" if cents else str(euros)
        case Flag():
            return "oui" if stored else "non"
        case Hour():
            return iso_hour(stored).strftime("%d/%m/%Y %H:%M")
        case Day():
            return iso_day(stored).strftime("%d/%m/%Y")
        case Quantity():
            return str(stored).replace(".", ",")
        case _:
            return str(stored)


def _line(kind: Lines, stored: Mapping[str, Any]) -> str:
    """The short form of a stored line."""
    kinds = {name: inner for name, inner, _ in line_fields(kind.of)}
    return kind.of(**{name: _part(kinds[name], one) for name, one in stored.items()}).short()


def _part(kind: Kind, stored: Any) -> Any:
    """A stored value inside a line, in the type that its class holds."""
    match kind:
        case OneChoice():
            return kind.choices.of(stored)
        case Day():
            return iso_day(stored)
        case Ref():
            return _named(kind, stored)
        case _:
            return stored


def _named(kind: Ref, stored: str) -> str:
    """A subject by its key alone, or in full where that could name another, a word or nothing."""
    key = key_of(stored)
    first = bool(kind.to) and is_subject(stored) and kind_of(stored) == kind.to[0] != "poste"
    return key if first and key not in kind.words and not key.startswith("@") else stored
