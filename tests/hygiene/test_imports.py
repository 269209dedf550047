"""What a start loads: asking for help must cost little more than click itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Each costs more than all of `--help`.
HEAVY = {"_duckdb", "attr", "attrs", "cattrs", "duckdb", "orjson", "textual"}


def loaded(*arguments: str) -> set[str]:
    """Top-level names of the modules that `python …` imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr[-2000:]
    lines = (line for line in run.stderr.splitlines() if line.startswith("import time:"))
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [
        ("-m", "ter_cli", "--help"),
        ("-m", "ter_cli", "--version"),
        ("-c", "import ter_core"),
        ("-c", "import ter_cli.main"),
    ],
    ids=" ".join,
)
def test_a_start_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Help, version and the bare packages answer without the libraries that do the work."""
    assert loaded(*arguments) & HEAVY == set()


def test_the_measure_sees_a_heavy_import() -> None:
    """The control: the same measure finds attrs where it is imported."""
    assert "attrs" in loaded("-c", "import attrs")
