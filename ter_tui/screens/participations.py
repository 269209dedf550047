"""Participations: the lists of the rubrique, and the grid that records and corrects them."""

from __future__ import annotations

from typing import ClassVar

from textual import work

from ter_core.errors import TerError
from ter_tui.screens.listing import ListingScreen

__all__ = ["Participations"]


class Participations(ListingScreen):
    """Who came to what; `n` opens the grid."""

    help_text: ClassVar[str] = (
        "Qui est venu à quelle action. n ouvre la grille de saisie : une action, un jour, les "
        "classes qui sont venues, avec leurs effectifs. Entrée ouvre une participation, a la "
        "corrige. Les flèches ← et → passent d'une liste à l'autre, < et > d'une année scolaire à "
        "l'autre, / filtre."
    )

    def action_new(self) -> None:
        """Record a participation in the grid."""
        if self.listing.creates:
            self._enter()

    def action_act(self) -> None:
        """Correct the participation in the grid, or say something else about it."""
        if self.listing.kind and (key := self.key()):
            self._act_on(key)

    @work(group="act")
    async def _enter(self) -> None:
        from ter_tui.participation.opening import enter

        await enter(self.ter)

    @work(group="act")
    async def _act_on(self, key: str) -> None:
        from ter_tui.participation.opening import act_on

        try:
            await act_on(self.ter, key)
        except TerError as error:
            self.ter.tell_error(error)
