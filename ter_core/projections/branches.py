"""Streams that split: what a position knew of a poste under whose name two machines wrote.

A position names the last line of each branch it knew. Below the split everything is common; above
it, a line was known only if one of these heads stands on it. This never happens to a sound log, so
such a position is simply answered from a projection of the lines it knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

if TYPE_CHECKING:
    from ter_core.log.reading import FileReading, Reading

__all__ = ["Branches", "branches_of", "without"]


@frozen
class _Line:
    """A line of a split stream, and what it follows."""

    id: str
    precedente: str


@frozen
class Branches:
    """The lines of the streams that split, by poste and hash, and what seals vouch for."""

    lines: Mapping[str, Mapping[str, _Line]]
    seals: Mapping[str, str]

    def unknown_to(self, position: Sequence[Mapping[str, Any]]) -> frozenset[str]:
        """The events of these streams that a position did not know, though their rang is low."""
        found: set[str] = set()
        for poste, lines in self.lines.items():
            heads = [head["empreinte"] for head in position if head["poste"] == poste]
            if any(head in lines for head in heads):
                known = self._below(lines, heads)
                found |= {line.id for empreinte, line in lines.items() if empreinte not in known}
        return frozenset(found)

    def _below(self, lines: Mapping[str, _Line], heads: Iterable[str]) -> set[str]:
        known: set[str] = set()
        for head in heads:
            at = head
            while at in lines and at not in known:
                known.add(at)
                before = lines[at].precedente
                at = self.seals.get(before, before)
        return known


def branches_of(files: Iterable[FileReading], split: set[str]) -> Branches:
    """The lines of some postes."""
    lines: dict[str, dict[str, _Line]] = {poste: {} for poste in split}
    seals: dict[str, str] = {}
    for file in files:
        seals |= {seal.link: seal.empreinte for _, _, seal in file.scan.seals}
        for record in file.records():
            if record.poste in lines:
                line = _Line(record.id, record.precedente)
                lines[record.poste][record.empreinte] = line
    return Branches(lines, seals)


def without(reading: Reading, ids: frozenset[str]) -> Reading:
    """The same reading less some events, none of its files trusted."""
    marks = tuple(f'{{"id":"{one}"'.encode() for one in ids)
    parts = []
    for file in reading.files:
        kept = file.bytes_kept().splitlines(keepends=True)
        data = b"".join(line for line in kept if not line.startswith(marks))
        parts.append(
            SimpleNamespace(
                path=file.path, trusted=False, count=1, bytes_kept=lambda data=data: data
            )
        )
    made = SimpleNamespace(journal=reading.journal, files=parts, reprises=reading.reprises)
    return cast("Reading", made)
