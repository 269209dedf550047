"""Colour, which never says anything alone: a symbol and a word stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ter_cli.formats import Layout

__all__ = ["BOLD", "DIM", "RED", "paint"]

BOLD, DIM, RED = "1", "2", "31"


def paint(text: str, style: str, layout: Layout) -> str:
    """The text in a style, or as it is where there is no colour."""
    if not layout.colour or not text.strip():
        return text
    return f"\x1b[{style}m{text}\x1b[0m"
