"""Setting out where there is no log: begin a territory, try the demonstration, open a folder."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from ter_core.errors import JournalNotFound, TerError
from ter_core.workspace.demonstration import copy_demo
from ter_core.workspace.opening import named_folder
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.dialogs.start import StartDialog
from ter_tui.forms.files import name_problem, named_file
from ter_tui.ink import colour, said, user_text
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from ter_tui.app import TerApp

__all__ = ["set_out"]

REFUSED = 3
_WELCOME = (
    "Il n'y a pas encore de territoire ici. Tout ce que vous enregistrerez tient dans un dossier "
    "de cet ordinateur, qui s'ouvre sans réseau et se partage comme n'importe quel dossier."
)


async def set_out(app: TerApp) -> None:
    """Ask until a log is open, or somebody leaves. Any other fault is told, with its remedy."""
    while (error := app.opening_error) is not None:
        is_welcome = isinstance(error, JournalNotFound) and app.desk.folder is None
        chosen = await app.push_screen_wait(
            ChooseDialog(_heading(app, error), _choices(app, error))
        )
        if chosen in (None, "quitter"):
            app.exit(0 if is_welcome else REFUSED)
            return
        try:
            folder = await _WAYS[chosen](app)
            if folder is not None:
                await _open(app, folder)
        except TerError as found:
            app.tell_error(found)


def _heading(app: TerApp, error: TerError) -> Text:
    accent = f"bold {colour(app.current_theme, 'accent')}"
    if isinstance(error, JournalNotFound):
        return Text("").append_text(said("Bienvenue\n\n", accent)).append_text(said(_WELCOME))
    red = f"bold {colour(app.current_theme, 'alerte')}"
    told = Text("").append_text(said("Ce journal ne s'ouvre pas\n\n", red))
    told.append_text(said(spoken(error.what)))
    if error.where:
        told.append("\n").append_text(user_text(error.where))
    remedy = spoken(error.remedy)
    return told.append_text(said(f"\n→ {remedy}" if remedy else ""))


def _choices(app: TerApp, error: TerError) -> list[tuple[str, Text]]:
    found = [
        ("commencer", said("Commencer un territoire")),
        ("essayer", said("Essayer la démonstration : un territoire déjà vivant, à vous")),
        ("ouvrir", said("Ouvrir un dossier qui existe")),
        ("quitter", said("Quitter")),
    ]
    if last := _last(app):
        told = said("Rouvrir ").append_text(user_text(str(last.parent)))
        found.insert(0, ("rouvrir", told))
    return found if isinstance(error, JournalNotFound) else found[-2:]


def _last(app: TerApp) -> Path | None:
    """The log that was last opened on this machine, if it is still there."""
    try:
        return named_folder(app.preferences.place, "dossier") if app.preferences.place else None
    except (TerError, OSError):
        return None


async def _again(app: TerApp) -> Path | None:
    return _last(app)


async def _begin(app: TerApp) -> Path | None:
    return await app.push_screen_wait(StartDialog())


async def _try(app: TerApp) -> Path | None:
    told = said("La démonstration est copiée dans un dossier nouveau : on peut tout y essayer.")
    typed = await app.push_screen_wait(
        AskDialog(
            said("Essayer la démonstration", "bold"),
            told,
            text=_proposed("ter-demonstration"),
            refuse=_new,
        )
    )
    return await asyncio.to_thread(copy_demo, named_file(typed), app.desk.env) if typed else None


async def _known_folder(app: TerApp) -> Path | None:
    told = said("Le dossier d'un territoire : celui qui contient « events ».")
    typed = await app.push_screen_wait(
        AskDialog(said("Ouvrir un dossier", "bold"), told, placeholder="dossier", refuse=_refuse)
    )
    return _named(typed) if typed else None


_WAYS = {"rouvrir": _again, "commencer": _begin, "essayer": _try, "ouvrir": _known_folder}


async def _open(app: TerApp, folder: Path) -> None:
    """Go on with a log.

    Raises:
        TerError: it cannot be opened.
    """
    await app.desk.reopen(folder)
    try:
        before, app.drafts = await app.desk.open()
    except TerError as error:
        app.opening_error = error
        raise
    app.opening_error = None
    app.shown_before = before if isinstance(before, dict) else {}
    app.preferences.keep(place=str(folder))


def _proposed(name: str) -> str:
    return str(Path.home() / name)


def _named(typed: str) -> Path:
    return named_folder(str(named_file(typed)), "dossier")


def _new(typed: str) -> str:
    return name_problem(typed, "dossier")


def _refuse(typed: str) -> str:
    if wrong := _new(typed):
        return wrong
    try:
        _named(typed)
    except TerError as error:
        return spoken(error.what)
    except OSError:
        return "Ce dossier ne peut pas être lu."
    return ""
