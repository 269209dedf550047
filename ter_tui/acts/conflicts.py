"""Settling what two postes said without knowing of each other, one conflict after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from ter_core import Entry
from ter_core.events.tout_sujet import ConflitTranche
from ter_core.reports.conflits import Conflits
from ter_tui.acts.recording import record
from ter_tui.acts.undoing import a_reason
from ter_tui.acts.writing import may_write
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.conflict import LATER, ConflictDialog, Contested, Said
from ter_tui.ink import said, user_text
from ter_tui.widgets.frame import Banner

if TYPE_CHECKING:
    from ter_tui.app import TerApp

__all__ = ["contested", "count", "settle"]

_PROPOSED_REASON = "Vérifié"


async def settle(app: TerApp, first: str = "") -> None:
    """Ask which value is right, of each conflict in turn; those of the subject `first` before.

    Raises:
        TerError: a choice is refused, or could not be written.
    """
    if not await may_write(app):
        return
    passed: set[tuple[str, str]] = set()
    while left := [one for one in await count(app) if (one.subject, one.field) not in passed]:
        one = next((one for one in left if one.subject == first), left[0])
        event = await app.push_screen_wait(ConflictDialog(one, len(left)))
        if event is None:
            return
        if event == LATER:
            passed.add((one.subject, one.field))
        else:
            await _retain(app, one, event)
    if not app.conflicts:
        app.tell_text(said("✓ Plus aucun conflit à trancher."))


async def count(app: TerApp) -> list[Contested]:
    """What is contested today; the banner says how many there are."""
    found = await contested(app)
    app.conflicts = len(found)
    for banner in app.screen.query(Banner):
        banner.update_from(app)
    return found


async def contested(app: TerApp) -> list[Contested]:
    """Every field on which postes disagree, with all that they said of it."""
    report = await app.desk.ask(Conflits())
    labels = {one.code: one.label for one in await app.desk.known("acteur")}
    found: dict[tuple[str, str], list[Said]] = {}
    for row in report.named():
        sides = found.setdefault((str(row["code_affiche"]), str(row["libelle_champ"])), [])
        for which in ("", "autre_") if not sides else ("autre_",):
            author = str(row[f"{which}auteur"] or "")
            sides.append(
                Said(
                    str(row[f"{which}valeur"] or ""),
                    str(row[f"{which}evenement"]),
                    labels.get(author) or author,
                    row[f"{which}survenu_le"],
                )
            )
    return [Contested(*key, tuple(sides)) for key, sides in found.items()]


async def _retain(app: TerApp, one: Contested, event: str) -> None:
    """Ask why, then record; whoever leaves the question sees the conflict again."""
    kept = next(side for side in one.said if side.event == event)
    told = (
        Text("")
        .append_text(user_text(one.subject, "bold"))
        .append_text(said(f", {one.field}\n\nRetenir "))
    )
    told.append_text(user_text(kept.value, "bold") if kept.value else said("(rien)"))
    for side in one.said:
        if side.event != event:
            told.append_text(said("\nÉcarter ")).append_text(user_text(side.value or "(rien)"))
    told.append_text(said("\n\nSur la foi de quoi ?"))
    reason = await app.push_screen_wait(
        AskDialog(said("Trancher", "bold"), told, text=_PROPOSED_REASON, refuse=a_reason)
    )
    if reason:
        await record(app, Entry(ConflitTranche(retient=event, motif=reason)))
