"""Correcting a participation in the grid that records them, filled with what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual.widget import Widget

from ter_core.events.effectif_lines import level_named
from ter_tui.desk import Known
from ter_tui.ink import said, user_text
from ter_tui.participation import reading
from ter_tui.participation.entry import GridScreen
from ter_tui.participation.gather import Page
from ter_tui.participation.sheet import Number, Place, Sheet
from ter_tui.participation.slots import ABOVE, REASON, SlotSpec, text_of

__all__ = ["CorrectionScreen"]


class CorrectionScreen(GridScreen):
    """A participation to correct: what differs from what it was is recorded, with a reason."""

    above: ClassVar[tuple[SlotSpec, ...]] = (ABOVE[0], SlotSpec(REASON, "Motif"))

    def __init__(self, participation: Known, stored: Mapping[str, Any], happened_on: date) -> None:
        heading = said("Corriger — ", "bold")
        heading.append_text(user_text(participation.called, "bold"))
        super().__init__(str(stored.get("action", "")), heading)
        self.participation = participation
        self.stored = stored
        self.happened_on = happened_on
        self.before: tuple[Mapping[str, str], Sheet] = ({}, Sheet(numbers=_numbers(stored)))

    @property
    def draft(self) -> str:
        """The name of its draft."""
        return f"ParticipationCorrigee {self.participation.subject}"

    @property
    def about(self) -> str:
        """What people know the draft by."""
        return self.participation.called

    @property
    def first(self) -> Widget:
        """Numbers are what is corrected most."""
        return self.grid

    def on_mount(self) -> None:
        """What was said of it stands first."""
        if not (self.ter.drafts and self.ter.drafts.find(self.draft)):
            self.sheet.numbers.update(self.before[1].numbers)

    async def know(self) -> None:
        """What may be typed, and what was said, by the codes that people type.

        Raises:
            TerError: a question cannot be answered.
        """
        await super().know()
        codes = {one.subject: one.code for one in await self.ter.desk.known()}
        texts = {
            name: text_of(slot.kind, self.stored.get(name), codes)
            for name, slot in self.slots.items()
        }
        self.before = (
            {name: text for name, text in texts.items() if name != REASON},
            self.before[1],
        )
        for name, text in texts.items():
            self.slots[name].propose(text)

    def day(self) -> date | None:
        """The day it is about: a correction has none of its own."""
        return self.happened_on

    def propose_day(self, day: date) -> None:
        """The day does not change."""

    def propose(self, page: Page) -> None:
        """Nothing but what was said of it, the classes that came first."""
        before = self.before[1]
        came = {(place.school, place.group) for place in before.numbers}
        rows = sorted(page.rows, key=lambda row: (row.place.school, row.place.group) not in came)
        self.sheet.know(rows, page.schools)
        before.know(rows, page.schools)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no other one to correct after it."""
        return not (action == "save" and parameters)

    def propose_teachers(self) -> None:
        """The teachers stay as they were said."""

    def read(self) -> reading.Said:
        """What differs."""
        return reading.correction(
            self.participation.subject, self.texts, self.sheet, self.before, self.ter.desk.today
        )


def _numbers(stored: Mapping[str, Any]) -> dict[Place, Number]:
    """The numbers of the lines that a participation holds."""
    numbers: dict[Place, Number] = {}
    for line in stored.get("lignes") or ():
        level = level_named(str(line.get("niveau") or ""))
        if level is not None:
            place = Place(line["etablissement"], line.get("groupe"), level)
            number = numbers.get(place, Number(0))
            numbers[place] = Number(number.pupils + (line.get("eleves") or 0), line.get("filles"))
    return numbers
