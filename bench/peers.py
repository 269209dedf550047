"""What a respected event-sourcing library does for the same promise: durable when it returns.

pyeventsourcing over SQLite: its default journal (WAL) with SQLite's default `synchronous=FULL`
flushes at every commit.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event


class Decision(Aggregate):
    """A decision that is adopted, then told about as often as one likes."""

    @event("Adoptee")
    def __init__(self, libelle: str) -> None:
        self.libelle = libelle

    @event("AvancementConstate")
    def constater(self, commentaire: str) -> None:
        """Say where the decision stands."""
        self.commentaire = commentaire


def saves(path: Path, text: str, events: int) -> Callable[[], object]:
    """One `app.save` of so many new events that carry this text, the aggregate being in memory."""
    application: Application = Application(
        env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
    )
    decision = Decision("Organiser la liaison CM2-6e")
    application.save(decision)

    def save() -> None:
        for _ in range(events):
            decision.constater(text)
        application.save(decision)

    return save
