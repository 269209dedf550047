"""What this process knows of its own stream, and how it finds out again when in doubt."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable

from attrs import define, evolve, field

from ter_core.environment import Environment
from ter_core.errors import LogUnreadable, NoActor, ReadOnlyJournal, system_reason
from ter_core.log.files import Unreadable
from ter_core.log.heads import Head, HeadMemory
from ter_core.log.identity import (
    Identity,
    ensure_folder,
    load,
    mint_name,
    save,
    state_folder,
    state_unwritable,
)
from ter_core.log.journal import Journal
from ter_core.log.line import Unsound, decode
from ter_core.log.lock import PosteLock
from ter_core.log.own_files import End, OwnFiles, Tail
from ter_core.log.record import Record

__all__ = ["OwnStream"]


@define
class OwnStream:
    """The poste, the end of its stream and its active file; true only under the lock.

    `usable` is False from before a write until after its flush: as long as it is, nothing kept
    here is believed.
    """

    journal: Journal
    env: Environment
    usable: bool = False
    known_rang: int | None = None
    end: End | None = None
    forked_from: str | None = None
    identity: Identity = field(init=False)
    lock: PosteLock = field(init=False)
    memory: HeadMemory = field(init=False)
    pid: int = field(factory=os.getpid, init=False)
    _files: OwnFiles | None = field(default=None, init=False)
    _tail: Tail | None = field(default=None, init=False)
    _announced: str = field(default="", init=False)

    def __attrs_post_init__(self) -> None:
        folder = state_folder(self.journal, self.env)
        self.identity = Identity(folder)
        self.lock = PosteLock(folder / "verrou")
        self.memory = HeadMemory(folder)

    @property
    def poste(self) -> str | None:
        """The name this machine writes under, once it is known to be still its own."""
        return None if self._files is None else self._files.poste

    def require_poste(self) -> str:
        """The name, or the error of a program that forgot to mint one."""
        if self._files is None:
            raise _no_poste(self.journal)
        return self._files.poste

    def take_lock(self, timeout: float) -> None:
        """Take the lock of the poste, creating the state folder at first."""
        try:
            self.lock.acquire(timeout)
        except FileNotFoundError:
            try:
                ensure_folder(self.identity.folder)
            except OSError as error:
                raise state_unwritable(self.identity.folder, error) from None
            self.lock.acquire(timeout)
        except OSError as error:
            raise state_unwritable(self.identity.folder, error) from None

    def refresh(self) -> list[Record]:
        """Look whether the stream is as this process left it; the own events it did not know."""
        tail = self._tail
        if self.usable and tail is not None and tail.is_as_left():
            return []
        try:
            return self._look_again()
        except Unreadable as error:
            raise LogUnreadable(
                f"Un fichier de ce poste ne peut pas être lu : {error}.",
                where=str(self.journal.root),
                remedy="Vérifiez ses droits, ou retirez ce qui a pris sa place.",
            ) from None
        except OSError as error:
            raise self._unwritable(error) from None

    def _look_again(self) -> list[Record]:
        self.usable = False
        self._forget()
        self.identity = load(self.journal, self.env)
        poste = self.identity.poste
        if poste is None:
            return []
        files = OwnFiles(
            self.journal.root, poste, self.journal.id, self.identity.folder / "mis-de-cote"
        )
        remembered = self.memory.read()
        if remembered is not None and remembered.poste != poste:
            remembered = None
        data = files.settle()
        if remembered is not None and remembered.unknown:
            data = self._leave_behind(files, data)
        end = files.end_of(data)
        ours = remembered is not None and (remembered.unknown or remembered.holds(end.head))
        if remembered is None or not ours:
            self.forked_from = poste
            return []
        if remembered.unknown:
            handed = remembered.lines[-1]
            end = End(handed, handed.empreinte)
        self._files, self.end = files, end
        self.forked_from = self.identity.bifurque_de if end.head.rang == 0 else None
        self.usable = True
        return self._catch_up(files, data, end)

    def _leave_behind(self, files: OwnFiles, data: bytes) -> bytes:
        """After an unconfirmed write the file is left as it stands: nothing is appended to it."""
        if data:
            files.number_active()
        return b""

    def _catch_up(self, files: OwnFiles, data: bytes, end: End) -> list[Record]:
        known, self.known_rang = self.known_rang, end.head.rang
        if known is None or known >= end.head.rang:
            return []
        fresh = []
        for line in files.lines_after(known, data).split(b"\n")[:-1]:
            try:
                record = decode(line + b"\n")
            except Unsound:
                continue
            if record.rang > known:
                fresh.append(record)
        present: dict[str, int] = {}
        for record in fresh:
            present[record.lot_first] = present.get(record.lot_first, 0) + 1
        return [one for one in fresh if present[one.lot_first] == one.lot_size]

    def mint(self) -> str:
        """A new poste for this machine, remembered before anything is written under it."""
        poste = mint_name(self.env)
        previous = self.forked_from
        self.usable = False
        self._forget()
        files = OwnFiles(
            self.journal.root, poste, self.journal.id, self.identity.folder / "mis-de-cote"
        )
        self.identity = evolve(self.identity, poste=poste, bifurque_de=previous)
        end = files.end_of(b"")
        try:
            self.memory.confirm(poste, end.head)
        except OSError as error:
            raise state_unwritable(self.identity.folder, error) from None
        save(self.identity)
        self._files, self.end, self.forked_from = files, end, previous
        self.known_rang = 0
        self.usable = True
        return poste

    def tail_to_write(self, max_events: int, max_bytes: int) -> Tail:
        """The active file, open and with room: sealed and begun anew when it is full."""
        files, tail, end = self._files, self._tail, self._end()
        if files is None:
            raise _no_poste(self.journal)
        try:
            if tail is None:
                tail = self._tail = files.open_active(end)
            if tail.size and (tail.count >= max_events or tail.size >= max_bytes):
                self.usable = False
                end = files.seal_active(tail)
                self._tail = None
                self.end = end
                tail = self._tail = files.open_active(end)
                self.usable = True
        except OSError as error:
            raise self._unwritable(error) from None
        return tail

    def blank(self, ids: Collection[str]) -> bool:
        """Blank these events in the active file; whether it held one. Looked at again after it."""
        files = self._files
        if files is None:
            return False
        self.usable = False
        self._forget()
        try:
            return files.blank_active(ids)
        except OSError as error:
            raise self._unwritable(error) from None

    def announce(self, records: Iterable[Record]) -> None:
        """Remember what is about to be written, and believe nothing until `wrote`."""
        self.usable = False
        poste, before = self.require_poste(), self._end().head
        try:
            self._announced = self.memory.announce(poste, before, records)
        except OSError as error:
            raise state_unwritable(self.identity.folder, error) from None

    def wrote(self, tail: Tail, last: Record) -> None:
        """The lines up to `last` are on the disk."""
        head = Head(last.rang, last.empreinte)
        tail.end = self.end = End(head, last.empreinte)
        self.known_rang = last.rang
        self.forked_from = None
        with contextlib.suppress(OSError):  # what was announced proves the stream ours as well
            self.memory.confirm(last.poste, head)
        self.usable = True

    def give_up(self) -> None:
        """The disk did not answer for what was handed to it: leave that file for good."""
        with contextlib.suppress(OSError):
            self.memory.doubt(self._announced)
        files = self._files
        self._forget()
        if files is not None:
            with contextlib.suppress(OSError):
                files.number_active()

    def _end(self) -> End:
        if self.end is None:
            raise _no_poste(self.journal)
        return self.end

    def _forget(self) -> None:
        tail, self._tail = self._tail, None
        self._files = self.end = self.forked_from = None
        if tail is not None:
            with contextlib.suppress(OSError):
                os.close(tail.fd)

    def close(self) -> None:
        """Give every descriptor back."""
        self._forget()
        self.usable = False
        if self.pid == os.getpid():
            self.lock.close()
            self.memory.close()

    def _unwritable(self, error: OSError) -> ReadOnlyJournal:
        return ReadOnlyJournal(
            f"Le dossier de ce journal ne peut pas être écrit ({system_reason(error)}).",
            where=str(self.journal.root),
            remedy="Vérifiez ses droits et la place sur le disque : rien n'a été enregistré.",
        )


def _no_poste(journal: Journal) -> NoActor:
    return NoActor(
        "Cette machine n'a pas encore de poste dans ce journal.",
        where=str(journal.root),
        remedy="Rejoignez-le avec `ter init`.",
    )
