"""Size as a smell: the file where everything meets starts with one function too long."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE_LINES, FUNCTION_LINES = 400, 50
GENERATED = {ROOT / "ter_core" / "events" / "index.py"}


def sources(pattern: str) -> list[Path]:
    """The program's own files, generated ones left out."""
    rooms = (path for path in ROOT.glob("ter_*") if path.is_dir())
    return [path for room in rooms for path in sorted(room.rglob(pattern)) if path not in GENERATED]


def test_no_file_is_where_everything_meets() -> None:
    """A file over 400 lines holds two ideas."""
    paths = [path for pattern in ("*.py", "*.sql", "*.tcss") for path in sources(pattern)]
    sizes = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in paths}

    assert {name: size for name, size in sizes.items() if size > FILE_LINES} == {}


def test_no_function_needs_scrolling() -> None:
    """A function over 50 lines, docstring included, does two things."""
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": lines
        for path in sources("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }

    assert found == {}
