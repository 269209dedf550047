"""A log written by hand: one method call a line, several postes, anything a test needs to break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from ter_core.environment import Environment
from ter_core.log.journal import Journal, create_journal
from ter_core.log.line import encode, genesis
from ter_core.log.read import read
from ter_core.log.record import Draft, Record
from ter_core.log.seal import encode_seal, seal_of

if TYPE_CHECKING:
    from pathlib import Path

    from ter_core.log.reading import Reading

__all__ = ["POSTES", "HandLog"]

POSTES = ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc")


@define
class HandLog:
    """Sound lines with the heads, depth and chain that their author would have known."""

    root: Path
    records: list[Record] = field(factory=list)
    _links: dict[str, tuple[int, str]] = field(factory=dict)
    _open: dict[str, list[bytes]] = field(factory=dict)
    _sealed: dict[str, int] = field(factory=dict)
    journal: Journal = field(init=False)

    def __attrs_post_init__(self) -> None:
        env = Environment(state_dir=self.root / "etat", cache_dir=self.root / "cache")
        self.journal = create_journal(self.root / "events", env)

    def add(  # noqa: PLR0913 - a line has that many parts
        self,
        type_: str,
        sujet: str,
        donnees: Any = None,
        *,
        on: str = "2026-11-12",
        poste: int = 0,
        after: list[str] | None = None,
        written: str | None = None,
        version: int = 1,
        auteur: str = "acteur:principal",
    ) -> str:
        """Write an event and give its id; a subject `kind:` without key is the event's own.

        `after` are the heads its author knew: all of them unless said.
        """
        number = len(self.records) + 1
        identifier = f"019a0000-{number >> 12:04x}-7{number & 0xFFF:03x}-8000-{number:012x}"
        subject = sujet + identifier if sujet.endswith(":") else sujet
        apres = self.heads(subject) if after is None else sorted(after)
        depths = {record.id: record.profondeur for record in self.records}
        draft = Draft(
            identifier, type_, version, subject, tuple(apres),
            1 + max((depths.get(one, 0) for one in apres), default=0),
            on, f"{written or on + 'T12:00:00'}.000Z", auteur, "cli", None,
            {} if donnees is None else donnees,
        )  # fmt: skip
        self._write(POSTES[poste], draft)
        return identifier

    def heads(self, subject: str) -> list[str]:
        """The heads of a subject, everything being known."""
        own = [record for record in self.records if record.sujet == subject]
        cited = {one for record in own for one in record.apres}
        return sorted({record.id for record in own} - cited)

    def position(self) -> list[dict[str, Any]]:
        """What a machine that has everything knows."""
        return [
            {"poste": one.poste, "rang": one.rang, "empreinte": one.empreinte}
            for one in self.read().position
        ]

    def rewind(self, poste: int, events: int) -> None:
        """Make a poste forget its last lines, as a restored copy of its machine would."""
        kept = [one for one in self.records if one.poste == POSTES[poste]][:-events]
        self._links[POSTES[poste]] = (kept[-1].rang, kept[-1].empreinte)

    def is_open(self, poste: int) -> bool:
        """Whether a poste has lines that are not sealed."""
        return POSTES[poste] in self._open

    def seal(self, poste: int = 0) -> None:
        """Seal what a poste has written until now."""
        name = POSTES[poste]
        rang, empreinte = self._links[name]
        lines = self._open.pop(name)
        body = b"".join(lines)
        seal = seal_of(body, rang=rang, nombre=len(lines), empreinte=empreinte)
        self._sealed[name] = self._sealed.get(name, 0) + 1
        self._file(name, f"{self._sealed[name]:06d}").write_bytes(body + encode_seal(seal))
        self._links[name] = (rang, seal.link)
        self._file(name, "actif").unlink(missing_ok=True)

    def read(self, previous: Reading | None = None) -> Reading:
        """The reading of what stands on the disk once everything is written there."""
        for name, lines in self._open.items():
            self._file(name, "actif").write_bytes(b"".join(lines))
        return read(self.journal, previous=previous)

    def _write(self, poste: str, draft: Draft) -> None:
        rang, link = self._links.get(poste, (0, genesis(self.journal.id, poste)))
        line, record = encode(
            draft, poste=poste, rang=rang + 1, precedente=link, lot=None, sel="0" * 32
        )
        self.records.append(record)
        self._links[poste] = (rang + 1, record.empreinte)
        self._open.setdefault(poste, []).append(line)

    def _file(self, poste: str, stem: str) -> Path:
        folder = self.journal.root / poste
        folder.mkdir(exist_ok=True)
        return folder / f"{stem}.ndjson"
