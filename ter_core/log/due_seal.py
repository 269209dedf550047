"""The seal that lines would have got: how a missing seal is told from a rewritten line.

A sync tool may bring a file as it was just before it was sealed. Every line is there, the seal is
not, and the next file cites it: since a seal follows from the lines alone, it can be made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from ter_core.log.chain import Node
from ter_core.log.line import genesis
from ter_core.log.scan_types import FileScan, Line
from ter_core.log.seal import Seal, seal_of

__all__ = ["DueSeals"]


@define
class DueSeals:
    """Answers for one reading; the index of lines is made at the first question."""

    journal_id: str
    scans: Sequence[FileScan]
    links: Mapping[str, tuple[int, str]]
    _lines: dict[str, tuple[FileScan, Line]] | None = field(default=None, init=False)

    def cited(self, poste: str, node: Node, rang: int) -> bool | None:
        """Whether `node` cites the seal due after the present line(s) of that rang.

        None when it cannot be known: some line of that segment is missing or erased.
        """
        if any(
            scan.trusted
            and scan.stretch is not None
            and (scan.stretch.poste, scan.stretch.last) == (poste, rang)
            for scan in self.scans
        ):
            return False  # its seal is here, and is not what `node` cites
        verdict: bool | None = None
        for scan, line in self._ending_at(poste, rang):
            found = self._would_be(node, scan, line)
            if found:
                return True
            verdict = found if verdict is None else verdict
        return verdict

    def _ending_at(self, poste: str, rang: int) -> list[tuple[FileScan, Line]]:
        index = self._index()
        return [one for one in index.values() if (one[1].poste, one[1].rang) == (poste, rang)]

    def _index(self) -> dict[str, tuple[FileScan, Line]]:
        if self._lines is None:
            self._lines = {}
            for scan in self.scans:
                for line in scan.lines or ():
                    known = self._lines.get(line.empreinte)
                    if known is None or known[1].erased:
                        self._lines[line.empreinte] = (scan, line)
        return self._lines

    def genuine(self, seal: Seal) -> bool:
        """Whether a seal, wherever it stands, is the one its segment got."""
        if any(scan.trusted and scan.seals[-1][2] == seal for scan in self.scans):
            return True
        last = self._index().get(seal.empreinte)
        if last is None:
            return False
        segment = self._back_from(*last)
        return not any(one.erased for _, one in segment) and _seal_of(segment) == seal

    def _would_be(self, node: Node, scan: FileScan, line: Line) -> bool | None:
        segment = self._back_from(scan, line)
        if any(one.erased for _, one in segment):
            return None
        if _seal_of(segment).link == node.precedente:
            return True
        start = segment[-1][1]
        whole = start.precedente in self.links or start.precedente == genesis(
            self.journal_id, start.poste
        )
        return False if whole else None

    def _back_from(self, scan: FileScan, line: Line) -> list[tuple[FileScan, Line]]:
        """That line and those before it, back to the seal before; the last one first."""
        index = self._index()
        segment = [(scan, line)]
        while (before := index.get(segment[-1][1].precedente)) is not None:
            segment.append(before)
        return segment


def _seal_of(segment: Sequence[tuple[FileScan, Line]]) -> Seal:
    last = segment[0][1]
    body = b"".join(_raw(*one) for one in reversed(segment))
    return seal_of(body, rang=last.rang, nombre=len(segment), empreinte=last.empreinte)


def _raw(scan: FileScan, line: Line) -> bytes:
    raw = (scan.data or b"")[line.offset : line.offset + line.length]
    return raw if raw.endswith(b"\n") else raw + b"\n"
