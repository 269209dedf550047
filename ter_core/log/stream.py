"""Writing: the only way a line enters the log.

One `write()` for everything that belongs together, one `fdatasync`, then and only then an answer.
The stream is put out of use *before* the write and back into use after it: whatever interrupts in
between, the next append looks at the disk again before it believes anything.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Collection, Iterable, Sequence
from types import TracebackType
from typing import Self

from attrs import define, field

from ter_core.environment import Environment
from ter_core.errors import InvalidValue, OutcomeUnknown, ReadOnlyJournal, TerError, system_reason
from ter_core.log.clock import Clock
from ter_core.log.durable import flush, write_all
from ter_core.log.heads import Head
from ter_core.log.identity import load
from ter_core.log.journal import Journal
from ter_core.log.line import Unsound, encode
from ter_core.log.lock import LOCK_TIMEOUT
from ter_core.log.own_files import End, Tail
from ter_core.log.own_stream import OwnStream
from ter_core.log.reading import Reading
from ter_core.log.record import Draft, Record

__all__ = ["SEAL_BYTES", "SEAL_EVENTS", "Stream", "Writer"]

SEAL_EVENTS = 5_000
SEAL_BYTES = 4 << 20

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


@define
class Stream:
    """The stream of this machine in a journal; everything is done inside `locked`."""

    journal: Journal
    env: Environment
    clock: Clock
    create_ok: bool = True
    lock_timeout: float = LOCK_TIMEOUT
    _own: OwnStream | None = field(default=None, init=False)

    def saw(self, reading: Reading) -> None:
        """Tell what the caller has read: `caught_up` begins after it.

        Without it, `caught_up` begins with what is there when the lock is first taken.
        """
        poste = load(self.journal, self.env).poste
        rangs = [entry.rang for entry in reading.position if entry.poste == poste]
        self.own().known_rang = max(rangs, default=0)

    def locked(self) -> Writer:
        """The right to write, for a `with` block.

        Entering raises ReadOnlyJournal for a *modele*, LockBusy when another process of this poste
        kept the lock too long, WorkspaceProblem when this machine cannot remember who it is.
        """
        return Writer(self, self.own())

    def own(self) -> OwnStream:
        """What this process knows of the stream (never shared with a child process)."""
        if self._own is None or self._own.pid != os.getpid():
            self._own = OwnStream(self.journal, self.env)
        return self._own

    def close(self) -> None:
        """Give every descriptor back."""
        if self._own is not None:
            self._own.close()
            self._own = None


@define
class Writer:
    """The right to write, held for the time of a `with` block."""

    _stream: Stream
    _own: OwnStream
    caught_up: list[Record] = field(factory=list, init=False)
    """Own events, written by another process of this poste since this one last looked."""

    def __enter__(self) -> Self:
        own = self._own
        own.journal.require_writable()
        own.take_lock(self._stream.lock_timeout)
        try:
            self.caught_up = own.refresh()
        except BaseException:
            own.lock.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._own.lock.release()

    @property
    def poste(self) -> str | None:
        """The name to write under; None until `mint`."""
        return self._own.poste

    @property
    def forked_from(self) -> str | None:
        """The poste whose stream is no longer as this machine left it: say it in `bifurque_de`.

        It stays until the new poste has written its first line.
        """
        return self._own.forked_from

    @property
    def head(self) -> Head | None:
        """The last event of the stream (rang 0 before the first); None without a poste."""
        return None if self._own.end is None else self._own.end.head

    def mint(self) -> str:
        """Give this machine a new poste in this journal, and its name.

        Raises:
            ReadOnlyJournal: this stream may not make one.
        """
        if not self._stream.create_ok:
            raise ReadOnlyJournal(
                "Cette machine n'a pas encore de poste dans ce journal.",
                where=str(self._own.journal.root),
                remedy="Rejoignez-le avec `ter init`.",
            )
        return self._own.mint()

    def blank(self, ids: Collection[str]) -> bool:
        """Blank the payloads of these events in one's own active file; whether it held one.

        Raises:
            ReadOnlyJournal, LogUnreadable: the file stays as it is.
        """
        return self._own.blank(ids)

    def append(self, lots: Sequence[Sequence[Draft]]) -> list[list[Record]]:
        """Write every event of `lots`, durably, in one go; each lot is whole or not at all.

        Raises:
            InvalidValue: an event that no line can hold; nothing is written.
            OutcomeUnknown: the system did not confirm; the events may be lost or not.
            ReadOnlyJournal, WorkspaceProblem: nothing was written.
        """
        own = self._own
        tail = own.tail_to_write(SEAL_EVENTS, SEAL_BYTES)
        lines, records = self._encode(lots, tail.end)
        if not lines:
            return records
        own.announce([record for lot in records for record in lot])
        _write(own, tail, b"".join(lines))
        _confirm(own, tail)
        tail.count += len(lines)
        own.wrote(tail, records[-1][-1])
        return records

    def _encode(
        self, lots: Iterable[Sequence[Draft]], end: End
    ) -> tuple[list[bytes], list[list[Record]]]:
        poste = self._own.require_poste()
        rang, precedente = end.head.rang, end.link
        lots = [lot for lot in lots if lot]
        salts = self._stream.env.random_bytes(16 * sum(map(len, lots))).hex()
        lines: list[bytes] = []
        records: list[list[Record]] = []
        for lot in lots:
            made = []
            name = f"{len(lot)}:{lot[0].id}" if len(lot) > 1 else None
            for index, draft in enumerate(lot, 1):
                rang += 1
                at = 32 * len(lines)
                try:
                    line, record = encode(
                        draft,
                        poste=poste,
                        rang=rang,
                        precedente=precedente,
                        lot=f"{index}/{name}" if name else None,
                        sel=salts[at : at + 32],
                    )
                except Unsound as fault:
                    raise _unwritable(draft, fault) from None
                precedente = record.empreinte
                lines.append(line)
                made.append(record)
            records.append(made)
        return lines, records


def _unwritable(draft: Draft, fault: Unsound) -> InvalidValue:
    return InvalidValue(
        f"Cet événement ne peut pas être écrit dans le journal : {fault}.",
        where=draft.type,
        remedy="Raccourcissez ou corrigez sa saisie ; rien n'a été enregistré.",
    )


def _write(own: OwnStream, tail: Tail, data: bytes) -> None:
    """Hand the bytes to the system; if it refuses a part of them, take back the others."""
    try:
        written = os.write(tail.fd, data)
        if written != len(data):
            write_all(tail.fd, data[written:])
    except OSError as error:
        # Nothing of this was flushed nor acknowledged: the file goes back to what it was. If even
        # that fails, the stream stays out of use and the next append mends it.
        with contextlib.suppress(OSError):
            os.ftruncate(tail.fd, tail.size)
            own.usable = True
        raise _refused(own, error) from None
    tail.size += len(data)


def _refused(own: OwnStream, error: OSError) -> TerError:
    if error.errno in _FULL:
        what, remedy = "Il n'y a plus de place sur le disque.", "Faites de la place"
    else:
        what = f"Le système a refusé d'écrire ({system_reason(error)})."
        remedy = "Vérifiez le disque et les droits du dossier"
    return ReadOnlyJournal(
        what,
        where=str(own.journal.root),
        remedy=f"{remedy}, puis recommencez : rien n'a été enregistré.",
    )


def _confirm(own: OwnStream, tail: Tail) -> None:
    """Wait for the disk. A failure is never retried and a read-back never believed."""
    try:
        flush(tail.fd)
    except OSError as error:
        own.give_up()
        raise OutcomeUnknown(
            f"Le système n'a pas confirmé l'écriture ({system_reason(error)}) : "
            "l'enregistrement est peut-être perdu.",
            where=str(own.journal.root),
            remedy="Vérifiez le disque, rouvrez le journal et regardez si l'événement y est "
            "avant de le saisir de nouveau.",
        ) from None
