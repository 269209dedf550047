"""What the rooms of the bilan have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ter_core import Report

__all__ = ["Room"]


class Room(Protocol):
    """A part of the screen: what of it is exported, and where one goes first."""

    @property
    def report(self) -> Report | None:
        """What is written as a file for a spreadsheet."""

    def start(self) -> None:
        """Go to its list."""
