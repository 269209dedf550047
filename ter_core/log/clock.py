"""Time as the log writes it: UUIDv7 in order, and timestamps."""

from __future__ import annotations

from datetime import UTC, datetime

from attrs import define, field

from ter_core.environment import Environment

__all__ = ["TOLERANCE_MS", "Clock", "timestamp_of"]

TOLERANCE_MS = 5 * 60 * 1000
"""How far ahead of the wall clock an id already seen may pull the next one."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COUNTER_MAX = 0xFFF


@define
class Clock:
    """Mints ids that sort after each other and, within reason, after every id seen.

    A machine whose clock is days ahead must not drag every other one with it: what was seen
    counts for at most the wall clock plus five minutes.
    """

    env: Environment
    _last_ms: int = field(default=-1, init=False)
    _counter: int = field(default=0, init=False)
    _seen_ms: int = field(default=-1, init=False)

    def mint(self) -> str:
        """A new UUIDv7, lower case, greater than the last one minted here."""
        now = self._wall_ms()
        limit = now + TOLERANCE_MS
        ms = max(now, min(self._seen_ms, limit), min(self._last_ms, limit))
        if ms == self._last_ms:
            self._counter += 1
            if self._counter > _COUNTER_MAX:
                ms, self._counter = ms + 1, 0
        else:
            self._counter = 0
        self._last_ms = ms
        tail = int.from_bytes(self.env.random_bytes(8), "big") & ((1 << 62) - 1)
        value = ms << 80 | 7 << 76 | self._counter << 64 | 2 << 62 | tail
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def observe(self, event_id: str) -> None:
        """Take into account the id of an event read in the log; anything else is ignored."""
        try:
            ms = int(event_id[:8] + event_id[9:13], 16)
        except ValueError:
            return
        self._seen_ms = max(self._seen_ms, ms)

    def timestamp(self) -> str:
        """The present instant, as `enregistre_le` is written."""
        return timestamp_of(self.env.now())

    def _wall_ms(self) -> int:
        elapsed = self.env.now() - _EPOCH
        return max(
            0, (elapsed.days * 86_400 + elapsed.seconds) * 1000 + elapsed.microseconds // 1000
        )


def timestamp_of(moment: datetime) -> str:
    """`2026-11-12T13:05:00.123Z` for an aware datetime."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
