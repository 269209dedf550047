"""A table typed in a test, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core.events.base import Confirmation
from ter_core.imports.carry_out import Outcome, carry_out
from ter_core.imports.files.sheet import Row, Sheet
from ter_core.imports.tableau import Mapping, propose_sheet

if TYPE_CHECKING:
    from ter_core.imports.proposal import Proposal
    from tests.ledger.conftest import Machine

__all__ = ["proposed", "rejected", "sheet", "take_in", "told"]

_DOUBTS = ("effectif", "hors-dates", "vacances", "dimanche", "ferie", "doublon", "hors-reseau")


def sheet(*rows: Sequence[Any]) -> Sheet:
    """Rows of cells; a lone None is an empty row, which a file would leave out."""
    numbered = [Row(n, tuple(cells)) for n, cells in enumerate(rows, start=1) if any(cells)]
    return Sheet("Feuille1", tuple(numbered))


def proposed(
    machine: Machine, *rows: Sequence[Any], mapping: Mapping | None = None, on: date | None = None
) -> Proposal:
    """What a table would change."""
    return propose_sheet(
        machine.session, sheet(*rows), mapping, source="suivi.xlsx", empreinte="0" * 64, on=on
    )


def take_in(machine: Machine, *rows: Sequence[Any], **how: Any) -> Outcome:
    """Record what a table brings, its doubts confirmed."""
    confirmed = [Confirmation(regle=rule, motif="Vérifié") for rule in _DOUBTS]
    return carry_out(machine.session, proposed(machine, *rows, **how), confirmed=confirmed)


def told(proposal: Proposal) -> list[str]:
    """Its steps, as a difference shows them."""
    return [f"{step.sign} {step.told}" for step in proposal.steps]


def rejected(found: Proposal | Outcome) -> dict[int | None, str]:
    """The lines left out, with their reasons and remedies."""
    return {one.line: f"{one.said} {one.remedy}" for one in found.remarks if one.is_rejection}
