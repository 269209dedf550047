"""The machines of the ledger's tests, and another process on one of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.ledger.conftest import Machine, laptop, machines

__all__ = ["ROOT", "elsewhere", "laptop", "machines", "process_env"]

ROOT = Path(__file__).parents[2]


def process_env(machine: Machine) -> dict[str, str]:
    """The environment of another process of that machine."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "TER_ETAT": str(machine.env.state_dir),
        "TER_CACHE": str(machine.env.cache_dir),
        "TER_AUJOURDHUI": "2026-11-12",
    }


def elsewhere(machine: Machine, code: str) -> str:
    """What a Python program prints when another process of that machine runs it on its log."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=machine.folder,
        env=process_env(machine),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
