"""Which type of event sets which field of its subject, and where its payload says so.

Read from the declarations; the table `champs_poses` and the fold of each subject are both written
from these rows, so they cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.declaration import OneOf

__all__ = ["Effect", "Setter", "setters_of"]


class Effect(StrEnum):
    """How an event sets a field."""

    CREATES = "cree"  # always: what the payload does not say is empty
    SETS = "pose"  # when its path is present
    EMPTIES = "vide"  # when its path, that of an alternative, is present
    LISTED = "liste"  # when the list at its path names the field, which is then empty


@frozen
class Setter:
    """One way in which a type sets a field of its subject."""

    type: str
    field: str
    effect: Effect
    path: str


def setters_of(cls: type[Event]) -> Iterator[Setter]:
    """Every way in which a class sets the fields of its subject, its state apart."""
    name, declared = cls.__name__, cls.declaration
    own = {spec.name: spec for spec in fields_of(cls)}
    hidden = {"confirme", declared.state_field}
    if declared.creates:
        for field, spec in own.items():
            if field not in hidden and not isinstance(spec.kind, ChangesOf):
                yield Setter(name, field, Effect.CREATES, f"$.{field}")
    else:
        for field in declared.sets:
            if field in own:
                yield Setter(name, field, Effect.SETS, f"$.{field}")
                yield from _emptied(name, field, f"$.{field}", declared.one_of)
    for spec in own.values():
        if isinstance(spec.kind, ChangesOf):
            yield from _changes(name, spec.name, spec.kind)


def _changes(name: str, prefix: str, kind: ChangesOf) -> Iterator[Setter]:
    for spec in changes_fields(kind.of):
        path = f"$.{prefix}.{spec.name}"
        yield Setter(name, spec.name, Effect.SETS, path)
        yield Setter(name, spec.name, Effect.LISTED, f"$.{prefix}.vider")
        yield from _emptied(name, spec.name, path, kind.of.declaration.one_of)


def _emptied(name: str, field: str, path: str, groups: tuple[OneOf, ...]) -> Iterator[Setter]:
    for group in groups:
        if field in group.fields:
            for other in group.fields:
                if other != field:
                    yield Setter(name, other, Effect.EMPTIES, path)
