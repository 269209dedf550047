"""What of an event class is typed on the command line, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core.events.base import EventField, fields_of
from ter_core.events.declaration import ANY_SUBJECT, KeyForm
from ter_core.events.fields import EventId, Fingerprint, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.base import Event

__all__ = ["EMPTIED", "takes_subject", "target_of", "typed_fields"]

EMPTIED = EventField(
    "vider",
    Words("Champ à vider", help="Le nom d'un champ facultatif, à rendre vide."),
    optional=True,
    default=(),
)


def takes_subject(cls: type[Event]) -> bool:
    """Whether the subject is typed: not for what creates it, nor where there is only one."""
    declared = cls.declaration
    one_only = declared.subject.key is KeyForm.JOURNAL or declared.subject is ANY_SUBJECT
    return not declared.creates and not one_only


def target_of(cls: type[Event]) -> EventField | None:
    """The event that an event of any subject is about."""
    if cls.declaration.subject is not ANY_SUBJECT:
        return None
    found = (spec for spec in fields_of(cls) if isinstance(spec.kind, EventId))
    return next(found, None)


def typed_fields(cls: type[Event]) -> Iterator[EventField]:
    """The fields that a person types."""
    for spec in fields_of(cls):
        filled = spec.name in cls.declaration.fills and (
            bool(cls.declaration.quotes) or not isinstance(spec.kind, Fingerprint)
        )
        if spec.name != "confirme" and not filled:
            yield spec
