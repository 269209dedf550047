"""Findings about single files: damage, torn ends, false seals, erased or future events."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby

from ter_core.log.clock import timestamp_of
from ter_core.log.due_seal import DueSeals
from ter_core.log.findings import BENIGN, INTEGRITY, NOTICE, Finding
from ter_core.log.merge import Merge
from ter_core.log.scan_types import Fault, FileScan
from ter_core.log.special import Special

__all__ = ["damaged_rangs", "file_findings", "future_findings"]


def file_findings(merged: Merge, special: Special, due: DueSeals) -> list[Finding]:
    """What is wrong inside each file."""
    found = [_crossed(event) for event in sorted(special.crossed)]
    named = special.reprises
    for index, scan in enumerate(merged.scans):
        if scan.lines is None:
            continue
        found.extend(_damage(scan))
        found.extend(_false_seal(scan, due))
        found.extend(_awaiting(scan, named))
        out = {offset for offset, _ in merged.leave_out[index]}
        found.extend(
            _erased_unnamed(scan, line.number, line.poste, line.rang, line.id)
            for line in scan.lines
            if line.erased and line.offset not in out and line.id not in named
        )
    return found


def _crossed(event: str) -> Finding:
    short = event[-8:]
    return Finding(
        "effacements-croises",
        NOTICE,
        f"Deux postes ont effacé des textes de l'événement {short} sans le savoir l'un de l'autre "
        ": chacun de ces effacements répète encore ce que l'autre a retiré.",
        f"« ter contenu {short} » montre ce qui reste ; « ter contenu effacer {short} » l'achève.",
        evenements=(event,),
    )


def damaged_rangs(scans: list[FileScan]) -> dict[str, set[int]]:
    """The rangs that damaged lines stand for, by poste: no need to tell them missing as well."""
    found: dict[str, set[int]] = {}
    for scan in scans:
        for fault in scan.faults:
            poste, rang = place_of(scan, fault)
            if rang is not None and not fault.torn:
                found.setdefault(poste, set()).add(rang)
    return found


def _damage(scan: FileScan) -> list[Finding]:
    """One finding per run of neighbouring bad lines: a file rewritten whole is one thing to say."""
    found = []

    def key(numbered: tuple[int, Fault]) -> tuple[bool, str, int]:
        index, fault = numbered
        return fault.torn, fault.reason, fault.number - index

    for (torn, reason, _), run in groupby(enumerate(scan.faults), key):
        faults = [fault for _, fault in run]
        found.append(_torn(scan, faults[0]) if torn else _damaged(scan, faults, reason))
    return found


def _torn(scan: FileScan, fault: Fault) -> Finding:
    ignored = "un octet ignoré" if fault.length == 1 else f"{fault.length} octets ignorés"
    return Finding(
        "fin-inachevee",
        BENIGN,
        f"La fin de ce fichier n'est pas encore arrivée ({ignored}).",
        "Rien à faire : la prochaine synchronisation la complétera.",
        fichier=scan.path,
        ligne=fault.number,
        poste=place_of(scan, fault)[0],
    )


def _damaged(scan: FileScan, faults: list[Fault], reason: str) -> Finding:
    first, last = faults[0], faults[-1]
    poste, rang = place_of(scan, first)
    if first is last:
        what = "Cette ligne est abîmée"
        place = f" (rang {rang} du poste {poste})" if poste and rang else ""
    else:
        what = f"Les lignes {first.number} à {last.number} sont abîmées"
        place = f" (à partir du rang {rang} du poste {poste})" if poste and rang else ""
    return Finding(
        "ligne-abimee",
        INTEGRITY,
        f"{what}{place} : {reason}.",
        "Le reste du journal est lu. Reprenez ce fichier d'un autre poste ou d'une sauvegarde.",
        fichier=scan.path,
        ligne=first.number,
        poste=poste,
        rang=rang,
    )


def place_of(scan: FileScan, fault: Fault) -> tuple[str, int | None]:
    """Poste and rang of bad bytes: from the sound lines around, else from what they still say."""
    before = after = None
    for line in scan.lines or ():
        if line.offset < fault.offset:
            before = line
        elif after is None:
            after = line
    if before is not None:
        return before.poste, before.rang + fault.number - before.number
    if after is not None and after.rang > after.number - fault.number:
        return after.poste, after.rang - (after.number - fault.number)
    return fault.poste, fault.rang


def _false_seal(scan: FileScan, due: DueSeals) -> list[Finding]:
    """A seal that lies, when nothing explains it: damage, an erasure, a file put together again."""
    lines = scan.lines or ()
    if not scan.sealed or scan.faults or any(line.erased for line in lines):
        return []
    offset, _, seal = scan.seals[-1]
    before = [line for line in lines if line.offset < offset]
    last = before[-1] if before else None
    right = (
        scan.seal_holds
        and last is not None
        and (seal.rang, seal.nombre, seal.empreinte) == (last.rang, len(before), last.empreinte)
    )
    if right or due.genuine(seal):
        return []
    return [
        Finding(
            "sceau-faux",
            INTEGRITY,
            "Le sceau de ce fichier ne correspond pas à ses lignes : des lignes entières ont été "
            "ajoutées, retirées ou remplacées.",
            "Comparez ce fichier à celui d'un autre poste ou d'une sauvegarde.",
            fichier=scan.path,
            ligne=len(before) + 1,
            poste=last.poste if last else "",
            rang=seal.rang,
        )
    ]


def _awaiting(scan: FileScan, named: Collection[str]) -> list[Finding]:
    """What was taken back and is still in a file, which its writer will blank."""
    held = [line for line in scan.lines or () if line.id in named and not line.erased]
    if not held:
        return []
    whose = f"le contenu effacé de {len(held)} événements" if len(held) > 1 else "un contenu effacé"
    return [
        Finding(
            "effacement-attendu",
            BENIGN,
            f"Ce fichier tient encore {whose} : personne ne le voit plus.",
            "Le poste qui l'a écrit l'en retirera en s'ouvrant ; synchronisez ensuite.",
            fichier=scan.path,
            ligne=held[0].number,
            poste=held[0].poste,
            rang=held[0].rang,
        )
    ]


def _erased_unnamed(scan: FileScan, number: int, poste: str, rang: int, event: str) -> Finding:
    return Finding(
        "efface-sans-acte",
        NOTICE,
        "Le contenu de cet événement a été effacé, mais l'acte qui l'explique n'est pas arrivé.",
        "Synchronisez les autres postes : l'un d'eux a enregistré un « ContenuEfface ».",
        fichier=scan.path,
        ligne=number,
        poste=poste,
        rang=rang,
        evenements=(event,),
    )


def future_findings(scans: list[FileScan], now: datetime) -> list[Finding]:
    """One finding per file that holds events recorded after `now` (of a segment, its last)."""
    limit = timestamp_of(now)
    return [
        Finding(
            "date-future",
            NOTICE,
            f"Des événements se disent enregistrés le {_in_french(scan.latest)}, après maintenant.",
            "Vérifiez l'horloge du poste qui les a écrits, et celle de cette machine.",
            fichier=scan.path,
            poste=scan.stretch.poste if scan.stretch else "",
        )
        for scan in scans
        if scan.latest > limit
    ]


def _in_french(timestamp: str) -> str:
    """`12/11/2026 à 13:05 (heure universelle)`, from the form of the log."""
    day, hour = timestamp[:10].split("-"), timestamp[11:16]
    return f"{day[2]}/{day[1]}/{day[0]} à {hour} (heure universelle)"
