"""The SQL written by hand: package data, one view per file, its meaning in its header.

-- One row per … (its grain, in English, for whoever joins it).
-- Given (parameter, …), for a macro.
--
-- Its meaning, in French.
--
-- column : what it means, in French
--     and the rest of it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from ter_core.projections.view import View

__all__ = ["written_macros", "written_views"]

_COLUMN = re.compile(r"([a-z_0-9]+) : (.*)")
_GIVEN = re.compile(r"Given \((.*)\)")
_FOLDERS = ("chain", "marts")
_MACROS = "macros.sql"


def written_macros() -> str:
    """The macros that the views use."""
    return (files(__package__) / "chain" / _MACROS).read_text(encoding="utf-8")


def written_views() -> Iterator[View]:
    """Every hand-written view, in no particular order."""
    for folder in _FOLDERS:
        for path in (files(__package__) / folder).iterdir():
            if path.name.endswith(".sql") and path.name != _MACROS:
                yield _parsed(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8"))


def _parsed(name: str, text: str) -> View:
    lines = text.splitlines()
    header = [line[2:] for line in _leading(lines)]
    body = "\n".join(lines[len(header) :]).strip().rstrip(";")
    grain, comment, *columns = "\n".join(header).split("\n\n")
    given = _GIVEN.search(grain)
    return View(
        name,
        body,
        " ".join(comment.split()),
        dict(_meanings("\n".join(columns))),
        parameters=given[1] if given else "",
    )


def _leading(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("--"):
            return
        yield line


def _meanings(text: str) -> Iterator[tuple[str, str]]:
    joined = re.sub(r"\n {4,}", " ", text)
    for line in joined.splitlines():
        if found := _COLUMN.fullmatch(line.strip()):
            yield found[1], found[2]
