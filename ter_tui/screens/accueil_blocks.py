"""What the first screen shows, as values: blocks of lines, kept from one run to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import asdict, field, frozen

__all__ = ["Block", "Line", "Target", "Tone", "read_blocks", "told_blocks"]

Target = tuple[str, ...]
"""What Enter does on a line: a verb (`sujet`, `liste`, `creer`…) and what it is done to."""

Tone = Literal["alerte", "attention", "bien", "discret", "accent", ""]
_TONES = ("alerte", "attention", "bien", "discret", "accent", "")


@frozen(kw_only=True)
class Line:
    """One line: a symbol, what names it, its text, who or what it is about, its end.

    `cells` are the figures of a line of the grid: None for a month to come.
    """

    text: str = ""
    symbol: str = ""
    code: str = ""
    who: str = ""
    end: str = ""
    tone: Tone = ""
    target: Target = ()
    cells: tuple[int | None, ...] = ()


@frozen(kw_only=True)
class Block:
    """A title, how many there are in all, the lines that are shown, what is said where none is.

    `heads` are the headings of the columns of a grid, `now` the number of the current one.
    """

    name: str
    title: str
    count: str = ""
    lines: tuple[Line, ...] = ()
    empty: str = ""
    heads: tuple[str, ...] = ()
    now: int = -1
    is_seen_before: bool = field(default=False, eq=False)


def told_blocks(blocks: Mapping[str, Block]) -> list[dict[str, Any]]:
    """Blocks as JSON values."""
    kept = [asdict(one) for one in blocks.values()]
    for one in kept:
        del one["is_seen_before"]
    return kept


def read_blocks(values: Any) -> dict[str, Block]:
    """The blocks that JSON values tell; none of them where one cannot be read."""
    try:
        found = [_block(one) for one in values]
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    return {one.name: one for one in found}


def _block(one: Mapping[str, Any]) -> Block:
    return Block(
        name=_text(one["name"]),
        title=_text(one["title"]),
        count=_text(one["count"]),
        lines=tuple(_line(line) for line in one["lines"]),
        empty=_text(one["empty"]),
        heads=tuple(_text(head) for head in one["heads"]),
        now=int(one["now"]),
        is_seen_before=True,
    )


def _line(one: Mapping[str, Any]) -> Line:
    texts = {name: _text(one[name]) for name in ("text", "symbol", "code", "who", "end")}
    tone: Tone = one["tone"] if one["tone"] in _TONES else ""
    cells = tuple(None if cell is None else int(cell) for cell in one["cells"])
    target = tuple(_text(word) for word in one["target"])
    return Line(**texts, tone=tone, target=target, cells=cells)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
