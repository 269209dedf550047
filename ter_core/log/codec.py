"""From an event to the payload of its line and back, strictly: nothing is coerced.

One private converter, one pair of generated functions per class, derived from the kinds of its
fields. The order of the fields is the order of the keys; a field without a value and an empty list
are absent.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.fns import identity
from cattrs.gen import (
    make_dict_structure_fn_from_attrs,
    make_dict_unstructure_fn_from_attrs,
    override,
)

from ter_core import events
from ter_core.errors import InvalidValue, TerError
from ter_core.events.base import Event, fields_of, noun_of
from ter_core.events.changes import Changes, ChangesOf, changes_class, changes_fields
from ter_core.events.fields import Choices, Day, Hour, Kind, Lines, Named, OneChoice, Refs, Words
from ter_core.events.kinds import typed_as
from ter_core.events.lines import line_fields
from ter_core.vocabulary.dates import iso_day, iso_hour

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = ["event_from", "from_payload", "to_payload"]

_E = TypeVar("_E", bound=Event)
_Read = Callable[[Any, Any], Any]
_Write = Callable[[Any], Any]
_Place = tuple[str | int, ...]

_CONVERTER = Converter(forbid_extra_keys=True, detailed_validation=True)


def to_payload(event: Event) -> dict[str, Any]:
    """The payload of an event: JSON values in the order of its class's fields."""
    payload: dict[str, Any] = _writer(type(event))(event)
    return payload


def from_payload(cls: type[_E], donnees: Mapping[str, Any], *, where: str = "") -> _E:
    """The event of a class that a payload says.

    Raises:
        InvalidValue: a key is unknown or missing, a value is not of its type or breaks what its
            field says; every problem is told, inside `where`.
    """
    try:
        event: _E = _object(cls, donnees)
    except (BaseValidationError, TypeError) as error:
        _refuse(error, cls, where)
    return event


def event_from(type_name: str, donnees: Mapping[str, Any], *, where: str = "") -> Event:
    """The event that a type and a payload say.

    Raises:
        InvalidValue: this version of the program does not know the type, or as `from_payload`.
    """
    cls = events.find(type_name)
    if cls is None:
        known = [entry.type for entry in events.entries()]
        raise InvalidValue(
            f"« {type_name} » n'est pas un type d'événement connu.",
            where=where,
            remedy=_nearest(type_name, known) or "Voyez `ter evenements`.",
        )
    return from_payload(cls, donnees, where=where)


# --- one pair of functions per class ----------------------------------------------------------


def _kinds(cls: type) -> dict[str, Kind]:
    """The kinds of a class's fields, in the order of the keys."""
    if issubclass(cls, Changes):
        changed = {spec.name: spec.kind for spec in changes_fields(cls.of)}
        return changed | {name: kind for name, kind, _ in line_fields(Changes)}
    if issubclass(cls, Event):
        return {spec.name: spec.kind for spec in fields_of(cls)}
    return {name: kind for name, kind, _ in line_fields(cls)}


_WRITERS: dict[type, _Write] = {}
_READERS: dict[type, _Read] = {}


def _writer(cls: type) -> _Write:
    if cls not in _WRITERS:
        kinds, own = _kinds(cls), attrs.fields_dict(cls)
        # Whatever its own default, a field is absent when it holds nothing, and only then.
        nothing = {name: () if own[name].default == () else None for name in kinds}
        parts = [own[name].evolve(default=default) for name, default in nothing.items()]
        hooks: dict[str, Any] = {
            name: override(unstruct_hook=_written(kind)) for name, kind in kinds.items()
        }
        _WRITERS[cls] = make_dict_unstructure_fn_from_attrs(
            parts, cls, _CONVERTER, _cattrs_omit_if_default=True, **hooks
        )
    return _WRITERS[cls]


def _reader(cls: type) -> _Read:
    if cls not in _READERS:
        kinds, own = _kinds(cls), attrs.fields_dict(cls)
        parts = [own[name] for name in kinds]
        hooks: dict[str, Any] = {
            name: override(struct_hook=_read(kind)) for name, kind in kinds.items()
        }
        _READERS[cls] = make_dict_structure_fn_from_attrs(parts, cls, _CONVERTER, **hooks)
    return _READERS[cls]


def _object(cls: type, value: object) -> Any:
    return _reader(cls)(typed_as(dict, value, "un objet JSON"), cls)


