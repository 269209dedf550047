"""Texts on the screen: user text shown, never obeyed; states as a symbol, a word and a colour."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from rich.text import Text

from ter_core.reports.values import is_late, shown
from ter_core.vocabulary.typography import NARROW, euros, french
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from textual.theme import Theme

    from ter_core import Column

__all__ = [
    "Tone",
    "cell",
    "colour",
    "mark",
    "said",
    "short",
    "symbol_of",
    "told",
    "tone_of",
    "user_text",
]

Tone = Literal["alerte", "attention", "bien", "discret", "accent", ""]

_MARKS: dict[str, tuple[str, Tone]] = {
    # décisions
    "à faire": ("○", ""),
    "en cours": ("◐", "accent"),
    "bloquée": ("■", "alerte"),
    "exécutée": ("✓", "bien"),
    "abandonnée": ("✕", "discret"),
    "remplacée": ("↷", "discret"),
    # actions, et ce qu'on en suit
    "vert": ("●", "bien"),
    "orange": ("◆", "attention"),
    "rouge": ("▲", "alerte"),
    "à venir": ("○", ""),
    "réalisée": ("✓", "bien"),
    "réalisé": ("✓", "bien"),
    "terminée": ("✓", "bien"),
    "suspendue": ("■", "attention"),
    "annulée": ("✕", "discret"),
    "inscrite": ("○", ""),
    # séances et relevés
    "programmée": ("○", ""),
    "tenue": ("◐", "attention"),
    "relevé validé": ("◕", "accent"),
    "relevé diffusé": ("✓", "bien"),
    # idées, pratiques, bilans
    "proposée": ("○", ""),
    "retenue": ("✓", "bien"),
    "écartée": ("✕", "discret"),
    "repérée": ("○", ""),
    "publiée": ("✓", "bien"),
    "arrêté": ("◕", "accent"),
    "arrêtée": ("◕", "accent"),
    "transmis": ("✓", "bien"),
    "transmise": ("✓", "bien"),
    "rouverte": ("◐", "attention"),
    "en rédaction": ("◐", "attention"),
    "clos": ("✕", "discret"),
    "retiré": ("✕", "discret"),
    "retirée": ("✕", "discret"),
}
_DOUBTS = ("est_conflit", "est_incomplet")
_STATES = ("libelle_etat", "feu", "libelle_avancement", "realisation", "libelle_situation")


def user_text(text: str, style: str = "", *, lines: bool = False) -> Text:
    """What somebody wrote: hostile characters visible, markup left as it is."""
    return _styled(visible(text, lines=lines), style)


def said(text: str, style: str = "") -> Text:
    """A sentence of the program, with French typography; what it quotes is as harmless."""
    return _styled(visible(french(text), lines=True), style)


def _styled(text: str, style: str) -> Text:
    """A text whose style is its own: what is appended to it has none of it."""
    made = Text(text)
    if style:
        made.stylize(style)
    return made


def colour(theme: Theme, tone: Tone) -> str:
    """The style of a tone in a theme; nothing for an ordinary text."""
    found = {
        "alerte": theme.error,
        "attention": theme.warning,
        "bien": theme.success,
        "accent": theme.accent,
        "discret": theme.variables.get("ter-discret"),
    }.get(tone)
    return found or ""


def tone_of(word: str) -> Tone:
    """The tone of a state."""
    return _MARKS.get(word, ("", ""))[1]


def symbol_of(word: str) -> str:
    """The symbol of a state; nothing for an ordinary word."""
    return _MARKS.get(word, ("", ""))[0]


def mark(word: str, theme: Theme) -> Text:
    """A state as its symbol, its word and its colour."""
    symbol, tone = _MARKS.get(word, ("", ""))
    return user_text(f"{symbol} {word}" if symbol else word, colour(theme, tone))


def told(column: Column, value: Any) -> tuple[str, Tone]:
    """A value of a report on one line, and its tone."""
    if column.name.startswith("nb_jours_retard"):
        return (f"▲ {shown(value)} j", "alerte") if is_late(column, value) else ("", "")
    if is_late(column, value):
        return "▲ en retard", "alerte"
    if column.name in _DOUBTS:
        return (f"◆ {shown(value)}", "attention") if value else ("", "")
    if column.name in _STATES and isinstance(value, str):
        symbol, tone = _MARKS.get(value, ("", ""))
        return (f"{symbol} {value}" if symbol else value), tone
    return _with_unit(column.label, value).replace("\n", " "), ""


def cell(column: Column, value: Any, theme: Theme) -> Text:
    """A value of a report, on one line."""
    text, tone = told(column, value)
    return user_text(text, colour(theme, tone))


def _with_unit(label: str, value: Any) -> str:
    """The value, with the unit that the label gives in brackets."""
    if value is None or not label.endswith((" (€)", " (%)")):
        return shown(value)
    if label.endswith("(€)") and isinstance(value, Decimal | int):
        return euros(int(value * 100))
    return f"{shown(value)}{NARROW}%"


def short(label: str) -> str:
    """The label of a column as a heading: without its unit in brackets."""
    return french(label.partition(" (")[0])
