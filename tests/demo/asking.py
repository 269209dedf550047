"""The demonstration, asked of `ter` itself."""

from __future__ import annotations

import io
import os
from functools import cache
from typing import Any

import orjson

from ter_cli.main import run
from tools.demo import LOG

__all__ = ["DAY", "ask", "figures", "stored"]

DAY = "2026-11-21"


def ask(*words: str, code: int = 0) -> list[dict[str, Any]]:
    """The rows of an answer over the demonstration."""
    rows: list[dict[str, Any]] = orjson.loads(
        _answered(words, code, os.environ.get("TER_AUJOURDHUI"))
    )["donnees"]
    return rows


@cache
def _answered(words: tuple[str, ...], code: int, today: str | None) -> bytes:
    """What it answers on a day: nothing writes in the demonstration, so it is asked once."""
    out, nothing = io.BytesIO(), io.BytesIO()
    argv = ["--journal", str(LOG), *words, "--format", "json"]
    assert run(argv, stdin=nothing, stdout=out, stderr=io.BytesIO()) == code
    return out.getvalue()


@cache
def figures(year: str) -> dict[str, tuple[int, int]]:
    """Least and most of every figure of a year that is known, by key."""
    rows = ask("bilan-chiffres", year, "--a-la-date", DAY)
    known = {row["cle"]: row["chiffre"] for row in rows if row["chiffre"]}
    return {key: (one["minimum"], one["maximum"]) for key, one in known.items()}


def stored(*types: str) -> list[dict[str, Any]]:
    """The events of some types, in the order in which they were recorded."""
    lines = [line for path in LOG.glob("*/*.ndjson") for line in path.read_bytes().splitlines()]
    events = (orjson.loads(line) for line in lines)
    return sorted((one for one in events if one["type"] in types), key=lambda one: str(one["id"]))
