"""A log written by hand: one method call a line, several postes, anything a test needs to break."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from ter_core.environment import Environment
from ter_core.log.journal import Journal, create_journal
from ter_core.log.line import encode, genesis
from ter_core.log.read import read
from ter_core.log.reading import Reading
from ter_core.log.record import Draft, Record
from ter_core.log.seal import encode_seal, seal_of

POSTES = ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc")


class HandLog:
    """Sound lines with the heads, depth and chain that their author would have known."""

    def __init__(self, root: Path, start: str = "2026-11-21T08:00:00.000Z") -> None:
        env = Environment(state_dir=root / "etat", cache_dir=root / "cache")
        self.journal: Journal = create_journal(root / "events", env)
        self.records: list[Record] = []
        self.start = start
        self._tails: dict[str, str] = {}
        self._segments: dict[str, list[bytes]] = {}
        self._sealed: dict[str, int] = {}

    def new_id(self) -> str:
        """The next identifier; they follow the order of writing."""
        number = len(self.records) + 1
        return f"019a0000-{number >> 12:04x}-7{number & 0xFFF:03x}-8000-{number:012x}"

    def add(
        self,
        type_: str,
        sujet: str,
        donnees: Any = None,
        *,
        on: str = "2026-11-12",
        poste: int = 0,
        after: list[str] | None = None,
        auteur: str = "acteur:principal",
        written: str | None = None,
        version: int = 1,
    ) -> str:
        """Write an event and give its id; `sujet` ending in `:` is named by that id.

        `after` are the heads its author knew: all of them unless said.
        """
        identifier = self.new_id()
        subject = sujet + identifier if sujet.endswith(":") else sujet
        apres = self.heads(subject) if after is None else sorted(after)
        depths = {record.id: record.profondeur for record in self.records}
        draft = Draft(
            identifier, type_, version, subject, tuple(apres),
            1 + max((depths.get(one, 0) for one in apres), default=0),
            on, written or f"{on}T12:00:00.000Z", auteur, "cli", None, donnees or {},
        )  # fmt: skip
        name = POSTES[poste]
        rang = 1 + sum(record.poste == name for record in self.records)
        line, record = encode(
            draft, poste=name, rang=rang, precedente=self._tail(name), lot=None, sel="0" * 32
        )
        self.records.append(record)
        self._tails[name] = record.empreinte
        self._segments.setdefault(name, []).append(line)
        return identifier

    def heads(self, subject: str) -> list[str]:
        """The heads of a subject, everything being known."""
        own = [record for record in self.records if record.sujet == subject]
        cited = {one for record in own for one in record.apres}
        return sorted({record.id for record in own} - cited)

    def seal(self, poste: int = 0) -> None:
        """Seal what a poste has written until now."""
        name = POSTES[poste]
        last = [record for record in self.records if record.poste == name][-1]
        body = b"".join(self._segments[name])
        count = len(self._segments[name])
        seal = seal_of(body, rang=last.rang, nombre=count, empreinte=last.empreinte)
        self._sealed[name] = self._sealed.get(name, 0) + 1
        self._file(name, f"{self._sealed[name]:06d}").write_bytes(body + encode_seal(seal))
        self._tails[name] = seal.link
        self._segments[name] = []
        self._file(name, "actif").unlink(missing_ok=True)

    def read(self, previous: Reading | None = None) -> Reading:
        """The reading of what stands on the disk once everything is written there."""
        for name, lines in self._segments.items():
            if lines:
                self._file(name, "actif").write_bytes(b"".join(lines))
        return read(self.journal, previous=previous)

    def _file(self, poste: str, stem: str) -> Path:
        folder = self.journal.root / poste
        folder.mkdir(exist_ok=True)
        return folder / f"{stem}.ndjson"

    def _tail(self, poste: str) -> str:
        return self._tails.get(poste) or genesis(self.journal.id, poste)


def payload_bytes(value: Any) -> bytes:
    """A payload as the log stores it."""
    return orjson.dumps(value)


def digest(text: str) -> str:
    """A hash, for what only has to look like one."""
    return sha256(text.encode()).hexdigest()
