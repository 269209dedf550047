"""The registry of event classes, lazy: words answer from an index, classes are imported when used.

`index.py` is generated from the classes (`make index`; a test says it is true). A class defined
elsewhere, as a test or an extension does, registers itself when it is defined.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ter_core.events.base import Event
    from ter_core.events.declaration import Subject

__all__ = [
    "Entry",
    "classes",
    "entries",
    "find",
    "forget",
    "get",
    "register",
    "subject",
    "subjects",
    "verbs",
]


class Entry(NamedTuple):
    """What is known of a type without importing its class."""

    type: str
    module: str
    kind: str
    noun: str
    verb: str
    label: str
    help: str
    internal: bool


_classes: dict[str, type[Event]] = {}
_foreign: dict[str, Entry] = {}


def register(cls: type[Event]) -> None:
    """Enter a class under its own name. Called by `Event` for each class that declares itself.

    Raises:
        ValueError: another class has that name, or that noun and verb.
    """
    entry = describe(cls)
    for known in entries():
        same_words = (known.noun, known.verb) == (entry.noun, entry.verb)
        if known.module != entry.module and (known.type == entry.type or same_words):
            raise ValueError(f"{entry.type} is already registered by {known.module}.{known.type}")
    _classes[entry.type] = cls
    if entry.type not in _indexed():
        _foreign[entry.type] = entry


def forget(type_name: str) -> None:
    """Take out a class that is not of the catalogue (what a test defined)."""
    if _foreign.pop(type_name, None):
        del _classes[type_name]


def describe(cls: type[Event]) -> Entry:
    """The entry of a class."""
    from ter_core.events.base import noun_of

    declared = cls.declaration
    summary = (cls.__doc__ or "").strip().partition("\n")[0]
    return Entry(
        cls.__name__,
        cls.__module__,
        declared.subject.kind,
        noun_of(cls.__name__),
        declared.verb,
        declared.label,
        summary,
        declared.internal,
    )


def entries() -> tuple[Entry, ...]:
    """Every known type, in the order of the catalogue, without importing any class."""
    return (*_indexed().values(), *_foreign.values())


def verbs() -> frozenset[str]:
    """The verb of every command, which no code may take, without importing any class."""
    return _indexed_verbs().union(entry.verb for entry in _foreign.values())


def find(type_name: str) -> type[Event] | None:
    """The class of a type; None if this version of the program does not know it."""
    if type_name not in _classes and type_name in _indexed():
        import_module(_indexed()[type_name].module)
    return _classes.get(type_name)


def get(type_name: str) -> type[Event]:
    """The class of a type.

    Raises:
        KeyError: this version of the program does not know it.
    """
    cls = find(type_name)
    if cls is None:
        raise KeyError(type_name)
    return cls


def classes() -> tuple[type[Event], ...]:
    """Every class, in the order of the catalogue."""
    return tuple(get(entry.type) for entry in entries())


def subjects() -> tuple[Subject, ...]:
    """Every kind of subject that some class is about, in the order of the catalogue."""
    kinds = dict.fromkeys(entry.kind for entry in entries())
    return tuple(known for kind in kinds if kind != "*" and (known := subject(kind)))


def subject(kind: str) -> Subject | None:
    """The kind of subject of that name; None if this version of the program does not know it."""
    about = _indexed_kinds().get(kind) or next(
        (entry.type for entry in _foreign.values() if entry.kind == kind), None
    )
    return get(about).declaration.subject if about else None


@cache
def _indexed() -> dict[str, Entry]:
    from ter_core.events.index import EVENTS

    return {row[0]: Entry(*row) for row in EVENTS}


@cache
def _indexed_kinds() -> dict[str, str]:
    """A type about each kind of subject; rules ask for it at every event."""
    return {entry.kind: entry.type for entry in _indexed().values()}


@cache
def _indexed_verbs() -> frozenset[str]:
    return frozenset(entry.verb for entry in _indexed().values())
