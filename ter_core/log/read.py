"""Reading the log: every piece of it, whatever its name, and never an opinion on its meaning."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from ter_core.log.chain import Oddities, PositionEntry, follow_chain
from ter_core.log.due_seal import DueSeals
from ter_core.log.file_findings import damaged_rangs, file_findings, future_findings
from ter_core.log.files import (
    Listing,
    PieceOfLog,
    Unreadable,
    list_files,
    read_piece,
)
from ter_core.log.findings import INTEGRITY, Finding
from ter_core.log.journal import Journal
from ter_core.log.merge import Merge, merge
from ter_core.log.reading import FileReading, Reading
from ter_core.log.scan import scan_bytes
from ter_core.log.scan_types import FileScan
from ter_core.log.special import Special, special_of
from ter_core.log.witness import witness_findings

__all__ = ["read"]

_PARALLEL_FROM = 16 << 20
_TRIES = 4


def read(
    journal: Journal,
    *,
    previous: Reading | None = None,
    full: bool = False,
    now: datetime | None = None,
) -> Reading:
    """Every event of `journal` that counts, and what is wrong with the rest.

    `previous` spares the files that did not change; `full` checks every line of every segment
    instead of its seal (`ter verifier`); `now` adds a finding for events recorded after it.
    """
    listing, scans, findings = _settled(journal, None if full else previous, full=full)
    special = special_of(scans)
    merged = merge(scans, _expand, frozenset(special.reprises))
    special = special.without(merged.hidden)
    position: list[PositionEntry] = []
    links = _seal_links(merged.scans)
    due = DueSeals(journal.id, merged.scans, links)
    damaged = damaged_rangs(merged.scans)
    for poste in sorted(merged.nodes):
        chain = follow_chain(
            journal.id,
            poste,
            merged.nodes[poste],
            Oddities(frozenset(merged.forked.get(poste, ())), frozenset(damaged.get(poste, ()))),
            links,
            due.cited,
        )
        position.extend(chain.position)
        findings.extend(chain.findings)
    findings.extend(merged.findings)
    findings.extend(file_findings(merged, special, due))
    if now is not None:
        findings.extend(future_findings(merged.scans, now))
    return _completed(journal, listing, merged, special, position, findings)


def _settled(
    journal: Journal, previous: Reading | None, *, full: bool
) -> tuple[Listing, list[FileScan], list[Finding]]:
    """The files as they stand together: a segment sealed meanwhile must not be missed."""
    known = {} if previous is None else {file.path: file.scan for file in previous.files}
    listing = list_files(journal.root)
    if full:
        from ter_core.log.verify import verify_in_processes

        known = verify_in_processes(listing.pieces)
    for _ in range(_TRIES):
        scans, findings = _scan_all(listing, known, full=full)
        after = list_files(journal.root)
        if [piece.path for piece in after.pieces] == [piece.path for piece in listing.pieces]:
            break
        listing, known = after, known | {scan.path: scan for scan in scans}
    return listing, scans, findings


def _scan_all(
    listing: Listing, known: Mapping[str, FileScan], *, full: bool
) -> tuple[list[FileScan], list[Finding]]:
    def one(piece: PieceOfLog) -> FileScan | Finding:
        return _scan_one(piece, known, full=full)

    total = sum(piece.signature[2] for piece in listing.pieces)
    if total < _PARALLEL_FROM or len(listing.pieces) < 2:
        results = [one(piece) for piece in listing.pieces]
    else:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            results = list(pool.map(one, listing.pieces))
    scans = [result for result in results if isinstance(result, FileScan)]
    return scans, [result for result in results if isinstance(result, Finding)]


def _scan_one(
    piece: PieceOfLog, known: Mapping[str, FileScan], *, full: bool
) -> FileScan | Finding:
    before = known.get(piece.path)
    if before is not None and before.signature == piece.signature:
        return before
    try:
        data, signature = read_piece(piece.absolute)
    except Unreadable as error:
        return Finding(
            "fichier-illisible",
            INTEGRITY,
            f"Ce fichier du journal ne peut pas être lu : {error}.",
            "Vérifiez ses droits, ou reprenez-le d'un autre poste ou d'une sauvegarde.",
            fichier=piece.path,
        )
    return scan_bytes(piece.path, piece.absolute, signature, data, full=full, previous=before)


def _expand(scan: FileScan) -> FileScan:
    """Line by line, a segment that its seal vouched for (it is read again, hence checked whole)."""
    try:
        data, _ = read_piece(scan.absolute)
    except Unreadable:
        data = b""
    return scan_bytes(scan.path, scan.absolute, scan.signature, data, full=True, summarise=False)


def _seal_links(scans: list[FileScan]) -> dict[str, tuple[int, str]]:
    return {seal.link: (seal.rang, seal.empreinte) for scan in scans for _, _, seal in scan.seals}


def _completed(
    journal: Journal,
    listing: Listing,
    merged: Merge,
    special: Special,
    position: list[PositionEntry],
    findings: list[Finding],
) -> Reading:
    files = tuple(
        _file_reading(scan, tuple(out))
        for scan, out in zip(merged.scans, merged.leave_out, strict=True)
    )
    reading = Reading(
        journal,
        files,
        special.reprises,
        tuple(sorted(position, key=lambda entry: (entry.poste, entry.empreinte))),
        (),
        _newest(merged.scans),
        sum(file.count for file in files),
        listing.ignored,
        special.erased_persons,
    )
    findings.extend(witness_findings(reading, special))
    return evolve(reading, findings=tuple(sorted(findings, key=lambda finding: finding.order)))


def _newest(scans: list[FileScan]) -> str | None:
    ids = [line.id for scan in scans for line in scan.lines or ()]
    ids.extend(scan.stretch.last_id for scan in scans if scan.stretch is not None)
    return max(ids, default=None)


def _file_reading(scan: FileScan, leave_out: tuple[tuple[int, int], ...]) -> FileReading:
    if scan.lines is None:
        stretch = scan.stretch
        whole = leave_out == ((scan.seals[0][0], scan.seals[0][1]),)
        count = 0 if stretch is None or not whole else stretch.last - stretch.first + 1
    else:
        out = {offset for offset, _ in leave_out}
        whole = False
        count = sum(line.offset not in out for line in scan.lines)
    return FileReading(
        scan.path,
        scan.absolute,
        scan.size,
        scan.signature,
        whole,
        scan.sha256,
        0,
        scan.end,
        leave_out,
        count,
        scan,
    )
