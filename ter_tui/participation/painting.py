"""The lines of the grid as they are painted: columns that take the room there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ter_core.vocabulary.typography import french
from ter_tui.ink import colour, user_text

if TYPE_CHECKING:
    from textual.theme import Theme

    from ter_tui.ink import Tone
    from ter_tui.participation.sheet import Row, Sheet

__all__ = ["Painter"]

_NARROW = (("Effectif", 9), ("Élèves", 8), ("Filles", 8))
_LEVEL = 10
_MARK = 3
_PUPILS, _GIRLS = 5, 6
_CELL = 6  # of the number being typed


@frozen
class Painter:
    """How a line of some width is painted in a theme; `styles` are those of the widget's parts."""

    sheet: Sheet
    theme: Theme
    width: int
    plain: Style
    styles: Mapping[str, Style]

    def headings(self) -> Strip:
        """The names of the columns."""
        names = ("", "École", "Classe", "Niveau", *(name for name, _ in _NARROW))
        style = self.styles["entete"]
        return self._strip([french(name) for name in names], [style] * len(names), style)

    def row(
        self, row: Row, above: Row | None, base: Style | None, cell: Style | None, *, girls: bool
    ) -> Strip:
        """A row, under another one; `cell` is the style of the number being typed."""
        number = self.sheet.numbers.get(row.place)
        same_school = above is not None and above.place.school == row.place.school
        same_class = same_school and above is not None and above.place.group == row.place.group
        texts = [
            " ✓" if number else (" ·" if row.came else ""),
            "" if same_school else row.school.name or row.school.code,
            "" if same_class and row.is_class else row.place.group or "—",
            row.place.level.label,
            "?" if row.headcount is None else str(row.headcount),
            str(number.pupils) if number else "",
            "" if number is None or number.girls is None else str(number.girls),
        ]
        under = base or self.plain
        is_wrong = self.sheet.wrong(row)
        tone: Tone = "attention" if is_wrong else "bien" if number else ""
        bright = under + Style(bold=number is not None)
        count = bright + self._ink(tone)
        styles = [count, bright, bright, under, under + self._ink("discret"), count, count]
        if is_wrong:
            texts[_PUPILS] = f"◆ {texts[_PUPILS]}"
        if cell is not None:
            at = _GIRLS if girls else _PUPILS
            texts[at], styles[at] = texts[at].rjust(_CELL), cell
        return self._strip(texts, styles, under)

    def last(self, text: str, base: Style | None) -> Strip:
        """The line after the rows."""
        style = base or self.plain + self._ink("discret")
        segment = Segment(" " * _MARK + french(text), style)
        return Strip([segment]).adjust_cell_length(self.width, style)

    def _strip(self, texts: Sequence[str], styles: Sequence[Style], base: Style) -> Strip:
        segments: list[Segment] = []
        for text, style, (size, right) in zip(texts, styles, self._columns(), strict=True):
            told = user_text(text)
            told.truncate(max(size - 1, 0), overflow="ellipsis")
            gap = Segment(" " * (size - told.cell_len - right), base)
            shown = Segment(told.plain + " " * right, style)
            segments += [gap, shown] if right else [shown, gap]
        return Strip(segments).adjust_cell_length(self.width, base)

    def _columns(self) -> list[tuple[int, bool]]:
        """The width of each column, and whether it holds numbers."""
        numbers = [(size, True) for _, size in _NARROW]
        left = self.width - _MARK - _LEVEL - sum(size for size, _ in numbers)
        school = max(left * 3 // 5, 8)
        group = max(left - school, 6)
        return [(_MARK, False), (school, False), (group, False), (_LEVEL, False), *numbers]

    def _ink(self, tone: Tone) -> Style:
        found = colour(self.theme, tone)
        return Style.parse(found) if found else Style()
