"""Séances: the lists of the rubrique, from which a séance is opened live."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding

from ter_core.errors import TerError
from ter_core.reports.seances import Seances as AllSeances
from ter_tui.ink import said
from ter_tui.screens.listing import ListingScreen
from ter_tui.seance.opening import open_seance
from ter_tui.widgets.table import ReportTable

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["Seances"]

_OPEN = ("programmée", "tenue")
_NOON = time(12)


class Seances(ListingScreen):
    """The séances: Enter opens one live while it may be written, its relevé afterwards."""

    help_text: ClassVar[str] = (
        "Les séances. Entrée ouvre en direct une séance programmée ou tenue, et le relevé de "
        "toute autre ; s ouvre celle du jour, ou la plus proche. n en programme une."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "today", "Séance du jour")]

    @on(ReportTable.Opened)
    def _open_live(self, event: ReportTable.Opened) -> None:
        if self.listing.kind == "seance" and (key := self.key()):
            event.prevent_default()  # the list would open a sheet
            self._enter(key)

    @work(exclusive=True, group="enter")
    async def _enter(self, key: str) -> None:
        try:
            await open_seance(self.ter, key)
        except TerError as error:
            self.ter.tell_error(error)

    @work(exclusive=True, group="enter")
    async def action_today(self) -> None:
        """Open the séance of today, or the one nearest to it that may be written."""
        try:
            rows = (await self.ter.desk.ask(AllSeances(), self.ter.moment)).named()
            noon = datetime.combine(self.ter.today, _NOON)
            near = sorted(
                (abs(row["debut"] - noon), row["code_affiche"])
                for row in rows
                if row["debut"] and row["libelle_etat"] in _OPEN
            )
            if near:
                self.table.point_at(near[0][1])
                await open_seance(self.ter, near[0][1])
            else:
                self.ter.tell_text(said("Aucune séance à ouvrir : n en programme une."))
        except TerError as error:
            self.ter.tell_error(error)
