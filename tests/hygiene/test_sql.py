"""What the SQL of the marts, and that of the questions, may rely on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "ter_core"
MARTS = CORE / "projections" / "marts"
BEHIND = {path.stem for path in (CORE / "projections" / "chain").glob("*.sql")}
READ = re.compile(r"\b(?:from|join) ([a-z_]+(?:\.[a-z_]+)?)")


@pytest.mark.parametrize("path", sorted(MARTS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_mart_stands_on_typed_views(path: Path) -> None:
    """The raw table knows neither annulments nor erasures: a mart that read it would lie."""
    assert "evenements_bruts" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(MARTS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_mart_says_what_a_row_is(path: Path) -> None:
    """Whoever joins two views must know their grain: it is the first line of the file."""
    assert path.read_text(encoding="utf-8").startswith("-- One row per ")


@pytest.mark.parametrize(
    "path", sorted((CORE / "reports").glob("*.py")), ids=lambda path: path.stem
)
def test_a_question_asks_marts_only(path: Path) -> None:
    """What stands behind the marts changes with every counting rule: nobody else builds on it."""
    read = set(READ.findall(path.read_text(encoding="utf-8")))

    assert read & BEHIND == set()
    assert [name for name in read if name.startswith(("sujets.", "evenements."))] == []
