"""What may be said: which events create something, which apply to a subject where it stands."""

from __future__ import annotations

from ter_core import events
from ter_core.events.base import Event
from ter_core.events.shape import takes_subject

__all__ = ["applies", "verbs_for"]

_ANY = ("*",)
_ABOUT = {"action": (("ParticipationEnregistree",), "annulee")}
"""What creates another subject about one of a kind, and the state after which it does not."""


def applies(cls: type[Event], state: str | None) -> bool:
    """Whether the lifecycle lets an event follow a state (rules may still refuse it)."""
    declared = cls.declaration
    if declared.after == _ANY:
        return True
    if declared.after:
        return state in declared.after
    return state not in declared.subject.closed


def verbs_for(kind: str, state: str | None) -> list[type[Event]]:
    """The events that may be said of an existing subject of a kind, in the order of the catalogue.

    What creates a subject is among them where it is about that one (who came to an action); what
    the program records by itself is not.
    """
    others, not_after = _ABOUT.get(kind, ((), None))
    found = [
        events.get(entry.type)
        for entry in events.entries()
        if entry.kind == kind and not entry.internal
    ]
    about = [events.get(name) for name in others if state != not_after]
    return about + [
        cls
        for cls in found
        if not cls.declaration.creates
        and applies(cls, state)
        and (takes_subject(cls) or kind == "territoire")
    ]
