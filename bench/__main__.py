"""`python -m bench`: one table of ratios, floors and peers measured in the same run.

It fails on nothing: it is a measurement, not a test.
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

import duckdb

from bench import rows, table

YEAR_OF_EVENTS = 2_500  # what a territory writes in one


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",")],
        default=[10_000, 100_000],
        help="events in the logs that are opened (10000,100000)",
    )
    parser.add_argument(
        "--rounds", type=int, default=9, help="turns each contender takes, first one apart (9)"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("build"),
        help="where to write: a real disk, for a flush costs nothing in memory (build)",
    )
    return parser.parse_args()


def main() -> None:
    """Measure, then print."""
    asked = options()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as name:
        folder = Path(name).resolve()
        measured = [
            *rows.appends(folder, asked.rounds),
            *(row for size in asked.sizes for row in rows.openings(folder, size, asked.rounds)),
            *(
                row
                for size in (YEAR_OF_EVENTS, *asked.sizes)
                for row in rows.bilans(folder, size, asked.rounds)
            ),
            *rows.processes(folder, min(asked.sizes), asked.rounds),
            *rows.screens(folder, min(asked.sizes), asked.rounds),
        ]
    print(table.render(measured))
    print(
        f"\nPython {platform.python_version()}, DuckDB {duckdb.__version__}, "
        f"{asked.rounds} interleaved rounds; ratios are medians. "
        "≥ : share of the floor's speed kept. ≤ : times the floor's time spent."
    )


if __name__ == "__main__":
    main()
