"""The one table that `python -m bench` prints."""

from __future__ import annotations

from attrs import frozen


@frozen
class Row:
    """One work: its floor in seconds, then ratios to that floor.

    A rate says how much of the floor's speed is kept: more is better. A cost says
    how many times the floor's time is spent: less is better.
    """

    work: str
    floor: str
    seconds: float
    peer: float | None
    ours: float
    goal: str


HEADINGS = ("work", "floor = 1.00", "floor's time", "pyeventsourcing", "ter", "goal")


def render(rows: list[Row]) -> str:
    """The rows as aligned text."""
    cells = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    peer = "–" if row.peer is None else _ratio(row.peer)
    return (row.work, row.floor, f"{row.seconds * 1000:.2f} ms", peer, _ratio(row.ours), row.goal)


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
