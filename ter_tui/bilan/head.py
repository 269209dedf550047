"""The line above the rooms of the bilan: their names, the school year, where its bilan stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Horizontal
from textual.widgets import Static

from ter_tui.catalogue import Listing
from ter_tui.ink import colour, mark, said
from ter_tui.widgets.frame import link
from ter_tui.widgets.subtabs import Subtabs

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ter_tui.bilan.standing import Standing

__all__ = ["CHAPTERS", "FIGURES", "ROOMS", "SECTIONS", "VERSIONS", "Head"]

ROOMS = ("chapitres", "chiffres", "sections", "versions")
"""The names of the rooms, in order."""
CHAPTERS, FIGURES, SECTIONS, VERSIONS = range(len(ROOMS))


class Head(Horizontal):
    """Rooms at the left, the year and its state at the right."""

    def __init__(self) -> None:
        super().__init__(id="bilan-tete")

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield Subtabs([Listing(name.capitalize(), "bilan") for name in ROOMS])
        state = Static(id="bilan-etat")
        state.auto_links = False
        yield state

    @property
    def room(self) -> int:
        """Which room is open."""
        return self.query_one(Subtabs).current

    def open(self, number: int) -> str:
        """Open another room; its name."""
        tabs = self.query_one(Subtabs)
        tabs.point_at(number)
        return ROOMS[tabs.current]

    def tell(self, year: str, standing: Standing | None, version: int | None) -> None:
        """The year, and where its bilan stands; without a standing, that it is being counted."""
        theme = self.app.current_theme
        text = link(Text("< "), "screen.step_year(-1)").append(year, "bold")
        text.append_text(link(Text(" >  "), "screen.step_year(1)"))
        if standing is None:
            text.append_text(said("calcul…", colour(theme, "discret")))
        elif version is not None:
            text.append_text(said(f"version {version} arrêtée", colour(theme, "accent")))
            text.append_text(said(" · Échap : revenir"))
        else:
            text.append_text(mark(standing.label, theme))
            if standing.version > 1 or standing.state != "en_redaction":
                text.append_text(said(f" v{standing.version}"))
        self.query_one("#bilan-etat", Static).update(text)
