"""Looking: a subject by what names it, everything about it, what may be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from ter_core.errors import TerError, UnknownCode
from ter_core.reports.historique import Historique
from ter_tui.acts.choosing import choose_event
from ter_tui.acts.recording import say, undo
from ter_tui.desk import Known
from ter_tui.dialogs.story import heading, story
from ter_tui.dialogs.subject import SubjectDialog
from ter_tui.ink import said, user_text
from ter_tui.verbs import verbs_for

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ter_tui.app import TerApp

__all__ = ["act_on", "named", "open_subject", "story_of", "tell_history"]


async def named(app: TerApp, kind: str, key: str) -> Known:
    """The subject of a kind (of any, where none is said) that a code or an identifier names.

    No name at all names the only one there is. It stands where it stood on the day that is looked
    at.

    Raises:
        UnknownCode: nothing is called so.
    """
    known = await app.desk.known(*([kind] if kind else []), a_la_date=app.moment)
    if not key and len(known) == 1:
        return known[0]
    for one in known:
        if key in (one.code, one.subject) or one.subject.partition(":")[2] == key:
            return one
    for one in known:
        if one.subject.endswith(key):
            return one
    raise UnknownCode(f"« {key} » ne désigne rien de connu.")


async def story_of(app: TerApp, kind: str, key: str) -> RenderableType | None:
    """The story of what a row names, under its heading; None where nothing can be told."""
    try:
        subject = await named(app, kind, key)
        report = await app.desk.ask(Historique(sujet=subject.subject), app.moment)
    except TerError:
        return None
    theme = app.current_theme
    return Group(Text(""), heading("Histoire", theme), story(report, theme, width=0))


async def open_subject(app: TerApp, subject: Known) -> None:
    """Everything about a subject; what somebody then chose to do of it."""
    while True:
        todo = await app.push_screen_wait(SubjectDialog(subject))
        if todo == "agir":
            await act_on(app, subject)
        elif todo == "annuler":
            await undo(app, subject)
        else:
            return
        try:
            subject = await named(app, subject.kind, subject.subject)
        except UnknownCode:  # all of it was taken back
            return


async def act_on(app: TerApp, subject: Known) -> None:
    """Choose what to say about a subject, and say it; what alone may be said is not asked."""
    title = said("Que se passe-t-il ? ").append_text(user_text(subject.called, "bold"))
    verbs = verbs_for(subject.kind, subject.state)
    alone = verbs[0].__name__ if len(verbs) == 1 else None
    chosen = alone or await choose_event(app, title, verbs)
    if chosen:
        await say(app, chosen, subject)


async def tell_history(app: TerApp, subject: Known) -> None:
    """The story of a subject."""
    from ter_tui.dialogs.history import HistoryDialog

    report = await app.desk.ask(Historique(sujet=subject.subject), app.moment)
    await app.push_screen_wait(HistoryDialog(report))
