"""Fixtures of the gallery of findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.log.support import Machine, first_machine


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Machine]:
    """A machine that created its log and has written nothing yet."""
    made = first_machine(tmp_path)
    yield made
    made.stream.close()
