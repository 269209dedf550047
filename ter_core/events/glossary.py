"""The words of the domain, explained: every kind of subject, and every event about it."""

from __future__ import annotations

from attrs import frozen

from ter_core import events
from ter_core.events.base import Event, fields_of
from ter_core.events.declaration import ANY_SUBJECT, Subject

__all__ = ["Term", "glossary", "term_of"]


@frozen
class Term:
    """A word and what it means: label, definition, then what it is made of.

    `fields` are the name, label and help of each; `states` the label of each state a subject goes
    through, or of the one an event leads to.
    """

    term: str
    definition: str
    fields: tuple[tuple[str, str, str], ...] = ()
    states: tuple[str, ...] = ()


def glossary() -> tuple[Term, ...]:
    """Every subject, each followed by its events, in the order of the catalogue."""
    found: list[Term] = []
    for subject in (*events.subjects(), ANY_SUBJECT):
        found.append(_of_subject(subject))
        found += [
            term_of(cls) for cls in events.classes() if cls.declaration.subject.kind == subject.kind
        ]
    return tuple(found)


def term_of(cls: type[Event]) -> Term:
    """The entry of an event class."""
    declared = cls.declaration
    return Term(
        declared.label,
        events.describe(cls).help,
        tuple((spec.name, spec.kind.label, spec.kind.help) for spec in fields_of(cls)),
        (declared.subject.states[declared.to],) if declared.to else (),
    )


def _of_subject(subject: Subject) -> Term:
    return Term(subject.label, subject.definition, states=tuple(subject.states.values()))
