"""Which columns of a report a table shows, how wide, under which headings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ter_core.reports.values import is_number
from ter_core.vocabulary.visible import cell_width, visible
from ter_tui.ink import short, told

if TYPE_CHECKING:
    from ter_core import Column

__all__ = ["GAP", "Fitted", "fit", "says_something"]

GAP = 2
_COMFORT = 24  # of the column that takes what room is left
_WIDEST = 24  # of any other text, as long as others may want the room
_LEAST = 12  # of a text that is asked for and does not fit whole
_ONE_LINE = 12  # a heading this short stays on one line
_SAMPLE = 300  # rows that are measured


@frozen
class Fitted:
    """A column of the table: where its values stand in a row, its width, its heading."""

    column: Column
    at: int
    width: int
    heading: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether it is read from the right."""
        return is_number(self.column)


@frozen
class _Wanted:
    """A column that has something to say: the width it would like, and its heading."""

    column: Column
    at: int
    natural: int
    heading: tuple[str, ...]
    heading_width: int

    @property
    def modest(self) -> int:
        """The width that it asks for at first."""
        return max(min(self.natural, _WIDEST), self.heading_width)

    @property
    def is_text(self) -> bool:
        """Whether its values can still be told from one another once they are cut."""
        return self.column.type == "texte" and self.heading_width <= _LEAST

    def at_width(self, width: int) -> Fitted:
        """The column, once its width is known."""
        return Fitted(self.column, self.at, width, self.heading)


def fit(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    room: int,
    order: Sequence[str] = (),
    silent: Collection[str] = (),
) -> list[Fitted]:
    """The columns that fit in a room, the first ones in `order`; one long text takes what is left.

    Columns that say nothing in any row are left out, and so are `silent` ones, and those that a
    report keeps aside unless they are asked for.
    """
    wanted = [one for one in _wanted(columns, rows, order) if one.column.name not in silent]
    if not wanted or room <= 0:
        return []
    first, long = wanted[0], _long(wanted)
    widths = {first: min(first.modest, room)}
    left = room - widths[first]
    by_need = sorted(wanted, key=lambda one: one is not long)  # the long text is served first
    for one in by_need:
        if one is first:
            continue
        asked = min(one.modest, _COMFORT) if one is long else one.modest
        if left >= asked + GAP:
            widths[one] = asked
            left -= asked + GAP
        elif one.column.name in order and one.is_text and left >= _LEAST + GAP:
            widths[one] = left - GAP
            left = 0
    for one in [one for one in by_need if one in widths]:
        more = min(left, max(one.natural - widths[one], 0))
        widths[one] += more
        left -= more
    return [one.at_width(widths[one]) for one in wanted if one in widths]


def says_something(value: Any) -> bool:
    """Whether a value is worth a place."""
    return value not in (None, "", (), [], False)


def _wanted(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], order: Sequence[str]
) -> list[_Wanted]:
    sample = rows[:_SAMPLE]
    places = {column.name: at for at, column in enumerate(columns)}
    first = [columns[places[name]] for name in order if name in places]
    others = [c for c in columns if c.place == "beside" and c not in first]
    unders = [c for c in columns if c.place == "under" and c not in first]
    names = [*first, *others]
    if not first:
        names[1:1] = unders[:1]
    found = []
    for at, column in enumerate(names):
        place = places[column.name]
        if at == 0 or any(says_something(row[place]) for row in rows):
            widest = max((_width(column, row[place]) for row in sample), default=0)
            heading = _heading(short(column.label), widest)
            found.append(
                _Wanted(column, place, widest, heading, max(map(cell_width, heading), default=0))
            )
    return found


def _width(column: Column, value: Any) -> int:
    return cell_width(visible(told(column, value)[0]))


def _long(wanted: Sequence[_Wanted]) -> _Wanted | None:
    """The column that takes what room is left: what a report puts under, or the first long text."""
    texts = [one for one in wanted if one.column.type in ("texte", "liste")]
    unders = [one for one in texts if one.column.place == "under"]
    others = [one for one in texts if one.natural > _WIDEST]
    return next(iter([*unders, *others]), None)


def _heading(label: str, widest: int) -> tuple[str, ...]:
    """The heading on one line, or on two where it is much wider than what it heads."""
    room = max(widest, _ONE_LINE)
    words = label.split(" ")
    if cell_width(label) <= room or len(words) == 1:
        return (label,)
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(cuts, key=lambda cut: (max(map(cell_width, cut)), -cell_width(cut[0])))
