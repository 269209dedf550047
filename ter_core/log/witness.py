"""What was witnessed against what is here: the only proof of a cut end or a stream rewritten."""

from __future__ import annotations

from ter_core.log.findings import INTEGRITY, Finding
from ter_core.log.presence import Presence
from ter_core.log.reading import Reading
from ter_core.log.special import Special, Witnessed

__all__ = ["witness_findings"]


def witness_findings(reading: Reading, special: Special) -> list[Finding]:
    """One finding per poste whose stream is shorter than, or different from, what was witnessed."""
    witnessed = special.witnessed
    if not witnessed:
        return []
    presence = Presence(reading)
    lacking: dict[str, list[Witnessed]] = {}
    for one in witnessed:
        if not presence.has(one.poste, one.rang, one.empreinte):
            lacking.setdefault(one.poste, []).append(one)
    ends: dict[str, int] = {}
    for entry in reading.position:
        ends[entry.poste] = max(entry.rang, ends.get(entry.poste, 0))
    return [
        finding
        for poste in sorted(lacking)
        for finding in _told(poste, ends.get(poste, 0), lacking[poste])
    ]


def _told(poste: str, end: int, lacking: list[Witnessed]) -> list[Finding]:
    found = []
    beyond = [one for one in lacking if one.rang > end]
    within = [one for one in lacking if one.rang <= end]
    if beyond:
        far = max(beyond, key=lambda one: (one.rang, one.empreinte))
        found.append(
            Finding(
                "flux-raccourci",
                INTEGRITY,
                f"Le poste {poste} s'arrête ici au rang {end}, mais un témoin l'a vu au rang "
                f"{far.rang}.",
                "Synchronisez ce poste, ou reprenez son dossier d'une sauvegarde.",
                poste=poste,
                rang=far.rang,
                evenements=(far.event,),
            )
        )
    if within:
        near = min(within, key=lambda one: (one.rang, one.empreinte))
        found.append(
            Finding(
                "flux-different",
                INTEGRITY,
                f"Le rang {near.rang} du poste {poste} n'est pas celui qu'un témoin a vu : il "
                "manque, ou il a été réécrit.",
                "Comparez le dossier de ce poste à celui d'un autre poste ou d'une sauvegarde.",
                poste=poste,
                rang=near.rang,
                evenements=(near.event,),
            )
        )
    return found
