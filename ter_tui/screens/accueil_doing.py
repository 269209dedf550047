"""What Enter and the letters do on the first screen: open, go to a list, record, take a file in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ter_core import events
from ter_core.errors import TerError
from ter_tui.catalogue import rubric
from ter_tui.ink import said
from ter_tui.screens.listing import ListingScreen

if TYPE_CHECKING:
    from ter_tui.app import TerApp
    from ter_tui.screens.accueil_blocks import Target

__all__ = ["do", "go_live", "record_new", "to_list"]

_NEW = (
    "DecisionAdoptee",
    "ParticipationEnregistree",
    "ActionInscrite",
    "SeanceProgrammee",
    "RencontreTenue",
    "ReussiteRelevee",
    "DifficulteRelevee",
    "PerspectiveProposee",
    "InitiativeProposee",
)


def do(app: TerApp, target: Target) -> None:
    """What a line is for."""
    doing = _DOING.get(target[0]) if target else None
    if doing is not None:
        _work(app, doing, *target[1:])


def record_new(app: TerApp) -> None:
    """Choose what to record, and record it where it is quickest."""
    _work(app, _record_new)


def go_live(app: TerApp) -> None:
    """The séance of today, or the nearest one."""
    _work(app, _live)


def _work(app: TerApp, doing: Callable[..., Awaitable[None]], *args: str) -> None:
    """Do it in a worker; what is refused is told in a toast."""

    async def guarded() -> None:
        try:
            await doing(app, *args)
        except TerError as error:
            app.tell_error(error)

    app.run_worker(guarded(), group="act")


async def to_list(app: TerApp, name: str, title: str) -> None:
    """A list of a rubrique, by its name there."""
    await app.switch_mode(name)
    titles = [listing.name for listing in rubric(name).lists]
    if title in titles and isinstance(app.screen, ListingScreen):
        app.screen.action_list(titles.index(title))


async def _to_seance(app: TerApp, key: str) -> None:
    """A séance over this screen: live while it may be written, else its relevé."""
    from ter_tui.seance.opening import open_seance

    await open_seance(app, key)


async def _to_subject(app: TerApp, kind: str, key: str) -> None:
    app.open_row(kind, key)


async def _to_rubric(app: TerApp, name: str) -> None:
    app.action_open(name)


async def _create(app: TerApp, *types: str) -> None:
    app.create(*types)


async def _settle(app: TerApp) -> None:
    app.action_conflicts()


async def _tell_findings(app: TerApp) -> None:
    app.action_findings()


async def _to_grid(app: TerApp, action: str = "") -> None:
    """The grid of participations; of an action, by its code."""
    if action:
        app.say("ParticipationEnregistree", "action", action)
    else:
        app.create("ParticipationEnregistree")


async def _correct(app: TerApp, participation: str) -> None:
    app.say("ParticipationCorrigee", "participation", participation)


async def _live(app: TerApp) -> None:
    """The séance of today, or the nearest one, as the rubrique opens it."""
    from ter_tui.screens.seances import Seances

    await app.switch_mode("seances")
    if isinstance(app.screen, Seances):
        app.screen.action_today()


async def _resume(app: TerApp, name: str) -> None:
    """Go on with a form that was left."""
    from ter_tui.acts.recording import fill
    from ter_tui.forms.pending import pending

    for one in pending(app):
        if one.name == name:
            await fill(app, one.request)
            return


async def _record_new(app: TerApp) -> None:
    from ter_tui.dialogs.choose import ChooseDialog

    labels = {entry.type: entry.label for entry in events.entries()}
    choices = [(name, said(labels[name])) for name in _NEW]
    chosen = await app.push_screen_wait(ChooseDialog(said("Que s'est-il passé ?", "bold"), choices))
    if chosen:
        app.create(chosen)


async def _take(app: TerApp, what: str, by_hand: str) -> None:
    """Take a file in, or say it by hand."""
    from ter_tui.acts.importing import take_in

    await take_in(app, what, by_hand)


_DOING: dict[str, Callable[..., Awaitable[None]]] = {
    "sujet": _to_subject,
    "seance": _to_seance,
    "liste": to_list,
    "ouvrir": _to_rubric,
    "creer": _create,
    "prendre": _take,
    "grille": _to_grid,
    "corriger": _correct,
    "brouillon": _resume,
    "conflits": _settle,
    "constats": _tell_findings,
}
