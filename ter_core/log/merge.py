"""One log out of many files: which lines count, which are copies, hidden lots or damage.

Files that simply hold one stretch of a stream, overlapping nothing, are taken whole. Only where
something is out of the ordinary does the merge look at lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, field, frozen

from ter_core.log.chain import Node
from ter_core.log.findings import INTEGRITY, NOTICE, Finding
from ter_core.log.line_pass import lot_parts
from ter_core.log.names import is_usual_name
from ter_core.log.scan_types import FileScan, Line

__all__ = ["Merge", "merge"]

Expand = Callable[[FileScan], FileScan]


@frozen
class _Copy:
    """One copy of a line: the index of its file, and the line there."""

    file: int
    line: Line


@define
class Merge:
    """The scans (some now looked at line by line), what to leave out of each, and the chains."""

    scans: list[FileScan]
    leave_out: list[list[tuple[int, int]]]
    nodes: dict[str, list[Node]] = field(factory=dict)
    forked: dict[str, set[int]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    hidden: set[str] = field(factory=set)
    """Hashes of the lines of incomplete lots."""

    def drop(self, copy: _Copy) -> None:
        """Leave out one copy of a line."""
        self.leave_out[copy.file].append((copy.line.offset, copy.line.length))


def merge(scans: list[FileScan], expand: Expand, erased_wanted: frozenset[str]) -> Merge:
    """Decide which lines of `scans` count.

    `expand` reads a trusted segment line by line; of an event named in `erased_wanted` the erased
    copy is preferred, of any other the one with its payload.
    """
    merged = Merge(list(scans), [[] for _ in scans])
    _drop_whole_copies(merged)
    lines: dict[str, list[_Copy]] = {}
    for poste, group in _groups(merged):
        first = group[0]
        scan = merged.scans[first]
        if len(group) == 1 and scan.stretch is not None:
            merged.nodes.setdefault(poste, []).append(Node.of_stretch(scan))
            continue
        for index in group:
            scan = _in_lines(merged, index, expand)
            lines.setdefault(poste, []).extend(
                _Copy(index, line) for line in scan.lines or () if line.poste == poste
            )
    for poste in sorted(lines):
        _settle(merged, poste, lines[poste], erased_wanted)
    _drop_what_is_no_event(merged)
    _check_ids(merged)
    return merged


def _in_lines(merged: Merge, index: int, expand: Expand) -> FileScan:
    scan = merged.scans[index]
    if scan.lines is None:
        scan = merged.scans[index] = expand(scan)
    return scan


def _drop_whole_copies(merged: Merge) -> None:
    """A sealed segment copied byte for byte counts once, and costs nothing more."""
    seen: set[str] = set()
    for index, scan in sorted(
        enumerate(merged.scans), key=lambda one: (not is_usual_name(one[1].path), one[1].path)
    ):
        if not scan.trusted:
            continue
        if scan.sha256 in seen:
            merged.leave_out[index].append((0, scan.size))
        seen.add(scan.sha256)


def _groups(merged: Merge) -> Iterator[tuple[str, list[int]]]:
    """Per poste, the files whose ranges of rangs meet, by index."""
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for index, scan in enumerate(merged.scans):
        if merged.leave_out[index]:
            continue
        if scan.stretch is not None:
            one = scan.stretch
            spans.setdefault(one.poste, []).append((one.first, one.last, index))
            continue
        reach: dict[str, tuple[int, int]] = {}
        for line in scan.lines or ():
            low, high = reach.get(line.poste, (line.rang, line.rang))
            reach[line.poste] = (min(low, line.rang), max(high, line.rang))
        for poste, (low, high) in reach.items():
            spans.setdefault(poste, []).append((low, high, index))
    for poste in sorted(spans):
        group: list[int] = []
        reached = 0
        for low, high, index in sorted(spans[poste]):
            if group and low > reached:
                yield poste, group
                group = []
            group.append(index)
            reached = max(reached, high)
        yield poste, group


def _settle(merged: Merge, poste: str, copies: list[_Copy], erased_wanted: frozenset[str]) -> None:
    """Among lines of one poste: one copy of each, forks noted, incomplete lots hidden."""
    by_line: dict[tuple[int, str], list[_Copy]] = {}
    for copy in copies:
        by_line.setdefault((copy.line.rang, copy.line.empreinte), []).append(copy)

    def preference(copy: _Copy) -> tuple[bool, bool, bool, str, int]:
        scan = merged.scans[copy.file]
        wanted = copy.line.erased == (copy.line.id in erased_wanted)
        usual = is_usual_name(scan.path)
        return (not wanted, not scan.seal_holds, not usual, scan.path, copy.line.offset)

    kept: list[_Copy] = []
    for key in sorted(by_line):
        best, *others = sorted(by_line[key], key=preference)
        kept.append(best)
        for other in others:
            merged.drop(other)
    rangs: dict[int, int] = {}
    for copy in kept:
        rangs[copy.line.rang] = rangs.get(copy.line.rang, 0) + 1
    merged.forked.setdefault(poste, set()).update(rang for rang, n in rangs.items() if n > 1)
    nodes = merged.nodes.setdefault(poste, [])
    nodes.extend(Node.of_line(merged.scans[copy.file], copy.line) for copy in kept)
    _hide_incomplete_lots(merged, poste, kept)


def _hide_incomplete_lots(merged: Merge, poste: str, kept: list[_Copy]) -> None:
    lots: dict[str, list[_Copy]] = {}
    for copy in kept:
        if copy.line.lot is not None:
            lots.setdefault(lot_parts(copy.line)[2], []).append(copy)
    for name, members in lots.items():
        size = int(name.partition(":")[0])
        present = {lot_parts(copy.line)[0] for copy in members}
        if len(present) == size:
            continue
        for copy in members:
            merged.drop(copy)
            merged.hidden.add(copy.line.empreinte)
        first = members[0]
        merged.findings.append(
            Finding(
                "lot-incomplet",
                NOTICE,
                f"Un enregistrement de {size} événements n'est arrivé qu'en partie "
                f"({len(present)} sur {size}) : il n'est pas montré.",
                "Synchronisez le poste qui l'a écrit ; s'il a été interrompu en plein "
                "enregistrement, saisissez-le de nouveau.",
                fichier=merged.scans[first.file].path,
                ligne=first.line.number,
                poste=poste,
                rang=first.line.rang,
                evenements=tuple(sorted({copy.line.id for copy in members})),
            )
        )


def _drop_what_is_no_event(merged: Merge) -> None:
    for index, scan in enumerate(merged.scans):
        if scan.trusted and merged.leave_out[index]:
            continue  # a whole copy
        out = merged.leave_out[index]
        out.extend((offset, length) for offset, length, _ in scan.seals)
        out.extend((fault.offset, fault.length) for fault in scan.faults)
        out.sort()


def _check_ids(merged: Merge) -> None:
    """Two different lines under one id: the first by (poste, rang) counts."""
    seen: dict[str, tuple[str, int, str]] = {}
    again: list[tuple[str, int, str, int, Line]] = []
    for index, scan in enumerate(merged.scans):
        out = {offset for offset, _ in merged.leave_out[index]}
        for line in scan.lines or ():
            if line.offset in out:
                continue
            known = seen.setdefault(line.id, (line.poste, line.rang, line.empreinte))
            if known[2] != line.empreinte:
                again.append((line.poste, line.rang, line.empreinte, index, line))
    if again:
        _settle_ids(merged, {line.id for *_, line in again})


def _settle_ids(merged: Merge, shared: set[str]) -> None:
    found: dict[str, list[tuple[str, int, str, int, Line]]] = {}
    for index, scan in enumerate(merged.scans):
        out = {offset for offset, _ in merged.leave_out[index]}
        for line in scan.lines or ():
            if line.id in shared and line.offset not in out:
                entry = (line.poste, line.rang, line.empreinte, index, line)
                found.setdefault(line.id, []).append(entry)
    for identifier in sorted(found):
        _, *others = sorted(found[identifier], key=lambda entry: entry[:3])
        for poste, rang, empreinte, index, line in others:
            merged.drop(_Copy(index, line))
            merged.leave_out[index].sort()
            merged.hidden.add(empreinte)
            merged.findings.append(
                Finding(
                    "identifiant-double",
                    INTEGRITY,
                    f"L'identifiant {identifier} désigne deux événements différents ; "
                    "celui-ci n'est pas montré.",
                    "Un fichier a été fabriqué ou modifié hors de `ter` : comparez-le à une "
                    "sauvegarde.",
                    fichier=merged.scans[index].path,
                    ligne=line.number,
                    poste=poste,
                    rang=rang,
                    evenements=(identifier,),
                )
            )
