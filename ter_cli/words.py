"""The words of the command line, from the registries: what records, what asks."""

from __future__ import annotations

from ter_core import events, reports

__all__ = ["nouns", "questions"]


def nouns() -> dict[str, list[events.Entry]]:
    """The words that record, each with its events, without importing any class."""
    found: dict[str, list[events.Entry]] = {}
    for entry in events.entries():
        if not entry.internal:
            found.setdefault(entry.noun, []).append(entry)
    return found


def questions() -> dict[str, reports.Entry]:
    """The words that ask, without importing any class."""
    return {entry.name: entry for entry in reports.entries()}
