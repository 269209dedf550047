"""A finding: a problem of the data, told to people; a value, never an exception."""

from __future__ import annotations

from attrs import frozen

__all__ = ["BENIGN", "INTEGRITY", "NOTICE", "Finding", "worst"]

INTEGRITY = 4
"""Damage, a fork, a false seal, a stream shorter than or different from what was witnessed."""
NOTICE = 1
"""A gap, an incomplete lot, a date in the future, a regression put right."""
BENIGN = 0
"""The torn end of a file that another machine is still writing."""


@frozen
class Finding:
    """What was found, how grave, what to do, and where.

    `kind` is a French slug in ASCII; `message` and `remede` are whole French sentences; `gravite`
    is the exit code the finding calls for (4, 1 or 0).
    """

    kind: str
    gravite: int
    message: str
    remede: str = ""
    fichier: str = ""
    ligne: int | None = None
    poste: str = ""
    rang: int | None = None
    evenements: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = self.fichier
        if place and self.ligne is not None:
            place = f"{place}, ligne {self.ligne}"
        told = f"{place} : {self.message}" if place else self.message
        return f"{told} {self.remede}" if self.remede else told

    @property
    def order(self) -> tuple[int, str, int, str, str, int, str]:
        """A total order: the gravest first, then by place."""
        return (
            -self.gravite,
            self.fichier,
            self.ligne or 0,
            self.kind,
            self.poste,
            self.rang or 0,
            self.message,
        )


def worst(findings: tuple[Finding, ...]) -> int:
    """The highest `gravite`, 0 when there is nothing."""
    return max((finding.gravite for finding in findings), default=0)
