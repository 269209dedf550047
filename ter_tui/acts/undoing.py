"""Taking back what was recorded: the last event of a subject, or what was just written here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.errors import ConfirmationNeeded, NoActor
from ter_core.events.base import Confirmation
from ter_core.events.tout_sujet import EvenementAnnule
from ter_core.reports.evenements import Evenements
from ter_core.reports.historique import Historique
from ter_tui.acts.signing import sign
from ter_tui.acts.telling import called
from ter_tui.acts.writing import may_write
from ter_tui.dialogs.ask import AskDialog
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from rich.text import Text

    from ter_core import Planned
    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["a_reason", "annul", "undo", "undo_last"]

_TAKES_BACK = ("EvenementAnnule", "ContenuEfface")
_PROPOSED_REASON = "Erreur de saisie"
_MOST_TOLD = 6


async def undo(app: TerApp, subject: Known) -> None:
    """Take back the last event about a subject that still counts, with a reason.

    Raises:
        TerError: it cannot be taken back.
    """
    if not await may_write(app):
        return
    report = await app.desk.ask(Historique(sujet=subject.subject))
    rows = [
        row for row in report.named() if not row["est_annule"] and row["type"] not in _TAKES_BACK
    ]
    if not rows:
        app.tell_text(said("Il n'y a rien à annuler."), severity="warning")
        return
    last = rows[-1]
    told = said("Annuler « ").append_text(said(last["libelle"])).append_text(said(" »"))
    told.append(f" du {last['survenu_le']:%d/%m/%Y}" if last["survenu_le"] else "")
    if last["resume"]:
        told.append("\n").append_text(user_text(last["resume"], lines=True))
    await annul(app, last["id_court"], told)


async def undo_last(app: TerApp) -> None:
    """Take back what was just recorded here.

    Raises:
        TerError: it cannot be taken back.
    """
    if not await may_write(app):
        return
    if not app.last_written:
        app.tell_text(said("Rien n'a encore été enregistré ici."), severity="warning")
        return
    one = app.last_written[-1]
    told = said(f"Annuler « {one.label} », ").append_text(user_text(await called(app, one)))
    await annul(app, one.record.id, told)


def a_reason(typed: str) -> str:
    """What is wrong with a reason: that there is none."""
    return "" if typed.strip() else "Il faut un motif."


async def annul(app: TerApp, event: str, told: Text) -> None:
    """Ask why, telling what goes with it; what is refused is so before anything is asked."""
    from ter_tui.acts.recording import record

    planned = await _planned(app, EvenementAnnule(evenement=event, motif="…"))
    if planned is None:
        return
    gone = [str(one.donnees["evenement"]) for one in planned]
    others = await _told(app, [one for one in gone if not one.endswith(event)])
    if others:
        several = (
            f"{len(others)} autres événements enregistrés"
            if len(others) > 1
            else ("un autre événement enregistré")
        )
        told.append("\n\n").append_text(said(f"Avec lui part {several} en même temps :"))
        for line in others[:_MOST_TOLD]:
            told.append("\n  · ").append_text(line)
        if len(others) > _MOST_TOLD:
            told.append("\n  · …")
    told.append("\n\n").append_text(
        said("Cela reste dans l'histoire, et ne compte plus. Pourquoi ?")
    )
    reason = await app.push_screen_wait(
        AskDialog(said("Annuler", "bold"), told, text=_PROPOSED_REASON, refuse=a_reason)
    )
    if not reason:
        return
    before = app.last_written
    done = await record(app, Entry(EvenementAnnule(evenement=event, motif=reason)))
    if done is None:
        app.last_written = before
    else:
        app.last_written = [one for one in before if one.record.id not in gone]


async def _planned(app: TerApp, event: EvenementAnnule) -> list[Planned] | None:
    """What would be annulled, whatever has to be confirmed for it; None where nobody signs."""
    while True:
        try:
            return await app.desk.preview(Entry(event))
        except ConfirmationNeeded as doubt:
            asked = tuple(Confirmation(regle=rule, motif="…") for rule in doubt.rules)
            event = event.with_values(confirme=(*event.confirme, *asked))
        except NoActor:
            if not await sign(app):
                return None


async def _told(app: TerApp, ids: Sequence[str]) -> list[Text]:
    """What some events are, as they stand in the log."""
    if not ids:
        return []
    report = await app.desk.ask(Evenements())
    rows = {row["id"]: row for row in report.named() if row["id"] in ids}
    return [
        said(rows[one]["libelle"])
        .append("  ")
        .append_text(user_text(str(rows[one]["code_affiche"] or "")))
        for one in ids
        if one in rows
    ]
