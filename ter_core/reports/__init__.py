"""The registry of questions, lazy: words answer from an index, classes are imported when used.

`index.py` is generated from the classes (`make index`; a test says it is true). A class defined
elsewhere registers itself when it is defined.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ter_core.reports.question import Question

__all__ = ["Entry", "classes", "describe", "entries", "get", "register"]


class Entry(NamedTuple):
    """What is known of a question without importing its class."""

    name: str
    module: str
    label: str
    help: str


_classes: dict[str, type[Question]] = {}
_foreign: dict[str, Entry] = {}


def register(cls: type[Question]) -> None:
    """Enter a class under the name of its command. Called by `Question` for each class.

    Raises:
        ValueError: another class has that name.
    """
    entry = describe(cls)
    for known in entries():
        if known.name == entry.name and known.module != entry.module:
            raise ValueError(f"{entry.name} is already registered by {known.module}")
    _classes[entry.name] = cls
    if all(known.name != entry.name for known in entries()):
        _foreign[entry.name] = entry


def describe(cls: type[Question]) -> Entry:
    """The entry of a class."""
    summary = (cls.__doc__ or "").strip().partition("\n")[0]
    return Entry(cls.declaration.name, cls.__module__, cls.declaration.label, summary)


def entries() -> tuple[Entry, ...]:
    """Every known question, without importing any class."""
    from ter_core.reports.index import QUESTIONS

    return (*(Entry(*row) for row in QUESTIONS), *_foreign.values())


def get(name: str) -> type[Question]:
    """The class of a question.

    Raises:
        KeyError: there is none of that name.
    """
    if name not in _classes:
        for entry in entries():
            if entry.name == name:
                import_module(entry.module)
                break
    return _classes[name]


def classes() -> tuple[type[Question], ...]:
    """Every class, in the order of the index."""
    return tuple(get(entry.name) for entry in entries())
