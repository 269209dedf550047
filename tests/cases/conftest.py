"""Machines that a module shares, so that a case which only reads costs no new log."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.cases.territory import Make, begin, copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from tests.ledger.conftest import Machine


@pytest.fixture(scope="module")
def postes(tmp_path_factory: pytest.TempPathFactory, views: Path) -> Iterator[Make]:
    """Make machines: one that begins a territory, or one that copies the folder of another."""
    made: list[Machine] = []
    names = (tmp_path_factory.mktemp(f"poste-{n}") for n in itertools.count())

    def make(*communes: str, source: Machine | None = None, today: date | None = None) -> Machine:
        place = next(names)
        made.append(
            copy_of(source, place, views) if source else begin(place, views, communes, today)
        )
        return made[-1]

    yield make
    for machine in made:
        machine.session.__exit__(None, None, None)
