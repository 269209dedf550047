"""The ledger: judges entries against the index, and writes them as lots through a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from attrs import define, evolve, field

from ter_core import events
from ter_core.environment import Environment
from ter_core.errors import NoActor, TerError
from ter_core.events.poste import PosteOuvert
from ter_core.ledger.entry import Entry, Planned, Written
from ter_core.ledger.index import Index, Stored, unknown
from ter_core.ledger.keys import same_content
from ter_core.ledger.lots import LotBuilder
from ter_core.ledger.placing import created_slug
from ter_core.ledger.witness import Witness
from ter_core.log.chain import PositionEntry
from ter_core.log.clock import Clock
from ter_core.log.record import Draft, Record

__all__ = ["Author", "Ledger", "Writer"]


class Writer(Protocol):
    """One's own stream while its lock is held (`ter_core.log.stream`)."""

    @property
    def caught_up(self) -> Sequence[Record]:
        """Own records that another process wrote since this one last looked."""

    @property
    def poste(self) -> str | None:
        """The poste of this machine; None before its first append."""

    @property
    def forked_from(self) -> str | None:
        """The poste that this machine must leave, its folder having been copied or rolled back."""

    def mint(self) -> str:
        """Give this machine a poste."""

    def append(self, lots: Sequence[Sequence[Draft]]) -> list[list[Record]]:
        """Write lots durably, in one go."""


@define
class Author:
    """Who records (a full subject, None if nobody is known) and through which front end."""

    subject: str | None
    origin: str

    def known(self) -> str:
        """The subject.

        Raises:
            NoActor: nobody is known to write on this machine.
        """
        if self.subject is None:
            raise NoActor(
                "Personne n'est connu pour écrire sur cette machine.",
                remedy="Dites qui vous êtes : `ter init`, l'option `--auteur` ou la variable "
                "TER_ACTEUR.",
            )
        return self.subject if ":" in self.subject else f"acteur:{self.subject}"


@define
class Ledger:
    """What this machine knows, as far as writing needs it; built on a first record or preview."""

    env: Environment
    clock: Clock
    journal_id: str
    stored: Stored = unknown
    index: Index = field(init=False)
    witness: Witness = field(factory=Witness, init=False)

    def __attrs_post_init__(self) -> None:
        self.index = Index(self.stored)

    def learn(
        self,
        records: Iterable[Record],
        payloads: Mapping[str, Any],
        position: tuple[PositionEntry, ...],
    ) -> None:
        """Take in records of the log, in any order, and the position they make.

        `payloads` replace those that were erased. What is already known is ignored.
        """
        for record in records:
            if record.id not in self.index.events:
                self._take(record, payloads.get(record.id, record.donnees))
        self.witness.position = position

    def learn_own(self, records: Iterable[Record]) -> None:
        """Take in the next lines of one's own stream, written by another process."""
        for record in records:
            if record.id not in self.index.events:
                self._take(record, record.donnees)
                self.witness.advance(record)

    def _take(self, record: Record, payload: Any) -> None:
        self.index.add(record, payload)
        self.witness.learn(record)
        self.clock.observe(record.id)

    def plan(self, entries: Sequence[Entry], author: Author) -> list[Planned]:
        """The lot as it would be written; nothing is kept of it.

        Raises:
            TerError: an entry is refused.
        """
        if not entries:
            return []
        with self.index.trial():
            return self._planned(self._builder(author, "").build(entries))

    def sift(
        self, entries: Sequence[Entry], author: Author
    ) -> tuple[list[Planned], dict[str, TerError]]:
        """The largest lot that may be written of these entries, and by place why not the rest.

        Entries of one place stand or fall together; nothing is kept.
        """
        refused: dict[str, TerError] = {}
        while left := [entry for entry in entries if entry.place not in refused]:
            with self.index.trial():
                drafts, found = self._builder(author, "").sift(left)
                refused |= found
                lost = any(entry.place in found and created_slug(entry.event) for entry in left)
                if not lost:  # what was kept may have cited the code of what was not
                    return self._planned(drafts), refused
        return [], refused

    def _planned(self, drafts: Sequence[Draft]) -> list[Planned]:
        return [
            Planned(draft, self.index.name_of(draft.sujet), _label(draft.type)) for draft in drafts
        ]

    def record(
        self,
        writer: Writer,
        entries: Sequence[Entry],
        author: Author,
        fetch: Callable[[Sequence[str]], list[Record]],
    ) -> list[Written]:
        """Judge a lot and write it; the same key with the same content writes nothing again.

        `fetch` gives the records of some events, in that order.

        Raises:
            TerError: an entry is refused, or the stream could not be written.
        """
        if not entries:
            return []
        if (known := self._already(entries, author, fetch)) is not None:
            return [self._written(record) for record in known]
        with self.index.trial():
            poste = writer.poste or writer.mint()
            self.witness.own = poste
            builder = self._builder(author, poste)
            lots = self._opening(writer, entries, builder)
            lots.append(builder.build(_forked(entries, _left(writer))))
            stored = writer.append(lots)
            self.index.keep()
        for record in (one for lot in stored for one in lot):
            self.index.adopt(record)
            self.witness.learn(record)
            self.witness.advance(record)
        return [self._written(record) for record in stored[-1]]

    def _opening(
        self, writer: Writer, entries: Sequence[Entry], builder: LotBuilder
    ) -> list[list[Draft]]:
        """The lots that go before: a new poste says who it is, a witness what it has seen."""
        if any(isinstance(entry.event, PosteOuvert) for entry in entries):
            return []
        lots: list[list[Draft]] = []
        if f"poste:{builder.poste}" not in self.index.subjects:
            name = f"Poste de travail ({self.index.name_of(builder.author)})"
            event = PosteOuvert(nom=name, acteur=builder.author, bifurque_de=_left(writer))
            lots.append(builder.build([Entry(event)]))
        always = any(entry.event.declaration.witnessed for entry in entries)
        if witness := self.witness.due(self.env, always=always):
            lots.append(builder.build([Entry(witness)]))
        return lots

    def _builder(self, author: Author, poste: str) -> LotBuilder:
        return LotBuilder(
            self.index, self.env, self.clock, self.journal_id, author.known(), author.origin, poste
        )

    def _already(
        self,
        entries: Sequence[Entry],
        author: Author,
        fetch: Callable[[Sequence[str]], list[Record]],
    ) -> list[Record] | None:
        first = self.index.keys.get(entries[0].key or "")
        if first is None:
            return None
        node = self.index.events[first]
        records = fetch(sorted(self.index.lots[node.lot]) if node.lot else [first])
        same_content(self._builder(author, ""), entries, records)
        return records

    def _written(self, record: Record) -> Written:
        return Written(record, self.index.name_of(record.sujet), _label(record.type))


def _label(type_name: str) -> str:
    cls = events.find(type_name)
    return cls.declaration.label if cls else type_name


def _left(writer: Writer) -> str | None:
    return f"poste:{writer.forked_from}" if writer.forked_from else None


def _forked(entries: Sequence[Entry], left: str | None) -> list[Entry]:
    """The entries, an opening of poste among them saying which poste it leaves."""
    return [
        evolve(entry, event=entry.event.with_values(bifurque_de=left))
        if left and isinstance(entry.event, PosteOuvert)
        else entry
        for entry in entries
    ]
