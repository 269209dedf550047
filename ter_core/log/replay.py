"""Records in the order of their ids, without holding the whole log in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from ter_core.log.kept import records_of
from ter_core.log.record import Record

if TYPE_CHECKING:
    from ter_core.log.reading import FileReading, Reading

__all__ = ["new_records", "ordered_records"]

_ID = re.compile(rb'^\{"id":"([0-9a-f-]{36})"', re.MULTILINE)


def ordered_records(reading: Reading) -> Iterator[Record]:
    """Every record by id; a file is loaded once the ids reach its lowest one."""
    waiting = sorted(
        ((_lowest_id(file), index) for index, file in enumerate(reading.files) if file.count),
        reverse=True,
    )
    heap: list[tuple[str, int, int, Record]] = []
    while waiting or heap:
        while waiting and (not heap or waiting[-1][0] <= heap[0][0]):
            _, index = waiting.pop()
            for at, record in enumerate(reading.files[index].records()):
                heappush(heap, (record.id, index, at, record))
        yield heappop(heap)[-1]


def _lowest_id(file: FileReading) -> str:
    ids: list[bytes] = _ID.findall(file.kept_as_stored())
    return min(ids).decode()


def new_records(reading: Reading, since: Reading) -> Iterator[Record]:
    """The records by id that `since` did not count."""
    now, before = ({_identity(f) for f in one.files} for one in (reading, since))
    changed = [file for file in reading.files if _identity(file) not in before]
    gone = [file for file in since.files if _identity(file) not in now]
    return iter(sorted(_only_new(changed, gone), key=lambda record: record.id))


def _identity(file: FileReading) -> tuple[object, ...]:
    return (file.path, file.signature, file.leave_out)


def _chained(line: bytes) -> bytes:
    """The chained part of a sound line: the same before and after its payload was taken back."""
    return line.partition(b',"sel":')[0]


def _only_new(changed: list[FileReading], gone: list[FileReading]) -> Iterator[Record]:
    # A segment that its seal vouched for may be gone from the disk: its rangs are enough.
    spans = [one for file in gone if file.scan.data is None and (one := file.stretch) is not None]
    known = {
        _chained(line)
        for file in gone
        if file.scan.data is not None
        for line in file.kept_as_stored().split(b"\n")
    }
    for file in changed:
        lines = file.kept_as_stored().split(b"\n")[:-1]
        fresh = b"".join(line + b"\n" for line in lines if _chained(line) not in known)
        for record in records_of(fresh):
            if not any(s.poste == record.poste and s.first <= record.rang <= s.last for s in spans):
                yield record
