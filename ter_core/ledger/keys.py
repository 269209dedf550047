"""Idempotency: the same key may only come back with the same content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ter_core.errors import KeyReused
from ter_core.events.base import Event
from ter_core.ledger.entry import Entry
from ter_core.ledger.lots import LotBuilder
from ter_core.log.codec import to_payload
from ter_core.log.record import Record

__all__ = ["same_content"]


def same_content(builder: LotBuilder, entries: Sequence[Entry], records: Sequence[Record]) -> None:
    """Check that entries ask for what records already hold.

    Content is the types, and every field or date the caller gave; what the program fills in (a
    code, a default date, a hash) is not compared.

    Raises:
        KeyReused: they ask for something else.
    """
    same = len(entries) == len(records)
    for entry, record in zip(entries, records, strict=False):
        same = same and _same(builder, entry, record)
        if entry.ref:
            builder.refs[entry.ref] = record.sujet
    if not same:
        raise KeyReused(
            f"La clé « {entries[0].key} » a déjà servi pour un autre contenu.",
            where="clé d'idempotence",
            remedy="Donnez une autre clé, ou reprenez le contenu d'origine.",
        )


def _same(builder: LotBuilder, entry: Entry, record: Record) -> bool:
    if type(entry.event).__name__ != record.type:
        return False
    if entry.on is not None and entry.on.isoformat() != record.survenu_le:
        return False
    names = builder.names()
    if entry.subject is not None:
        kind = entry.event.declaration.subject
        if names.subject(entry.subject, (kind.kind,), kind.label) != record.sujet:
            return False
    if record.is_erased:
        return True  # what it said was taken back: nothing is left to compare
    event: Event = names.event(entry.event)
    if _says(event, record):
        return True
    case = builder.case(record.sujet, date.fromisoformat(record.survenu_le))
    return _says(event.completed(case), record)


def _says(event: Event, record: Record) -> bool:
    declared, stored = event.declaration, record.donnees or {}
    given = to_payload(event)
    if declared.quotes:  # what was quoted then is not what would be quoted now
        given = {name: value for name, value in given.items() if name not in declared.fills}
    if any(stored.get(name) != value for name, value in given.items()):
        return False
    filled = {"code", *declared.fills}
    return set(stored) - set(given) <= filled
