"""What reading the log gives: the only truth about which events there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from attrs import evolve, field, frozen

from ter_core.errors import LogUnreadable
from ter_core.log.chain import PositionEntry
from ter_core.log.files import Ignored, Signature, Unreadable, read_piece
from ter_core.log.findings import Finding
from ter_core.log.journal import Journal
from ter_core.log.kept import cut_out, records_of, upcast_lines
from ter_core.log.record import Record
from ter_core.log.scan_types import FileScan, Stretch

__all__ = ["FileReading", "Reading"]


@frozen(eq=False)
class FileReading:
    """What counts in one file: the verified bytes from `start` to `end`, less `leave_out`.

    `trusted`: a sealed segment whose only byte to leave out is its seal line; it may be given to
    DuckDB by path. `leave_out` are (offset, length), sorted: damage, copies, incomplete lots and
    seals.
    """

    path: str
    absolute: Path
    size: int
    signature: Signature
    trusted: bool
    sha256: str
    start: int
    end: int
    leave_out: tuple[tuple[int, int], ...]
    count: int
    scan: FileScan = field(repr=False)

    @property
    def stretch(self) -> Stretch | None:
        """The poste and the rangs of a file that simply holds a part of one stream."""
        return self.scan.stretch

    def bytes_kept(self) -> bytes:
        """The event lines that count, each with its LF, payloads brought to their last version.

        Payloads named by `Reading.reprises` stand as they are: the caller replaces them.
        """
        return upcast_lines(self.kept_as_stored())

    def kept_as_stored(self) -> bytes:
        """The same, byte for byte as they stand in the file."""
        return cut_out(self.verified_bytes(), self.end, self.leave_out)

    def verified_bytes(self) -> bytes:
        """The bytes that were verified, whatever happened to the file since.

        Raises:
            LogUnreadable: a segment was changed since its seal was checked.
        """
        if self.scan.data is not None:
            return self.scan.data
        try:
            data, _ = read_piece(self.absolute)
        except Unreadable as error:
            raise _changed(self.path, str(error)) from None
        if sha256(data).hexdigest() != self.sha256:
            raise _changed(self.path, "son contenu a changé")
        return data

    def records(self) -> list[Record]:
        """The records that count, in the order of the file."""
        return records_of(self.kept_as_stored())


def _changed(path: str, why: str) -> LogUnreadable:
    return LogUnreadable(
        f"Ce fichier ne peut plus être lu comme il vient de l'être ({why}).",
        where=path,
        remedy="Recommencez ; si cela persiste, lancez `ter verifier`.",
    )


@frozen(eq=False)
class Reading:
    """The events of a log at one moment, file by file, and what was found on the way.

    `reprises`: for each event that a `ContenuEfface` names, the raw JSON of the payload to read
    instead; whoever loads lines must use it, whatever the line still says. `erased_persons` are the
    ids of the files of the carnet that must not be there any more.
    """

    journal: Journal
    files: tuple[FileReading, ...]
    reprises: Mapping[str, bytes]
    position: tuple[PositionEntry, ...]
    findings: tuple[Finding, ...]
    newest_id: str | None
    count: int
    ignored: tuple[Ignored, ...] = ()
    erased_persons: frozenset[str] = frozenset()

    @property
    def gravite(self) -> int:
        """The gravest finding: 4, 1 or 0."""
        return max((finding.gravite for finding in self.findings), default=0)

    def records(self, since: Reading | None = None) -> Iterator[Record]:
        """Every event that counts, by id; with `since`, only those it did not have.

        One that was erased has no payload here, whatever its line still holds.
        """
        from ter_core.log.replay import new_records, ordered_records

        found = ordered_records(self) if since is None else new_records(self, since)
        return map(self._as_it_counts, found) if self.reprises else found

    def _as_it_counts(self, record: Record) -> Record:
        if record.id not in self.reprises or record.is_erased:
            return record
        return evolve(record, sel=None, donnees=None)

    def has(self, poste: str, rang: int, empreinte: str) -> bool:
        """Whether this exact line is there, visible or not."""
        from ter_core.log.presence import holds

        return holds(self, poste, rang, empreinte)
