"""A lot written by a script: one JSON object per line, recorded whole or not at all.

A line is `{"type": …, "sujet": …, "survenu_le": …, "ref": …, "cle": …, "donnees": {…}}`; every
key but `type` is optional. `ref` names what the line creates, and a later line cites it as `@ref`;
`cle` (first line only) makes the lot idempotent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from ter_core.errors import InvalidValue, TerError
from ter_core.events.base import Event
from ter_core.ledger.entry import Entry, Planned, Written
from ter_core.log.codec import event_from
from ter_core.session import Session
from ter_core.vocabulary.dates import iso_day

__all__ = ["entries_of", "plan_lot", "record_lot"]

_KEYS = frozenset({"type", "sujet", "survenu_le", "ref", "cle", "donnees"})
_LONGEST = 1 << 20


def record_lot(session: Session, lines: Iterable[bytes]) -> list[Written]:
    """Record the lot that some NDJSON lines describe.

    Raises:
        TerError: a line is refused; the place says which one, and nothing was written.
    """
    return session.record(*entries_of(lines))


def plan_lot(session: Session, lines: Iterable[bytes]) -> list[Planned]:
    """The lot as `record_lot` would write it.

    Raises:
        TerError: a line is refused; the place says which one.
    """
    return session.preview(*entries_of(lines))


def entries_of(lines: Iterable[bytes]) -> list[Entry]:
    """The entries that NDJSON lines describe; empty lines are passed over.

    Raises:
        InvalidValue: a line is not such an object, or the lot is empty.
    """
    entries: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(line, number, first=not entries))
        except TerError as error:
            raise error.located(f"ligne {number} du lot") from None
    if not entries:
        raise InvalidValue("Le lot est vide.", remedy="Donnez au moins une ligne JSON.")
    return entries


def _entry(line: bytes, number: int, *, first: bool) -> Entry:
    values = _object(line)
    if unknown := sorted(set(values) - _KEYS):
        raise InvalidValue(
            f"« {unknown[0]} » n'est pas une clé connue.",
            remedy=f"Les clés sont : {', '.join(sorted(_KEYS))}.",
        )
    if "cle" in values and not first:
        raise InvalidValue(
            "La clé d'idempotence vaut pour tout le lot.",
            where="clé « cle »",
            remedy="Mettez-la sur la première ligne seulement.",
        )
    day = _text(values, "survenu_le")
    if (name := _text(values, "type")) is None:
        raise InvalidValue(
            "Il manque le type de l'événement.",
            where="clé « type »",
            remedy="Par exemple : DecisionAdoptee.",
        )
    payload = values.get("donnees", {})
    if not isinstance(payload, dict):
        raise InvalidValue("Il faut un objet JSON.", where="clé « donnees »")
    return Entry(
        _typed(name, payload),
        _text(values, "sujet"),
        on=_day(day) if day else None,
        ref=_text(values, "ref"),
        key=_text(values, "cle"),
        place=f"ligne {number} du lot",
    )


def _typed(name: str, payload: dict[str, Any]) -> Event:
    """The event, which somebody may say: what the program alone writes is refused.

    Raises:
        InvalidValue: it is no such event.
    """
    event = event_from(name, payload)
    if event.declaration.internal:
        raise InvalidValue(
            f"« {event.declaration.label} » : le programme seul écrit cet événement.",
            where="clé « type »",
            remedy="Retirez cette ligne du lot.",
        )
    return event


def _object(line: bytes) -> dict[str, Any]:
    try:
        values = orjson.loads(line) if len(line) <= _LONGEST else None
    except ValueError:
        raise InvalidValue(
            "Ce n'est pas du JSON.", remedy="Écrivez un objet JSON par ligne, en UTF-8."
        ) from None
    if not isinstance(values, dict):
        raise InvalidValue(
            "Il faut un objet JSON d'au plus 1 Mio.",
            remedy='Par exemple : {"type":"AxeDefini","donnees":{…}}.',
        )
    return values


def _text(values: dict[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise InvalidValue(
            "Il faut un texte.",
            where=f"clé « {key} »",
            remedy="Donnez-le, ou retirez la clé.",
        )
    return value


def _day(text: str) -> Any:
    try:
        return iso_day(text)
    except ValueError as error:
        raise InvalidValue(str(error), where="clé « survenu_le »") from None
