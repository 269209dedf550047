"""From verified bytes to the lines that count."""

from __future__ import annotations

import orjson

from ter_core.log import upcasts
from ter_core.log.line import record_from
from ter_core.log.record import Record

__all__ = ["cut_out", "records_of", "upcast_lines"]


def cut_out(data: bytes, end: int, leave_out: tuple[tuple[int, int], ...]) -> bytes:
    """`data` up to `end` without the stretches of `leave_out`; it ends in LF or is empty."""
    if not leave_out:
        kept = data if end == len(data) else data[:end]
    else:
        parts = []
        at = 0
        for offset, length in leave_out:
            parts.append(data[at : min(offset, end)])
            at = min(max(at, offset + length), end)
        parts.append(data[at:end])
        kept = b"".join(parts)
    # A last line may lack its LF (its writer was interrupted there); no other one can.
    return kept if not kept or kept.endswith(b"\n") else kept + b"\n"


def records_of(lines: bytes) -> list[Record]:
    """The records of lines already known to be sound."""
    return [
        record_from(values, values["donnees"])
        for values in map(orjson.loads, lines.split(b"\n")[:-1])
    ]


def upcast_lines(lines: bytes) -> bytes:
    """The same lines, old payloads replaced by what they mean today; hashes stay as written."""
    if not upcasts.concern(lines):
        return lines
    return b"".join(_upcast_line(line) for line in lines.split(b"\n")[:-1])


def _upcast_line(line: bytes) -> bytes:
    if upcasts.concern(line):
        values = orjson.loads(line)
        if values["donnees"] is not None:
            version, donnees = upcasts.upcast(values["type"], values["version"], values["donnees"])
            values |= {"version": version, "donnees": donnees}
            return orjson.dumps(values) + b"\n"
    return line + b"\n"
