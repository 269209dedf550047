"""What somebody chose for their screen, kept on this machine whatever the log."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from attrs import define

from ter_core.environment import Environment

__all__ = ["Preferences"]

_FILE = "interface.json"


@define
class Preferences:
    """The theme; a file that cannot be read or written means the defaults."""

    file: Path
    theme: str = ""

    @classmethod
    def of(cls, env: Environment) -> Preferences:
        """Those of this machine."""
        file = env.state_dir / _FILE
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls(file)
        from ter_tui.themes import NAMES

        theme = found.get("theme") if isinstance(found, dict) else None
        return cls(file, theme if theme in NAMES else "")

    def keep(self, *, theme: str) -> None:
        """Keep a choice."""
        self.theme = theme
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.write_text(json.dumps({"theme": theme}), encoding="utf-8")
