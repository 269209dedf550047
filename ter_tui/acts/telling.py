"""What is told of what was recorded: how people call the thing that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ter_core import events
from ter_core.errors import TerError
from ter_core.events.base import fields_of
from ter_core.events.kinds import Title
from ter_core.vocabulary.subjects import key_of
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_core import Written
    from ter_tui.app import TerApp

__all__ = ["called", "key_of_row", "tell"]

_LONGEST = 60
_SHORT = 8  # characters of an identifier by which a list names what has no code


async def tell(app: TerApp, written: Sequence[Written]) -> None:
    """Say what was recorded."""
    for one in written:
        text = said(f"✓ {one.label}")
        if name := await called(app, one):
            text.append_text(said(" : ")).append_text(user_text(name))
        app.tell_text(text)


async def called(app: TerApp, one: Written) -> str:
    """How people know what an event is about: its code, its label, or the first words of it."""
    if _has_code(one):
        return one.name
    told = await _label(app, one.record.sujet) or _said_of_it(one)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}…"


def key_of_row(one: Written) -> str:
    """What names the row of a list that is about it."""
    return one.name if _has_code(one) else one.record.sujet[-_SHORT:]


def _has_code(one: Written) -> bool:
    """Whether it is called by a code, and not by the end of an identifier."""
    key = key_of(one.record.sujet)
    return one.name == key or not key.endswith(one.name)


def _said_of_it(one: Written) -> str:
    cls, payload = events.find(one.record.type), one.record.donnees or {}
    if cls is None or not cls.declaration.creates:
        return ""
    texts = (spec.name for spec in fields_of(cls) if isinstance(spec.kind, Title))
    return next((str(payload[name]) for name in texts if payload.get(name)), "")


async def _label(app: TerApp, subject: str) -> str:
    """The label of a subject; nothing where all of it was taken back."""
    try:
        return next((one.label for one in await app.desk.known() if one.subject == subject), "")
    except TerError:  # what was recorded is so all the same
        return ""
