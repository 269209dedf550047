"""What the program takes from the machine it runs on: time, chance, folders.

Everything that would make two runs differ enters through one `Environment`, so that a test or the
generator of the demonstration can fix it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from attrs import field, frozen

__all__ = ["PARIS", "Environment"]

PARIS = ZoneInfo("Europe/Paris")


def _state_dir() -> Path:
    from platformdirs import user_state_path

    return user_state_path("ter", appauthor=False)


def _cache_dir() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("ter", appauthor=False)


@frozen
class Environment:
    """Clock (aware, UTC), random bytes, and the machine's own folders.

    `state_dir` holds identities and locks (never synchronised), `cache_dir` what may be deleted
    at any time. `fixed_today` replaces today's date, never the time an event is recorded at.
    """

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    random_bytes: Callable[[int], bytes] = os.urandom
    state_dir: Path = field(factory=_state_dir)
    cache_dir: Path = field(factory=_cache_dir)
    fixed_today: date | None = None

    @classmethod
    def from_process(cls) -> Environment:
        """The real machine; `TER_AUJOURDHUI`, `TER_ETAT` and `TER_CACHE` override a part of it.

        Raises:
            InvalidValue: `TER_AUJOURDHUI` is not a date such as 2026-11-21.
        """
        today = os.environ.get("TER_AUJOURDHUI")
        state, cache = os.environ.get("TER_ETAT"), os.environ.get("TER_CACHE")
        return cls(
            state_dir=Path(state) if state else _state_dir(),
            cache_dir=Path(cache) if cache else _cache_dir(),
            fixed_today=_today(today) if today else None,
        )

    def today(self) -> date:
        """Today in France, or the date that was fixed."""
        return self.fixed_today or self.now().astimezone(PARIS).date()


def _today(text: str) -> date:
    from ter_core.errors import InvalidValue

    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text or not 2000 <= day.year <= 2100:
        raise InvalidValue(
            f"« {text} » n'est pas une date.",
            where="variable TER_AUJOURDHUI",
            remedy="Écrivez-la comme 2026-11-21.",
        )
    return day