def _written(kind: Kind) -> _Write:
    """How a value of a kind is stored."""
    match kind:
        case Choices():
            return lambda values: [str(value) for value in values]
        case OneChoice() | Named():
            return str
        case Refs() | Words():
            return list
        case Hour():
            return _iso_hour
        case Day():
            return _iso_day
        case Lines():
            line = _writer(kind.of)
            return lambda values: [line(value) for value in values]
        case ChangesOf():
            return _writer(changes_class(kind.of))
        case _:
            return identity


def _iso_day(day: date) -> str:
    return day.isoformat()


def _iso_hour(hour: datetime) -> str:
    return hour.isoformat(timespec="minutes")


def _read(kind: Kind) -> _Read:
    """How a stored value of a kind is read: the exact JSON type, then what the kind says."""
    match kind:
        case Choices():
            return lambda raw, _: kind.check(_items(raw, lambda one: _member(kind, one)))
        case OneChoice():
            return lambda raw, _: _member(kind, raw)
        case Day():
            return lambda raw, _: iso_day(typed_as(str, raw, kind.expects))
        case Hour():
            return lambda raw, _: iso_hour(typed_as(str, raw, kind.expects))
        case Lines():
            return lambda raw, _: kind.check(_items(raw, lambda one: _object(kind.of, one)))
        case ChangesOf():
            return lambda raw, _: _object(changes_class(kind.of), raw)
        case Refs():
            return lambda raw, _: kind.check(_items(raw, kind.one))
        case Words():
            return lambda raw, _: kind.check(_items(raw, identity))
        case _:
            return lambda raw, _: kind.check(raw)


def _member(kind: OneChoice, raw: object) -> object:
    word = typed_as(str, raw, kind.expects)
    return next((one for one in kind.choices if one.value == word), None) or kind.refuse(word)


def _items(raw: object, read: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Every item of a list; each problem with the place of its item."""
    found, errors = [], []
    for number, one in enumerate(typed_as(list, raw, "une liste"), start=1):
        try:
            found.append(read(one))
        except (ValueError, TypeError, BaseValidationError) as error:
            error.add_note(IterableValidationNote("", number, None))
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, list)
    return tuple(found)


# --- problems, flattened ----------------------------------------------------------------------


def _refuse(error: Exception, cls: type, where: str) -> NoReturn:
    problems = list(_problems(error, cls, ()))
    if len(problems) == 1:
        place, what, remedy = problems[0]
        spot = ", ".join(part for part in (where, _spoken(place)) if part)
        raise InvalidValue(what, where=spot, remedy=remedy or _help(cls)) from None
    raise InvalidValue("\n".join(map(_told, problems)), where=where, remedy=_help(cls)) from None


def _help(cls: type) -> str:
    if not issubclass(cls, Event) or cls.declaration.internal:
        return ""
    return f"`ter {noun_of(cls.__name__)} {cls.declaration.verb} --help` décrit chaque champ."


def _told(problem: tuple[_Place, str, str]) -> str:
    place, what, remedy = problem
    said = f"{what} {remedy}".rstrip()
    return f"{_spoken(place)} : {said}" if place else said


def _problems(error: Exception, cls: type, place: _Place) -> Iterator[tuple[_Place, str, str]]:
    """Place, sentence and remedy of each problem; `cls` is what was being read."""
    inside = (*place, *_noted(error))
    if isinstance(error, BaseValidationError):
        for one in error.exceptions:
            yield from _problems(one, error.cl, inside)
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            yield (*inside, name), "Ce champ n'existe pas.", _nearest(name, list(_kinds(cls)))
    elif isinstance(error, KeyError):
        yield inside, "Il manque.", ""
    elif isinstance(error, TerError):
        yield inside, error.what, error.remedy
    else:
        yield inside, str(error), ""


def _noted(error: Exception) -> _Place:
    notes = getattr(error, "__notes__", ())
    names = (note.name for note in notes if isinstance(note, AttributeValidationNote))
    numbers = (note.index for note in notes if isinstance(note, IterableValidationNote))
    return (*names, *numbers)


def _spoken(place: _Place) -> str:
    parts = (f"ligne {part}" if isinstance(part, int) else f"champ « {part} »" for part in place)
    return ", ".join(parts)


def _nearest(name: str, known: list[str]) -> str:
    found = difflib.get_close_matches(name, known, n=3)
    return f"Vouliez-vous dire {' ou '.join(f'« {one} »' for one in found)} ?" if found else ""
