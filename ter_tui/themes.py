"""The three themes, their colours chosen so that every text can be read wherever it may stand.

The colours of a tone (error, warning, success, accent, `ter-discret`) are readable on every
background there is, the row under the cursor included; `tests/tui/test_themes.py` measures it.
"""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen
from textual.theme import Theme

__all__ = ["DEFAULT", "LABELS", "NAMES", "THEMES"]


@frozen(kw_only=True)
class _Colours:
    """The colours of a theme: `…_left` of what the keyboard has left, `on_…` of a text on it."""

    name: str
    dark: bool
    foreground: str
    background: str
    surface: str
    panel: str
    primary: str
    secondary: str
    accent: str
    warning: str
    error: str
    success: str
    discret: str
    cursor: str
    on_cursor: str
    cursor_left: str
    hover: str
    border: str
    border_left: str
    on_colour: str


def _theme(name: str, **colours: Any) -> Theme:
    """A theme of these colours."""
    c = _Colours(name=name, **colours)
    return Theme(
        name=c.name,
        dark=c.dark,
        foreground=c.foreground,
        background=c.background,
        surface=c.surface,
        panel=c.panel,
        primary=c.primary,
        secondary=c.secondary,
        accent=c.accent,
        warning=c.warning,
        error=c.error,
        success=c.success,
        variables=_texts(c) | _widgets(c),
    )


def _texts(c: _Colours) -> dict[str, str]:
    """What texts and grounds are called in the sheets."""
    return {
        "ter-discret": c.discret,
        "text": c.foreground,
        "text-muted": c.discret,
        "text-disabled": c.discret,
        "text-primary": c.primary,
        "text-secondary": c.secondary,
        "text-accent": c.accent,
        "text-warning": c.warning,
        "text-error": c.error,
        "text-success": c.success,
        "foreground-muted": c.discret,
        "foreground-disabled": c.discret,
        "panel-darken-1": c.surface,  # what Textual's palette lies on
        "panel-lighten-1": c.panel,  # what its toasts lie on
        "border": c.border,
        "border-blurred": c.border_left,
    }


def _widgets(c: _Colours) -> dict[str, str]:
    """What the parts of widgets are called."""
    return {
        "block-cursor-foreground": c.on_cursor,
        "block-cursor-background": c.cursor,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": c.foreground,
        "block-cursor-blurred-background": c.cursor_left,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": c.hover,
        "input-cursor-background": c.foreground,
        "input-cursor-foreground": c.background,
        "input-selection-background": c.cursor,
        "input-selection-foreground": c.on_cursor,
        "screen-selection-background": c.cursor,
        "screen-selection-foreground": c.on_cursor,
        "footer-background": c.panel,
        "footer-foreground": c.foreground,
        "footer-description-foreground": c.foreground,
        "footer-key-foreground": c.accent,
        "button-foreground": c.foreground,
        "button-color-foreground": c.on_colour,
        "button-focus-text-style": "bold reverse",
        "scrollbar": c.border_left,
        "scrollbar-hover": c.border,
        "scrollbar-active": c.border,
        "scrollbar-background": c.surface,
        "link-color": c.primary,
        "link-color-hover": c.on_cursor,
        "link-background-hover": c.cursor,
    }


THEMES: Final = (
    # Paper, the blue of far mountains, the green of larches.
    _theme(
        "ter-clair",
        dark=False,
        foreground="#1c2a31",
        background="#fbf8f1",
        surface="#f5f1e6",
        panel="#ebe7da",
        primary="#1a5c84",
        secondary="#3c5f4c",
        accent="#0a5f57",
        warning="#784d00",
        error="#a3191d",
        success="#19612a",
        discret="#4a565b",
        cursor="#b2d5e8",
        on_cursor="#0d2431",
        cursor_left="#dbe5e6",
        hover="#e4ecec",
        border="#1a5c84",
        border_left="#7f847d",
        on_colour="#ffffff",
    ),
    # The valley at night.
    _theme(
        "ter-sombre",
        dark=True,
        foreground="#e3ebee",
        background="#10181d",
        surface="#151f26",
        panel="#1c2931",
        primary="#83c3e3",
        secondary="#a9c9b4",
        accent="#8bdac3",
        warning="#f0c470",
        error="#ffaea6",
        success="#a2d69b",
        discret="#a9bac2",
        cursor="#1f4b62",
        on_cursor="#ffffff",
        cursor_left="#22353f",
        hover="#1b2a33",
        border="#83c3e3",
        border_left="#627882",
        on_colour="#0c1418",
    ),
    # Black and white; yellow is where the keyboard is.
    _theme(
        "ter-contraste",
        dark=True,
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#101010",
        primary="#ffff00",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffd24a",
        error="#ffc2c2",
        success="#a8ffa8",
        discret="#e0e0e0",
        cursor="#0046b4",
        on_cursor="#ffffff",
        cursor_left="#2b2b2b",
        hover="#1c1c1c",
        border="#ffff00",
        border_left="#c0c0c0",
        on_colour="#000000",
    ),
)

NAMES: Final = tuple(theme.name for theme in THEMES)

LABELS: Final = {
    "ter-clair": "Clair",
    "ter-sombre": "Sombre",
    "ter-contraste": "Contraste élevé",
}

DEFAULT: Final = "ter-sombre"
