"""Write the indexes that let names and labels answer without importing any class.

`python -m tools.index` writes them, `python -m tools.index --check` answers 1 if one is stale.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import TypeGuard

import ter_core
from ter_core import events
from ter_core.events.base import Event

ROOT = Path(ter_core.__file__).parent
EVENTS = ROOT / "events" / "index.py"

# The order in which people meet the subjects; modules not named here follow, by name.
ORDER = (
    "territoire", "axe", "mission", "annee", "organisme", "acteur", "instance", "seance", "releve",
    "decision", "avancement", "poste", "tout_sujet",
)  # fmt: skip


def event_rows() -> list[tuple[object, ...]]:
    """One row per event class of the folder, in the order of the catalogue."""
    names = [module.name for module in pkgutil.iter_modules([str(ROOT / "events")])]
    names.sort(key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    rows: list[tuple[object, ...]] = []
    for name in names:
        module = importlib.import_module(f"ter_core.events.{name}")
        own = (found for found in vars(module).values() if _is_event(found))
        rows += [tuple(events.describe(one)) for one in own if one.__module__ == module.__name__]
    return rows


def _is_event(found: object) -> TypeGuard[type[Event]]:
    return isinstance(found, type) and issubclass(found, Event) and found is not Event


def render(title: str, name: str, shape: str, rows: list[tuple[object, ...]]) -> str:
    """The text of an index module."""
    lines = [f'"""{title}, generated from the classes by `make index`."""', ""]
    lines += ["# ruff: noqa: E501", "# fmt: off", "", f"{name}: tuple[{shape}, ...] = ("]
    lines += [f"    ({', '.join(map(_literal, row))})," for row in rows]
    return "\n".join([*lines, ")", ""])


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def pages() -> dict[Path, str]:
    """The text of every index, by its path."""
    shape = "tuple[str, str, str, str, str, str, str, bool]"
    return {EVENTS: render("Words of the event classes", "EVENTS", shape, event_rows())}


def main() -> int:
    """Write the indexes, or with `--check` say which are stale."""
    stale = [path for path, text in pages().items() if path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            sys.stderr.write(f"{path.name} is stale: run make index\n")
        return 1 if stale else 0
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
