"""As of a day, an answer is the one that a log holding only the facts of that day would give."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from ter_core.log.journal import open_journal
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.projections.sources import written_views
from ter_core.workspace.demonstration import demonstration

# They follow what is known, not the date of the facts.
ABOUT_HEADS = {"est_conflit", "est_incomplet", "nb_tetes", "est_tete"}
FOLLOW_WHAT_IS_KNOWN = {"conflits"}
# The only rows of a mart that do, and the number that the other rows have among them.
ABOUT_CONFLICTS = {
    "a_transmettre": ("nature", "conflit à trancher", ""),
    "points_proposes": ("motif", "conflits", "n"),
}
HAND_WRITTEN = {
    place.name.removesuffix(".sql") for place in (files("ter_core.projections") / "marts").iterdir()
}
# A mart that is given a school year is asked of the one that the demonstration lived whole.
MARTS = sorted(
    f"{view.name}('2025-2026')" if view.parameters else view.name
    for view in written_views()
    if view.name in HAND_WRITTEN and view.parameters in ("", "annee")
)


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, bytes]]:
    """Every event line of the demonstration, with the date of its fact."""
    reading = read(open_journal(demonstration()))
    every = [line for file in reading.files for line in file.bytes_kept().splitlines(keepends=True)]
    return [(orjson.loads(line)["survenu_le"], line) for line in every]


@pytest.fixture(scope="module")
def whole(lines: list[tuple[str, bytes]], tmp_path_factory: pytest.TempPathFactory) -> Projection:
    """The whole demonstration."""
    return projection_of([line for _, line in lines], tmp_path_factory.mktemp("cache"))


def projection_of(lines: list[bytes], cache: Path) -> Projection:
    """The marts of a log that has these lines."""
    data = b"".join(lines)
    file = SimpleNamespace(
        path="actif.ndjson", trusted=False, count=len(lines), bytes_kept=lambda: data
    )
    made = Projection(cache)
    made.load(SimpleNamespace(journal=SimpleNamespace(id="essai"), files=[file], reprises={}))
    return made


def rows_of(projection: Projection, mart: str, day: date) -> list[str]:
    """What a mart tells as of a day, what it tells of heads and conflicts left out."""
    answer = projection.query(f"select * from {mart}", a_la_date=day)  # noqa: S608
    column, word, number = ABOUT_CONFLICTS.get(mart, ("", "", ""))
    dropped = {*ABOUT_HEADS, number}
    kept = [at for at, name in enumerate(answer.columns) if name not in dropped]
    where = answer.columns.index(column) if column else None
    rows = [row for row in answer.rows if where is None or row[where] != word]
    return sorted(repr([_plain(row[at]) for at in kept]) for row in rows)


def _plain(value: Any) -> Any:
    return sorted(value.items()) if isinstance(value, dict) else value


@pytest.mark.parametrize("first", range(0, 8, 4))
def test_as_of_each_day_of_the_demonstration(
    lines: list[tuple[str, bytes]], whole: Projection, first: int
) -> None:
    """One day in thirty of those on which something happened, a sixth of the marts in turn."""
    days = sorted({day for day, _ in lines})
    for turn, text in enumerate(days[first::60]):
        day = date.fromisoformat(text)
        then = projection_of([line for on, line in lines if on <= text], whole.cache_dir)
        for mart in MARTS[(turn + first) % 6 :: 6]:
            if mart not in FOLLOW_WHAT_IS_KNOWN:
                assert rows_of(whole, mart, day) == rows_of(then, mart, day), f"{mart}, {text}"
        then.close()
