"""A lot that the program proposes, as the NDJSON that `ter enregistrer` reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import orjson

from ter_core.exports.target import check_target, written_beside
from ter_core.ledger.entry import Entry
from ter_core.log.codec import to_payload
from ter_core.session import Session

__all__ = ["lot_text", "write_lot"]


def lot_text(entries: Iterable[Entry]) -> str:
    """One line per entry; subjects are in full, so that they name the same thing tomorrow."""
    lines = (
        {
            "type": type(entry.event).__name__,
            **({} if entry.subject is None else {"sujet": entry.subject}),
            **({} if entry.on is None else {"survenu_le": entry.on.isoformat()}),
            "donnees": to_payload(entry.event),
        }
        for entry in entries
    )
    return "".join(f"{orjson.dumps(line).decode()}\n" for line in lines)


def write_lot(
    session: Session, path: Path, entries: Iterable[Entry], *, replace: bool = False
) -> None:
    """Write the lot into a file, whole or not at all; nothing is recorded.

    Raises:
        ExportRefused: the file exists and is not to be replaced, or cannot be written there.
    """
    place = check_target(path, session.journal.root, replace=replace, example="lot.ndjson")
    with written_beside(path, place, replace=replace) as temporary:
        temporary.write_bytes(lot_text(entries).encode())
