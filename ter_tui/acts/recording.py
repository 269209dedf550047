"""Recording: open a form, confirm what raises a doubt, tell what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from ter_core import Entry, events
from ter_core.errors import ConfirmationNeeded, LockBusy, NoActor, ReadOnlyJournal
from ter_core.events.base import Confirmation
from ter_tui.acts.choosing import choose_event
from ter_tui.acts.presenting import present
from ter_tui.acts.signing import sign
from ter_tui.acts.telling import key_of_row, tell
from ter_tui.acts.undoing import a_reason, undo, undo_last
from ter_tui.acts.writing import may_write
from ter_tui.dialogs.ask import AskDialog, ConfirmDialog
from ter_tui.forms.form import FormRequest, FormScreen
from ter_tui.forms.layout import plan_of
from ter_tui.forms.pending import pending
from ter_tui.forms.places import told_of
from ter_tui.ink import said, user_text
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from ter_core import Written
    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["create", "fill", "record", "resume", "say", "undo", "undo_last"]

_GRID = ("ParticipationEnregistree", "ParticipationCorrigee")


async def record(app: TerApp, *entries: Entry, quiet: bool = False) -> list[Written] | None:
    """Record a lot, each doubt confirmed by a reason; None where one was not.

    It is told in a toast, unless the screen shows it by itself (`quiet`).

    Raises:
        TerError: it is refused, or could not be written.
    """
    if app.moment is not None:
        raise ReadOnlyJournal(
            "Vous regardez une autre date : rien ne s'y enregistre.",
            remedy="Ctrl+D revient à aujourd'hui.",
        )
    written = await _recorded(app, list(entries))
    if written is not None:
        app.last_written = written
        if not quiet:
            app.run_worker(tell(app, written), group="tell")
    return written


async def _recorded(app: TerApp, lot: list[Entry]) -> list[Written] | None:
    """What the desk recorded once everything it asks for was said; None where something was not."""
    while True:
        try:
            return await app.desk.record(*lot)
        except ConfirmationNeeded as doubt:
            reason = await _reason(app, doubt)
            if reason is None:
                return None
            lot = [_confirmed(entry, doubt.rule, reason) for entry in lot]
        except NoActor:
            if not await sign(app):
                return None
        except LockBusy as busy:
            again = said(f"{told_of(busy)} Réessayer ?")
            if not await app.push_screen_wait(ConfirmDialog(said("Journal occupé"), again)):
                return None


async def create(app: TerApp, types: Sequence[str]) -> list[Written] | None:
    """Record what creates a subject; which one is asked where several do.

    A list in which it stands then points at it.
    """
    from ter_tui.screens.shown import ShownLists

    chosen = types[0] if len(types) == 1 else await _which(app, types)
    if not chosen:
        return None
    in_grid = chosen in _GRID
    written = await (_in_the_grid(app) if in_grid else fill(app, FormRequest(events.get(chosen))))
    if written and isinstance(app.screen, ShownLists):
        app.screen.wanted = key_of_row(written[-1])
    return written


async def say(app: TerApp, type_name: str, subject: Known) -> list[Written] | None:
    """Record something about a subject, its present values proposed where it changes them."""
    if type_name in _GRID:
        return await _in_the_grid(app, subject)
    cls = events.get(type_name)
    before, texts = await present(app, cls, subject)
    request = FormRequest(cls, subject.subject, subject.told, before=before, texts=texts)
    return await fill(app, request)


async def _in_the_grid(app: TerApp, subject: Known | None = None) -> list[Written] | None:
    """Who came to an action, to the one that is proposed; or the correction of that."""
    from ter_tui.participation.opening import correct, enter

    if subject is not None and subject.kind == "participation":
        return await correct(app, subject)
    return await enter(app, subject.subject if subject else "")


async def resume(app: TerApp, name: str) -> list[Written] | None:
    """Go on with a form that was left, by the name of its draft."""
    found = next((one for one in pending(app) if one.name == name), None)
    if found is None:
        app.tell_text(said("Cette saisie n'est plus là."), severity="warning")
        return None
    return await fill(app, found.request)


async def fill(app: TerApp, request: FormRequest) -> list[Written] | None:
    """Open a form; what it recorded."""
    if not await may_write(app):
        return None
    if not plan_of(request.cls, tuple(request.fixed)):
        return await _at_once(app, request)
    return await app.push_screen_wait(FormScreen(request))


async def _at_once(app: TerApp, request: FormRequest) -> list[Written] | None:
    """An event that has nothing to fill in is confirmed only."""
    told = said((request.cls.__doc__ or "").strip().partition("\n")[0])
    told.append("\n\n").append_text(user_text(request.subject_label, "bold"))
    title = said(f"{request.cls.declaration.label} ?")
    if not await app.push_screen_wait(ConfirmDialog(title, told)):
        return None
    from ter_core.events.typed import read_event

    found = read_event(request.cls, request.fixed, app.desk.today)
    return await record(app, Entry(found.event, request.subject)) if found.event else None


async def _which(app: TerApp, types: Sequence[str]) -> str | None:
    if not types:
        return None
    classes = [events.get(name) for name in types]
    return await choose_event(app, said("Que voulez-vous enregistrer ?"), classes)


async def _reason(app: TerApp, doubt: ConfirmationNeeded) -> str | None:
    told = said(spoken(doubt.what))
    told.append("\n\n").append_text(said("L'enregistrer quand même ? Dites pourquoi."))
    dialog = AskDialog(said("À confirmer", "bold"), told, placeholder="motif", refuse=a_reason)
    return await app.push_screen_wait(dialog)


def _confirmed(entry: Entry, rule: str, reason: str) -> Entry:
    known = tuple(one for one in entry.event.confirme if one.regle != rule)
    confirmed = (*known, Confirmation(regle=rule, motif=reason))
    return evolve(entry, event=entry.event.with_values(confirme=confirmed))
