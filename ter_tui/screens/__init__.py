"""One file per screen: the rubriques that the tabs open, each imported when first opened."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen

__all__ = ["make"]

_OWN = {
    "accueil": ("accueil", "Accueil"),
    "decisions": ("decisions", "Decisions"),
    "seances": ("seances", "Seances"),
    "participations": ("participations", "Participations"),
    "evaluation": ("evaluation", "Evaluation"),
    "bilan": ("bilan", "Bilan"),
    "journal": ("journal", "Journal"),
}


def make(name: str) -> Screen[Any]:
    """The screen of a rubrique: its own, or the generic one over its lists."""
    module, cls = _OWN.get(name, ("listing", "ListingScreen"))
    found = getattr(import_module(f"ter_tui.screens.{module}"), cls)
    screen: Screen[Any] = found(name)
    return screen
