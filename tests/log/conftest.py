"""Fixtures of the log's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.log.support import Machine, first_machine


@pytest.fixture(autouse=True)
def no_disk_to_wait_for() -> None:
    """What is written is on the disk when the log says so: it is what these tests are about."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Machine]:
    """A machine that created its log and has written nothing yet."""
    made = first_machine(tmp_path)
    yield made
    made.stream.close()


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> int:
    """Segments of five events."""
    monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 5)
    return 5
