"""What the SQL of the marts may rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

MARTS = Path(__file__).parents[2] / "ter_core" / "projections" / "marts"


@pytest.mark.parametrize("path", sorted(MARTS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_mart_stands_on_typed_views(path: Path) -> None:
    """The raw table knows neither annulments nor erasures: a mart that read it would lie."""
    assert "evenements_bruts" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(MARTS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_mart_says_what_a_row_is(path: Path) -> None:
    """Whoever joins two views must know their grain: it is the first line of the file."""
    assert path.read_text(encoding="utf-8").startswith("-- One row per ")
