"""The fields of a form as they stand: what is needed, then the rest, alternatives side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ter_tui.forms.field_box import FieldBox
from ter_tui.forms.files import SOME_FILE, fingerprint
from ter_tui.forms.layout import FieldPlan, FieldRow, is_file, sections_of
from ter_tui.ink import said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ter_tui.forms.candidates import Knowledge

__all__ = ["Fields"]


class Fields(VerticalScroll):
    """Every field of a form, by sections; it scrolls where there is no room for all."""

    can_focus = False

    def __init__(self, plans: Sequence[FieldPlan], texts: Mapping[str, str], today: date) -> None:
        super().__init__(id="champs")
        self.plans = tuple(plans)
        self._texts = texts
        self._today = today

    def compose(self) -> ComposeResult:
        """Each section under its heading."""
        for section in sections_of(self.plans):
            if section.heading:
                yield Static(said(f"── {section.heading} "), classes="rubrique")
            for row in section.rows:
                yield from self._row(row)

    def _row(self, row: FieldRow) -> Iterator[Widget]:
        boxes = [
            FieldBox(
                plan,
                self._texts.get(plan.key, ""),
                self._today,
                before="ou " if row.either and number else "",
            )
            for number, plan in enumerate(row.plans)
        ]
        yield from boxes if len(boxes) == 1 else (Horizontal(*boxes, classes="rangee"),)

    @property
    def boxes(self) -> list[FieldBox]:
        """The fields, in order."""
        return list(self.query(FieldBox))

    @property
    def texts(self) -> dict[str, str]:
        """What is typed, by field."""
        return {box.plan.key: box.text for box in self.boxes}

    @property
    def values(self) -> dict[str, str]:
        """What is typed as an event reads it, any fingerprint standing for that of a file."""
        found = {box.plan.key: box.value_text for box in self.boxes}
        return {**found, **dict.fromkeys(self.files, SOME_FILE)}

    @property
    def files(self) -> list[str]:
        """The fields in which a file is named."""
        return [box.plan.key for box in self.boxes if is_file(box.plan) and box.text.strip()]

    def box(self, key: str) -> FieldBox | None:
        """The field of a name."""
        return next((box for box in self.boxes if box.plan.key == key), None)

    def start(self) -> None:
        """Type in the first field to fill; in the first of all where a subject is changed."""
        boxes = self.boxes
        changes = any("." in plan.key for plan in self.plans)
        filled = {
            key for box in boxes if box.text.strip() for key in (box.plan.key, *box.plan.group)
        }
        empty = (box for box in boxes if box.plan.required and box.plan.key not in filled)
        first = boxes[0] if changes else next(empty, boxes[0])
        first.control.focus()

    def go_to_the_first_error(self) -> None:
        """Type in the first field that is wrong."""
        wrong = next((box for box in self.boxes if box.error), None)
        if wrong is not None:
            wrong.control.focus()

    def know(self, known: Knowledge) -> None:
        """What may be typed in them, as the log knows it."""
        for box in self.boxes:
            box.know(known)

    async def fingerprints(self) -> tuple[dict[str, str], dict[str, str]]:
        """The fingerprint of each file that is named, or why it cannot be read."""
        prints, errors = {}, {}
        for key in self.files:
            try:
                prints[key] = await asyncio.to_thread(fingerprint, self.texts[key])
            except ValueError as error:
                errors[key] = str(error)
        return prints, errors
