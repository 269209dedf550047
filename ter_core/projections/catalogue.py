"""Every view there is, made from the event classes and from the SQL written by hand.

A view comes after those whose names its words mention, whatever the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter

from ter_core import events
from ter_core.events.base import Event
from ter_core.projections.folds import fold_view
from ter_core.projections.names import names_view, naming_macros, numbers_view
from ter_core.projections.recognition import recognition_macros
from ter_core.projections.sources import written_macros, written_views
from ter_core.projections.tables import declared_tables
from ter_core.projections.typed import typed_view
from ter_core.projections.view import View, mentioned
from ter_core.projections.words import meanings_of

__all__ = ["explanations", "macros", "ordered", "views"]


def views() -> dict[str, View]:
    """Every view and table by name, from the classes known now."""
    return {view.name: view for view in [*_generated(), *written_views()]}


def ordered(known: Mapping[str, View]) -> list[View]:
    """The views, each after those it mentions."""
    graph = {
        name: sorted({word for word in mentioned(view.query) if word in known} - {name})
        for name, view in sorted(known.items())
    }
    return [known[name] for name in TopologicalSorter(graph).static_order()]


def macros() -> str:
    """The statements that create schemas and macros."""
    schemas = "create schema evenements; create schema sujets;\n"
    classes = events.classes()
    return schemas + written_macros() + naming_macros(classes) + recognition_macros(classes)


def explanations(columns: Iterable[tuple[str, str]], known: Mapping[str, View]) -> Iterator[str]:
    """The comments of every view and of its columns, given as (view, column).

    Raises:
        KeyError: a column that nobody explains.
    """
    by_view: dict[str, list[str]] = {}
    for view, column in columns:
        by_view.setdefault(view, []).append(column)
    for name, own in by_view.items():
        yield from known[name].comments(meanings_of(own, known[name].columns))


def _generated() -> Iterator[View]:
    classes, subjects = events.classes(), events.subjects()
    yield from declared_tables(classes, subjects)
    yield from (typed_view(cls) for cls in classes)
    yield numbers_view(classes)
    yield names_view(classes)
    by_kind: dict[str, list[type[Event]]] = {}
    for cls in classes:
        by_kind.setdefault(cls.declaration.subject.kind, []).append(cls)
    for subject in subjects:
        yield fold_view(subject, by_kind[subject.kind])
