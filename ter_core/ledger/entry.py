"""What a caller hands over to be recorded, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from ter_core.errors import InvalidValue
from ter_core.events.base import Event
from ter_core.events.fields import Title
from ter_core.log.record import Draft, Record

__all__ = ["Entry", "Planned", "Written"]


_KEY = Title("Clé d'idempotence")


def _checked_key(key: str | None) -> str | None:
    """The key as it is stored and looked up."""
    try:
        return None if key is None else _KEY.check(key)
    except (ValueError, TypeError) as error:
        raise InvalidValue(
            str(error), where="clé d'idempotence", remedy="Donnez un texte court, sur une ligne."
        ) from None


@frozen
class Entry:
    """An event to record.

    `subject` names the subject by its code or in full, and is left out for an event that creates
    one. `on` is the date of the fact (`survenu_le`). Inside a lot, `ref` names what the entry
    creates, and another entry cites it as `@ref`. `key` makes the whole lot idempotent (first
    entry only). `place` says where it comes from (« ligne 3 du lot »), for a message.
    """

    event: Event
    subject: str | None = None
    on: date | None = field(default=None, kw_only=True)
    ref: str | None = field(default=None, kw_only=True)
    key: str | None = field(default=None, converter=_checked_key, kw_only=True)
    place: str = field(default="", kw_only=True)


@frozen
class Planned:
    """An event as it would be written, not written; `name` is how people call its subject."""

    draft: Draft
    name: str
    label: str

    @property
    def donnees(self) -> Mapping[str, Any]:
        """The payload."""
        return self.draft.donnees


@frozen
class Written:
    """An event as it stands in the log; `name` is how people call its subject."""

    record: Record
    name: str
    label: str
