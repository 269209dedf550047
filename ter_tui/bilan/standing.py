"""Where a bilan stands: being written, arrested, sent; and in which version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ter_core.events.bilan import BILAN

if TYPE_CHECKING:
    from ter_core import Report

__all__ = ["Standing"]

_STATES = {"arrêtée": "arrete", "transmise": "transmis"}  # of the last version


@frozen
class Standing:
    """The state of the bilan of a year, and the version that is written or was arrested last."""

    state: str
    version: int
    channel: str
    """The channel it was last sent by."""

    @classmethod
    def of(cls, versions: Report, year: str) -> Standing:
        """From the answer that lists every version."""
        rows = [row for row in versions.named() if row["annee_scolaire"] == year]
        if not rows:
            return cls("en_redaction", 1, "")
        last = rows[-1]
        state = _STATES.get(last["libelle_etat"], "en_redaction")
        channel = next((row["canal"] for row in reversed(rows) if row["canal"]), "")
        return cls(state, last["version"] + (state == "en_redaction"), channel)

    @property
    def label(self) -> str:
        """The state in French."""
        return BILAN.states[self.state]

    @property
    def is_closed(self) -> bool:
        """Whether nothing may be written in it until it is reopened."""
        return self.state in BILAN.closed
