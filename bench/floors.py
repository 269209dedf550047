"""The cheapest thing that could do the work: what no program can beat, measured in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench.measure import timed


def appends(path: Path, line: bytes, lines: int) -> Callable[[], object]:
    """One write of so many copies of a line at the end of a file, and one flush to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    block = line * lines
    flush = getattr(os, "fdatasync", os.fsync)  # Windows and macOS know fsync only

    def append() -> None:
        os.write(handle, block)
        flush(handle)

    return append


def loads(events: Path) -> Callable[[], float]:
    """DuckDB alone reads the same bytes into a table of a new database in memory."""
    files = [str(path) for path in sorted(events.rglob("*.ndjson"))]

    def load() -> None:
        with duckdb.connect() as connection:
            connection.execute(
                "create table lignes as from read_json($files, format = 'newline_delimited')",
                {"files": files},
            )

    return lambda: timed(load)


def python(*arguments: str, environment: dict[str, str] | None = None) -> Callable[[], float]:
    """A whole process, from start to exit."""
    command = [sys.executable, *arguments]
    inherited = {**os.environ, **(environment or {})}

    def run() -> None:
        subprocess.run(command, check=True, env=inherited, stdout=subprocess.DEVNULL)

    return lambda: timed(run)
