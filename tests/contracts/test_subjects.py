"""What every kind of subject promises. Never edited for a new event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ter_core import events
from ter_core.events.base import fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.declaration import KeyForm
from ter_core.events.fields import Code

if TYPE_CHECKING:
    from ter_core.events.base import Event
    from ter_core.events.declaration import Subject

SUBJECTS = events.subjects()
each_subject = pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.kind)


def classes_of(subject: Subject) -> list[type[Event]]:
    """The event classes about a subject."""
    return [cls for cls in events.classes() if cls.declaration.subject.kind == subject.kind]


def creators_of(subject: Subject) -> list[type[Event]]:
    """Those that create it."""
    return [cls for cls in classes_of(subject) if cls.declaration.creates]


def said_by(cls: type[Event]) -> set[str]:
    """The fields of the subject that an event may set or only tell, as a headcount does."""
    specs = fields_of(cls)
    changed = {
        spec.name
        for one in specs
        if isinstance(one.kind, ChangesOf)
        for spec in changes_fields(one.kind.of)
    }
    return {spec.name for spec in specs} | changed


@each_subject
def test_a_subject_is_told_in_french(subject: Subject) -> None:
    """Kind in ASCII, labels with accents, a definition of whole sentences."""
    assert re.fullmatch(r"[a-z_]+", subject.kind)
    assert subject.label
    assert subject.plural != subject.label
    assert subject.definition[0].isupper()
    assert subject.definition.endswith((".", "…"))


@each_subject
def test_something_creates_it(subject: Subject) -> None:
    """Unless it exists with another; and all its events share one declaration of it."""
    assert bool(creators_of(subject)) != bool(subject.exists_with)
    assert {id(cls.declaration.subject) for cls in classes_of(subject)} == {id(subject)}


@each_subject
def test_its_states_are_all_reached(subject: Subject) -> None:
    """No state that no event leads to; the first is the one every creation leads to."""
    reached = {cls.declaration.to for cls in classes_of(subject)} - {None}
    for cls in classes_of(subject):
        for spec in fields_of(cls):
            if spec.name == cls.declaration.state_field:
                reached |= {one.value for one in spec.kind.choices}  # type: ignore[attr-defined]

    assert reached == set(subject.states)
    first = next(iter(subject.states), None)
    assert {cls.declaration.to for cls in creators_of(subject)} <= {first}
    assert subject.closed <= set(subject.states)


@each_subject
def test_an_open_state_can_be_left(subject: Subject) -> None:
    """Where there are several states, some event leads from the first one to another."""
    first = next(iter(subject.states), None)
    followers = [
        cls.declaration
        for cls in classes_of(subject)
        if not cls.declaration.creates
        and (first in cls.declaration.after or not cls.declaration.after)
        and cls.declaration.to not in (None, first)
    ]

    assert followers or len(subject.states) <= 1


@each_subject
def test_what_it_keeps_is_said_by_something(subject: Subject) -> None:
    """Rules read fields that events set or tell."""
    known = set().union(*(said_by(cls) for cls in classes_of(subject)))

    assert set(subject.keeps) <= known


@each_subject
def test_its_code_is_where_it_is_looked_for(subject: Subject) -> None:
    """First field of the creating event, optional because the program proposes one."""
    for cls in creators_of(subject):
        specs = fields_of(cls)
        coded = [spec for spec in specs if isinstance(spec.kind, Code)]

        if subject.key in (KeyForm.SLUG, KeyForm.NUMBER):
            assert [spec.name for spec in coded] == ["code"]
        if coded:
            assert coded == [specs[0]]
            assert coded[0].optional
    assert bool(subject.letter) == (subject.key is KeyForm.NUMBER)
    assert re.fullmatch(r"[A-Z]?", subject.letter)


def test_no_two_subjects_share_a_letter_or_a_word() -> None:
    """`D14` is a decision and nothing else."""
    letters = [subject.letter for subject in SUBJECTS if subject.letter]

    assert len(set(letters)) == len(letters)
    assert len({subject.label for subject in SUBJECTS}) == len(SUBJECTS)
    assert len({subject.plural for subject in SUBJECTS}) == len(SUBJECTS)
