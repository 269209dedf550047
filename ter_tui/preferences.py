"""What somebody chose for their screen, and where they last were: kept whatever the log."""

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
    """The theme, the last log that was opened; no file, or a wrong one, means the defaults."""

    file: Path
    theme: str = ""
    place: str = ""

    @classmethod
    def of(cls, env: Environment) -> Preferences:
        """Those of this machine."""
        file = env.state_dir / _FILE
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls(file)
        from ter_tui.themes import NAMES

        if not isinstance(found, dict):
            return cls(file)
        theme, place = found.get("theme"), found.get("journal")
        return cls(
            file,
            theme if theme in NAMES else "",
            place if isinstance(place, str) else "",
        )

    def keep(self, *, theme: str = "", place: str = "") -> None:
        """Keep a choice; what is not given stays."""
        before = self.theme, self.place
        self.theme, self.place = theme or self.theme, place or self.place
        if (self.theme, self.place) == before:
            return
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            kept = {"theme": self.theme, "journal": self.place}
            self.file.write_text(json.dumps(kept), encoding="utf-8")
