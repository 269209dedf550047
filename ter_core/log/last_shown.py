"""What a screen last showed of a log, kept so that it can be shown again before anything is asked.

A cache: it may be deleted at any time, and goes as soon as a text is taken back from the log.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import orjson

from ter_core.environment import Environment
from ter_core.log.durable import discard, write_loosely
from ter_core.log.identity import state_folder
from ter_core.log.journal import Journal

__all__ = ["drop_last_shown", "last_shown", "show_last"]

_MOST = 1024 * 1024


def last_shown(journal: Journal, env: Environment) -> Any:
    """The JSON value that was kept; None where there is none, or it cannot be read."""
    try:
        with _file(journal, env).open("rb") as file:
            return orjson.loads(file.read(_MOST))
    except (OSError, ValueError):
        return None


def show_last(journal: Journal, env: Environment, value: Any) -> None:
    """Keep a JSON value in place of the one before; a disk that refuses costs nothing more."""
    path = _file(journal, env)
    with contextlib.suppress(OSError):
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        write_loosely(path, orjson.dumps(value))


def drop_last_shown(journal: Journal, env: Environment) -> None:
    """Forget it."""
    with contextlib.suppress(OSError):
        discard(_file(journal, env))


def _file(journal: Journal, env: Environment) -> Path:
    return env.cache_dir / "ecrans" / f"{state_folder(journal, env).name}.json"
