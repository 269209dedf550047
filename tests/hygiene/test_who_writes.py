"""Who may write: one room appends to the log, one module talks to the person."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# The stream (whose files `own_files` holds; an import contract lets nobody else in) owns the lines
# and the journal its card; identity, heads, memory (`remembered`) and lock are files of the
# machine's state, outside the log, `last_shown` one of its cache. `blank` takes payloads out of
# files that grow no more, and `durable` lends all of them the system calls.
WRITERS = {
    "blank.py",
    "durable.py",
    "heads.py",
    "identity.py",
    "journal.py",
    "last_shown.py",
    "lock.py",
    "memory.py",
    "own_files.py",
    "remembered.py",
    "stream.py",
}
WRITING = re.compile(
    r"""O_(?:WRONLY|RDWR|APPEND|CREAT|TRUNC)             # flags of os.open
    | \.(?:write_text|write_bytes|touch|unlink|rmdir)\(  # of a Path
    | \bos\.(?:write|rename|replace|remove|unlink|f?truncate|link|symlink)\(
    | \b(?:write_all|write_once|write_loosely|replace_atomically|discard)\b    # of `durable`
    | \bopen\([^()]*["'][rbt]*[wax+]                     # open(…, "ab")
    """,
    re.VERBOSE,
)
TALKING = {"print", "echo", "secho", "echo_via_pager", "get_text_stream", "get_binary_stream"}


def modules(*rooms: str) -> list[Path]:
    """Every module of these rooms."""
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def talks(tree: ast.AST) -> list[int]:
    """Lines that call a printing function or touch sys.stdout or sys.stderr."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else None
            name = function.id if isinstance(function, ast.Name) else name
            if name in TALKING:
                lines.append(node.lineno)
        elif isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"}:
            lines.append(node.lineno)
    return sorted(lines)


@pytest.mark.parametrize("path", modules("ter_core/log"), ids=lambda path: path.name)
def test_only_the_stream_opens_the_log_for_writing(path: Path) -> None:
    """No other module of the room opens, renames or removes anything."""
    if path.name not in WRITERS:
        assert WRITING.findall(path.read_text(encoding="utf-8")) == []


def test_only_render_prints() -> None:
    """One module knows the terminal, so that stdout stays data and user text stays harmless."""
    found = {
        str(path.relative_to(ROOT)): lines
        for path in modules("ter_core", "ter_cli")
        if path != ROOT / "ter_cli" / "render.py"
        and (lines := talks(ast.parse(path.read_text(encoding="utf-8"))))
    }

    assert found == {}
