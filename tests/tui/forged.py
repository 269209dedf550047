"""The demonstration as an enemy would write it: sound lines whose every text begins hostilely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_core import events
from ter_core.events.erasure import rewritten
from ter_core.log.journal import find_journal, open_journal
from ter_core.log.line import encode, genesis
from ter_core.log.read import read
from ter_core.log.record import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.events.erasure import Found
    from ter_core.log.record import Record

__all__ = ["HOSTILE", "forge"]

HOSTILE = (
    "[red]x[/nope] ",
    "[/] [@click=app.quit]y[/] ",
    "[link=https://exemple.fr]z[/link] ",
    "\x1b]2;pirate\x07\x1b[2J\x1b[31m ",
    "\u202eelbisivni\u2066 ",
    "a\u200bb\ufeff\x9b31m\r\n ",
    "=1+1 ",
    "שלום עולם ",
    "日本語テキスト🙂👩‍👧 ",
    "e\u0301\u0323\u0302" * 8 + " ",
    "mot" * 40 + " ",
)


def hostile(text: str) -> str:
    """The same text after something hostile, always the same before the same text."""
    return HOSTILE[sum(text.encode()) % len(HOSTILE)] + text


def forge(folder: Path) -> None:
    """Write the log of a folder again, with hostile texts; what cites a line cites the new one."""
    journal = open_journal(find_journal(folder))
    records = sorted(read(journal).records(), key=lambda one: one.id)
    types = {one.id: one.type for one in records}
    renamed: dict[str, str] = {}
    streams: dict[str, list[bytes]] = {}
    for record in sorted(records, key=lambda one: (one.enregistre_le, one.rang)):
        previous = renamed.get(record.precedente, genesis(journal.id, record.poste))
        draft = _draft(record, _payload(record, types, renamed))
        line, made = encode(
            draft,
            poste=record.poste,
            rang=record.rang,
            precedente=previous,
            lot=record.lot,
            sel=record.sel or "0" * 32,
        )
        renamed[record.empreinte] = made.empreinte
        streams.setdefault(record.poste, []).append(line)
    for poste, lines in streams.items():
        (journal.root / poste / "actif.ndjson").write_bytes(b"".join(lines))


def _draft(record: Record, payload: dict[str, Any]) -> Draft:
    return Draft(
        record.id,
        record.type,
        record.version,
        record.sujet,
        record.apres,
        record.profondeur,
        record.survenu_le,
        record.enregistre_le,
        record.auteur,
        record.origine,
        record.cle,
        payload,
    )


def _payload(record: Record, types: dict[str, str], renamed: dict[str, str]) -> dict[str, Any]:
    payload = _citing(record.donnees or {}, renamed)
    inner = types.get(str(payload.get("evenement")), "")

    def change(one: Found) -> str:
        return hostile(one.said)

    cls = events.find(record.type) and events.get(record.type)
    erased = events.get(inner) if events.find(inner) else None
    return rewritten(cls, payload, change, erased) if cls else payload


def _citing(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, list):
        return [_citing(one, renamed) for one in value]
    if isinstance(value, dict):
        return {name: _citing(one, renamed) for name, one in value.items()}
    return value
