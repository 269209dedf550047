"""What the screen of a séance says in passing: its title, its state, where a text stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import NARROW
from ter_tui.ink import colour, mark, said, user_text
from ter_tui.seance.attendance import counted
from ter_tui.seance.follow_up import heading

if TYPE_CHECKING:
    from textual.theme import Theme

    from ter_tui.seance.agenda import Entry
    from ter_tui.seance.live import Live
    from ter_tui.seance.notes import Notes

__all__ = ["followed", "mark_of", "point", "refusal", "state", "title"]

_CROSSED = (
    "◆ Ce point a aussi été écrit ailleurs entre-temps. Ctrl+S choisit entre les deux textes."
)


def title(live: Live, width: int) -> Text:
    """Which séance it is, the day at the right."""
    when = ""
    if live.start:
        day = spoken_day(live.start.date(), weekday=True)
        when = f"{day}, {live.start.hour}{NARROW}h{NARROW}{live.start:%M} "
    name = user_text(f" {live.instance_label}", "bold").append_text(user_text(f"  {live.code}"))
    room = max(width - len(when), 0)
    name.truncate(max(room - 1, 0), overflow="ellipsis")
    name.pad_right(room - name.cell_len)
    return name.append(when)


def state(live: Live, theme: Theme) -> Text:
    """Where it stands, who is there, what to do first."""
    text = Text(" ").append_text(mark(live.state_label, theme)).append("  ")
    if not live.is_open:
        told = "Plus rien ne s'y ajoute : F10 montre le relevé"
        text.append_text(said(told, colour(theme, "accent")))
    elif not live.is_attended:
        text.append_text(said("Séance ouverte ? F5 présences", colour(theme, "accent")))
    else:
        text.append_text(said(counted(live.seats)))
    if not live.points and live.is_open:
        text.append("  ").append_text(said("F7 propose l'ordre du jour", colour(theme, "accent")))
    elif live.place:
        text.append("  ").append_text(user_text(live.place, colour(theme, "discret")))
    text.no_wrap, text.overflow = True, "ellipsis"
    return text


def point(entry: Entry, theme: Theme) -> Text:
    """The number and the title of the open point."""
    if not entry.n:
        return said("Décisions prises sans dire à quel point", "bold")
    text = Text(f"{entry.n}  ", f"bold {colour(theme, 'accent')}")
    return text.append_text(
        user_text(entry.title, "bold") if entry.title else said(f"Point {entry.n}", "bold")
    )


def mark_of(notes: Notes, n: int, theme: Theme) -> Text:
    """Whether the text of the point is recorded."""
    if notes.is_crossed(n):
        return said("◆ deux textes", colour(theme, "attention"))
    if notes.is_typed(n):
        return said("● brouillon", colour(theme, "attention"))
    if notes.text(n).strip():
        return said("✓ enregistré", colour(theme, "bien"))
    return Text("")


def refusal(notes: Notes, n: int, refused: str, theme: Theme) -> Text:
    """Why it is not."""
    if notes.is_crossed(n):
        return said(_CROSSED, colour(theme, "attention"))
    return said(f"▲ {refused}", colour(theme, "alerte")) if refused else Text("")


def followed(rows: Sequence[Mapping[str, Any]]) -> Text:
    """What the instance follows, in one line."""
    late = sum(bool(row["est_en_retard"]) for row in rows)
    return said(heading(len(rows), late), "bold")
