"""ter: the follow-up of a Territoire Éducatif Rural, as a log of events.

The public names are imported when first used: `import ter_core` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from ter_core.errors import TerError
    from ter_core.ledger.entry import Entry, Planned, Written
    from ter_core.log.findings import Finding
    from ter_core.log.record import Record
    from ter_core.reports.report import Column, Report
    from ter_core.session import Session

__all__ = [
    "Column",
    "Entry",
    "Environment",
    "Finding",
    "Planned",
    "Record",
    "Report",
    "Session",
    "TerError",
    "Written",
]

_HOMES = {
    "Column": "reports.report",
    "Entry": "ledger.entry",
    "Environment": "environment",
    "Finding": "log.findings",
    "Planned": "ledger.entry",
    "Record": "log.record",
    "Report": "reports.report",
    "Session": "session",
    "TerError": "errors",
    "Written": "ledger.entry",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
