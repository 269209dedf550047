"""Ids in order, and timestamps, whatever the clocks of others say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ter_core.log.clock import TOLERANCE_MS, Clock, timestamp_of
from tests.log.support import START, make_env

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def stopped(folder: Path, moment: datetime = START) -> Clock:
    """A clock whose wall does not move."""
    return Clock(make_env(folder, now=lambda: moment))


def milliseconds(event_id: str) -> int:
    """The instant an id says."""
    return int(event_id.replace("-", "")[:12], 16)


def id_at(moment: datetime) -> str:
    """An id minted elsewhere at that moment."""
    value = f"{round(moment.timestamp() * 1000):012x}"
    return f"{value[:8]}-{value[8:]}-7000-8000-000000000000"


def test_ids_are_in_order_within_a_millisecond(tmp_path: Path) -> None:
    """A counter orders the ids of a millisecond; when it is full, the millisecond moves on."""
    clock = stopped(tmp_path)
    ids = [clock.mint() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert all(UUID7.fullmatch(one) for one in ids)
    assert milliseconds(ids[-1]) - milliseconds(ids[0]) == 2


def test_ids_follow_what_was_seen(tmp_path: Path) -> None:
    """A machine slightly late writes after what it has read."""
    clock = stopped(tmp_path)
    seen = id_at(START + timedelta(minutes=2))
    clock.observe(seen)
    assert clock.mint() > seen


def test_a_wild_clock_drags_nobody(tmp_path: Path) -> None:
    """An id from far ahead counts for five minutes ahead, no more."""
    clock = stopped(tmp_path)
    clock.observe(id_at(START + timedelta(days=400)))
    first, second = clock.mint(), clock.mint()
    assert milliseconds(first) == round(START.timestamp() * 1000) + TOLERANCE_MS
    assert second > first


def test_a_clock_set_back_keeps_the_order_for_five_minutes(tmp_path: Path) -> None:
    """One's own last id counts like any other: for at most five minutes ahead."""
    moments = [START, START - timedelta(minutes=1), START - timedelta(days=400)]
    clock = Clock(make_env(tmp_path, now=lambda: moments[0]))
    first = clock.mint()
    del moments[0]
    assert clock.mint() > first
    del moments[0]
    assert clock.mint() < first


def test_what_is_no_id_is_ignored(tmp_path: Path) -> None:
    """Observing anything else changes nothing."""
    clock = stopped(tmp_path)
    clock.observe("")
    clock.observe("bonjour, ceci n'est pas un identifiant")
    assert milliseconds(clock.mint()) == round(START.timestamp() * 1000)


def test_timestamps_are_utc_to_the_millisecond(tmp_path: Path) -> None:
    """The form of `enregistre_le`."""
    assert stopped(tmp_path).timestamp() == "2026-11-12T13:05:00.000Z"
    assert timestamp_of(datetime(2026, 1, 2, 3, 4, 5, 678_999, UTC)) == "2026-01-02T03:04:05.678Z"
