"""The chain of one poste across files: gaps, forks, broken links, and its last line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from ter_core.log.findings import INTEGRITY, NOTICE, Finding
from ter_core.log.line import genesis
from ter_core.log.scan_types import FileScan, Line

__all__ = ["Chain", "Node", "Oddities", "PositionEntry", "follow_chain"]


@frozen
class PositionEntry:
    """The last sound line of a stream, or of a branch of it."""

    poste: str
    rang: int
    empreinte: str


@frozen
class Node:
    """One line, or several that follow each other: where they begin, what they cite, their end."""

    first: int
    last: int
    precedente: str
    empreinte: str
    event: str
    fichier: str
    ligne: int

    @classmethod
    def of_stretch(cls, scan: FileScan) -> Node:
        """The node of a file that is one stretch."""
        one = scan.stretch
        if one is None:
            raise ValueError(scan.path)
        number = scan.lines[0].number if scan.lines else 1
        return cls(
            one.first, one.last, one.precedente, one.empreinte, one.first_id, scan.path, number
        )

    @classmethod
    def of_line(cls, scan: FileScan, line: Line) -> Node:
        """The node of a single line."""
        return cls(
            line.rang,
            line.rang,
            line.precedente,
            line.empreinte,
            line.id,
            scan.path,
            line.number,
        )


@frozen
class Oddities:
    """Rangs of a stream that have several lines, and those whose line is damaged."""

    forked: frozenset[int] = frozenset()
    damaged: frozenset[int] = frozenset()


@frozen
class Chain:
    """What following one stream gives."""

    position: tuple[PositionEntry, ...]
    findings: tuple[Finding, ...]


def follow_chain(
    journal_id: str,
    poste: str,
    nodes: list[Node],
    odd: Oddities,
    seals: Mapping[str, tuple[int, str]],
    seal_was_due: Callable[[str, Node, int], bool | None],
) -> Chain:
    """Follow the links of one poste.

    `seals` gives, for what a line may cite after a seal, the rang and hash that seal vouches for.
    `seal_was_due(poste, node, rang)` answers whether `node` cites the seal that the present lines
    up to `rang` would have got; None when that cannot be computed.
    """
    nodes = sorted(nodes, key=lambda node: (node.first, node.empreinte))
    ends = {node.empreinte: node.last for node in nodes}
    cited = dict(ends)
    for link, (rang, empreinte) in seals.items():
        if ends.get(empreinte) == rang:
            cited[link] = rang
    findings: dict[tuple[object, ...], Finding] = {}
    for node in nodes:
        if cited.get(node.precedente, 0) == node.first - 1 and node.first > 1:
            continue
        finding = _unlinked(journal_id, poste, node, nodes, odd.damaged, seal_was_due)
        if finding is not None:
            findings.setdefault((finding.kind, finding.rang, finding.message), finding)
    for finding in _forks(poste, nodes, odd.forked):
        findings[finding.kind, finding.rang] = finding
    return Chain(_position(poste, nodes, odd.forked, seals), tuple(findings.values()))


def _unlinked(
    journal_id: str,
    poste: str,
    node: Node,
    nodes: list[Node],
    damaged: frozenset[int],
    seal_was_due: Callable[[str, Node, int], bool | None],
) -> Finding | None:
    if node.first == 1:
        if node.precedente == genesis(journal_id, poste):
            return None
        return Finding(
            "autre-journal",
            INTEGRITY,
            f"Le flux du poste {poste} commence dans un autre journal que celui-ci.",
            "Retirez du dossier ce fichier venu d'un autre territoire.",
            fichier=node.fichier,
            ligne=node.ligne,
            poste=poste,
            rang=1,
            evenements=(node.event,),
        )
    before = node.first - 1
    if any(other.first <= before <= other.last for other in nodes):
        due = seal_was_due(poste, node, before)
        if due:
            return None
        return _broken(poste, node, certain=due is False)
    start = 1 + max((other.last for other in nodes if other.last < before), default=0)
    if before - start < len(damaged) and damaged.issuperset(range(start, node.first)):
        return None
    which = f"le rang {start}" if start == before else f"les rangs {start} à {before}"
    return Finding(
        "lacune",
        NOTICE,
        f"Il manque {which} du poste {poste} avant cet événement.",
        "Synchronisez ce poste, ou reprenez le fichier manquant d'une sauvegarde.",
        fichier=node.fichier,
        ligne=node.ligne,
        poste=poste,
        rang=start,
        evenements=(node.event,),
    )


def _broken(poste: str, node: Node, *, certain: bool) -> Finding:
    if not certain:
        return Finding(
            "sceau-absent",
            NOTICE,
            f"Le sceau qui relie le rang {node.first - 1} au rang {node.first} du poste {poste} "
            "n'est pas arrivé.",
            "Synchronisez ce poste, ou reprenez le fichier scellé d'une sauvegarde.",
            fichier=node.fichier,
            ligne=node.ligne,
            poste=poste,
            rang=node.first,
            evenements=(node.event,),
        )
    return Finding(
        "chaine-rompue",
        INTEGRITY,
        f"Le rang {node.first} du poste {poste} suit un autre rang {node.first - 1} que celui "
        "qui est ici : l'un des deux a été réécrit.",
        "Comparez ce fichier à celui d'un autre poste ou d'une sauvegarde.",
        fichier=node.fichier,
        ligne=node.ligne,
        poste=poste,
        rang=node.first,
        evenements=(node.event,),
    )


def _forks(poste: str, nodes: list[Node], forked: frozenset[int]) -> list[Finding]:
    """One finding per place where a stream splits, not one per line that follows."""
    found = []
    for rang in sorted(forked):
        if rang - 1 in forked:
            continue
        both = [node for node in nodes if node.first <= rang <= node.last]
        found.append(
            Finding(
                "bifurcation",
                INTEGRITY,
                f"Le poste {poste} a deux rangs {rang} différents : deux machines ont écrit "
                "sous son nom. Les deux suites sont gardées et montrées.",
                "N'utilisez plus qu'une seule de ces deux machines sous ce nom : sur une copie, "
                "`ter` prend de lui-même un nouveau poste.",
                fichier=both[0].fichier,
                ligne=both[0].ligne,
                poste=poste,
                rang=rang,
                evenements=tuple(sorted(node.event for node in both)),
            )
        )
    return found


def _position(
    poste: str, nodes: list[Node], forked: frozenset[int], seals: Mapping[str, tuple[int, str]]
) -> tuple[PositionEntry, ...]:
    if not forked:
        end = max(nodes, key=lambda node: node.last)
        return (PositionEntry(poste, end.last, end.empreinte),)
    cited = {node.precedente for node in nodes}
    cited |= {empreinte for link, (_, empreinte) in seals.items() if link in cited}
    leaves = [node for node in nodes if node.empreinte not in cited]
    entries = {(node.empreinte, node.last) for node in leaves}
    return tuple(PositionEntry(poste, rang, empreinte) for empreinte, rang in sorted(entries))
