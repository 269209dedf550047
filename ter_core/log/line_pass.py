"""The strict pass: every line of a file checked on its own, with what ties it to its neighbours."""

from __future__ import annotations

import re

from attrs import define, evolve, field

from ter_core.log.header import HEADER, Unsound
from ter_core.log.line import Seal, check, decode_seal
from ter_core.log.scan_types import Fault, FileScan, Line, Stretch

__all__ = ["SPECIAL", "enregistre_of", "pass_lines", "pass_on"]

_SPECIAL_TYPES = {b"BilanArrete", b"ContenuEfface", b"IdentiteEffacee", b"TemoinDepose"}
SPECIAL = re.compile(rb',"type":"(?:' + b"|".join(sorted(_SPECIAL_TYPES)) + rb')",')
"""Lines that concern the rest of the log: read out even of a segment that is trusted."""

_GROUP = HEADER.groupindex
_ENREGISTRE = _GROUP["enregistre"]
_KEPT = tuple(
    _GROUP[name]
    for name in ("id", "poste", "rang", "precedente", "type", "empreinte", "lot", "sel")
)

_POSTE = re.compile(rb'"poste":"([a-z2-7]{16,40})"')
_RANG = re.compile(rb'"rang":([1-9][0-9]{0,15}),')


def pass_lines(scan: FileScan) -> FileScan:
    """Check every line of the file's bytes, strictly."""
    found = _Pass(scan.data or b"")
    found.run(0, 1)
    return found.completed(scan)


def pass_on(scan: FileScan, previous: FileScan) -> FileScan:
    """The same, without checking again the bytes that `previous` began with."""
    data, old, lines = scan.data or b"", previous.data, previous.lines
    if old is None or lines is None:
        return pass_lines(scan)
    end = previous.end
    if lines and lines[-1].offset + lines[-1].length == end and old[end - 1 : end] != b"\n":
        # Its LF was missing and may have come since: look at it again.
        end, lines = lines[-1].offset, lines[:-1]
    if not data.startswith(memoryview(old)[:end]):
        return pass_lines(scan)
    found = _Pass(
        data,
        list(lines),
        [fault for fault in previous.faults if not fault.torn],
        list(previous.special),
        list(previous.seals),
        latest=previous.latest.encode(),
    )
    found.run(end, data.count(b"\n", 0, end) + 1)
    return found.completed(scan)


def enregistre_of(head: re.Match[bytes]) -> str:
    """The `enregistre_le` of a matched header."""
    at = head.start("enregistre")
    return head.string[at : at + 24].decode()


@define
class _Pass:
    """What the pass has met so far in `data`."""

    data: bytes
    lines: list[Line] = field(factory=list)
    faults: list[Fault] = field(factory=list)
    special: list[bytes] = field(factory=list)
    seals: list[tuple[int, int, Seal]] = field(factory=list)
    names: dict[bytes, str] = field(factory=dict)
    latest: bytes = b""

    def run(self, offset: int, number: int) -> None:
        """Check the lines from `offset` on, the first being line `number` of the file."""
        data = self.data
        while offset < len(data):
            end = data.find(b"\n", offset) + 1
            if end == 0:
                self._tail(offset, number)
                return
            raw = data[offset:end]
            try:
                head, _ = check(raw)
            except Unsound as why:
                self._unsound(raw, offset, number, str(why))
            else:
                self._keep(head, offset, end - offset, number)
            offset, number = end, number + 1

    def _keep(self, head: re.Match[bytes], offset: int, length: int, number: int) -> None:
        identifier, poste, rang, precedente, type_, empreinte, lot, sel = head.group(*_KEPT)
        name = self.names.get(poste)
        if name is None:
            name = self.names[poste] = poste.decode()
        at = head.start(_ENREGISTRE)
        written = head.string[at : at + 24]
        self.latest = max(self.latest, written)
        if type_ in _SPECIAL_TYPES:
            self.special.append(head.string)
        self.lines.append(
            Line(
                offset,
                length,
                number,
                identifier.decode(),
                name,
                int(rang),
                precedente.decode(),
                empreinte.decode(),
                None if lot is None else lot.decode(),
                sel is None,
            )
        )

    def _unsound(self, raw: bytes, offset: int, number: int, reason: str) -> None:
        seal = decode_seal(raw)
        if seal is not None:
            self.seals.append((offset, len(raw), seal))
            return
        poste, rang = _POSTE.search(raw, 0, 4096), _RANG.search(raw, 0, 4096)
        self.faults.append(
            Fault(
                offset,
                len(raw),
                number,
                reason,
                poste=poste[1].decode() if poste else "",
                rang=int(rang[1]) if rang else None,
            )
        )

    def _tail(self, offset: int, number: int) -> None:
        """The end of a file without LF; a whole line that lacks only that is kept."""
        raw = self.data[offset:]
        for body in (raw, raw[:-1]):  # as it is, or with its LF turned into another byte
            try:
                head, _ = check(body + b"\n")
            except Unsound:
                continue
            self._keep(head, offset, len(body), number)
            if len(body) < len(raw):
                reason = "la fin de ligne est abîmée"
                self.faults.append(Fault(offset + len(body), 1, number, reason, torn=True))
            return
        reason = "la dernière ligne est inachevée"
        self.faults.append(Fault(offset, len(raw), number, reason, torn=True))

    def completed(self, scan: FileScan) -> FileScan:
        """`scan` with what was found."""
        return evolve(
            scan,
            lines=tuple(self.lines),
            faults=tuple(self.faults),
            special=tuple(self.special),
            seals=tuple(self.seals),
            stretch=_stretch(self.lines),
            latest=self.latest.decode(),
        )


def _stretch(lines: list[Line]) -> Stretch | None:
    """One stretch for the whole file, or None when its lines do not simply follow each other."""
    if not lines:
        return None
    first, last = lines[0], lines[-1]
    due, lot = 0, ""
    before = None
    for line in lines:
        if before is not None and not (
            line.precedente == before.empreinte
            and line.rang == before.rang + 1
            and line.poste == first.poste
        ):
            return None
        before = line
        if line.lot is not None or due:
            index, size, name = lot_parts(line)
            if index != due + 1 or (due and name != lot):
                return None
            due, lot = (0, "") if index == size else (index, name)
    if due:
        return None
    return Stretch(
        first.poste,
        first.rang,
        last.rang,
        first.precedente,
        last.empreinte,
        first.id,
        last.id,
    )


def lot_parts(line: Line) -> tuple[int, int, str]:
    """Place in its lot, size of the lot, name of the lot; a lone event is a lot of one."""
    if line.lot is None:
        return 1, 1, line.id
    place, _, first = line.lot.partition(":")
    index, _, size = place.partition("/")
    return int(index), int(size), f"{size}:{first}"
