"""Who records on this machine, asked the first time that it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["sign"]


async def sign(app: TerApp) -> bool:
    """Ask which function writes here, remember it, and go on as that one; whether it was said.

    Raises:
        TerError: the log cannot be written.
    """
    from ter_core.workspace.start import join

    known = [one for one in await app.desk.known("acteur") if one.state != "retire"]
    chosen = await _asked(app, known)
    if chosen is None:
        return False
    env, place = app.desk.env, app.desk.place
    if place is None:
        return False
    await app.desk.call(
        lambda session: join(
            session.journal.root,
            env,
            acteur=chosen.subject,
            poste=f"Poste de travail ({chosen.code})",
            origin="tui",
        )
    )
    app.desk.author = chosen.subject
    await app.desk.reopen(place)
    await app.desk.open()
    app.tell_text(said("Vous écrivez comme ").append_text(user_text(chosen.label or chosen.code)))
    return True


async def _asked(app: TerApp, known: list[Known]) -> Known | None:
    choices = [(one.subject, user_text(one.label or one.code)) for one in known]
    helps = {one.subject: user_text(one.code) for one in known}
    subject = await app.push_screen_wait(
        ChooseDialog(
            said("Qui êtes-vous ? Votre fonction signera ce qui s'écrit sur cet ordinateur."),
            choices,
            helps=helps,
            empty="Aucune fonction n'est inscrite : commencez par en inscrire une.",
        )
    )
    return next((one for one in known if one.subject == subject), None)
