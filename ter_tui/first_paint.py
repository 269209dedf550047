"""An application whose styles are read once: Textual reads them all again for a theme, for a mode.

Each reading costs as much as a paint. What is replaced here is private to Textual, which is why
its version is bounded; `tests/tui/test_accueil.py` says if a screen is ever styled otherwise.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen

from ter_tui.type_ahead import TypeAhead

__all__ = ["FirstPaint"]


class FirstPaint(TypeAhead):
    """The theme is there before the styles are read, and a new mode takes them as they are."""

    def wear_first(self, name: str) -> None:
        """Take a theme before anything is shown."""
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        worn = {"-dark-mode": dark, "-light-mode": not dark, f"-theme-{name}": True}
        self.update_classes(worn, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        super()._load_screen_css(screen)
        screen._css_update_count = self._css_update_count  # noqa: SLF001 - see above
