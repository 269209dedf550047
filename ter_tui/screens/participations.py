"""Participations: the lists of the rubrique, and the grid that records and corrects them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from textual import on

from ter_core import reports
from ter_core.vocabulary.choices import Dimension
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french
from ter_tui.screens.asked import year_of
from ter_tui.screens.listing import ListingScreen
from ter_tui.widgets.table import ReportTable

__all__ = ["Participations"]

_FIGURES = {
    "eleves-touches": "eleves_touches",
    "enseignants-touches": "enseignants_touches",
    "couverture": "eleves_touches",
}
"""The figure of the bilan that a list breaks down."""
_WHOLE = "ensemble"


class Participations(ListingScreen):
    """Who came to what; `n` opens the grid."""

    help_text: ClassVar[str] = (
        "Qui est venu à quelle action. n ouvre la grille de saisie : une action, un jour, les "
        "classes qui sont venues, avec leurs effectifs. Entrée ouvre une participation, a la "
        "corrige ; sur un nombre d'élèves ou d'enseignants, Entrée montre les pièces qui le font. "
        "Les flèches ← et → passent d'une liste à l'autre, < et > d'une année scolaire à "
        "l'autre, / filtre."
    )

    @on(ReportTable.Opened)
    def _prove(self, event: ReportTable.Opened) -> None:
        """A number opens to its evidence."""
        if figures := tuple(self._figures(self.table.current_named)):
            event.prevent_default()  # the list would open the school
            self.carry_out(self._proof(figures))

    def _figures(self, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The figures of the bilan that a row is part of, by their keys."""
        measure = _FIGURES.get(self.listing.question)
        if measure is None or not row or row.get("est_touche") is False:
            return
        if "dimension" in row:
            is_whole = row["dimension"] == _WHOLE
            yield measure if is_whole else f"{measure}.{row['dimension']}.{row['valeur']}", ""
            return
        asked: tuple[Dimension, ...] = getattr(self.question(), "par", ())
        for one, label in zip(asked, row["libelles"], strict=True):
            if row[one.value] is not None:
                key = f"{measure}.{one.value}.{row[one.value]}"
                yield key, french(f"{self.listing.name} : {label}")

    async def _proof(self, figures: tuple[tuple[str, str], ...]) -> None:
        """Which of them, where the row crosses several; then what makes it."""
        from ter_tui.bilan.choosing import choose_figure, prove

        chosen = self.params.get(self.number, {})
        year = year_of(reports.get(self.listing.question), chosen, self.ter.today)
        key = await choose_figure(self.ter, figures)
        if key is not None:
            await prove(self.ter, AnneeScolaire(year), key, None)
