"""Taking a file in: which one, what it would change, then carried out or left."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ter_tui.acts.writing import may_write
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.dialogs.importing import TITLES, ImportDialog, counted
from ter_tui.forms.files import file_problem, name_problem, named_file
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_core import Session
    from ter_core.imports.carry_out import Outcome
    from ter_tui.app import TerApp

__all__ = ["take_in"]

_WHICH = {
    "annuaire": "Le fichier CSV, tel qu'il se télécharge. Les établissements des communes du "
    "territoire sont rattachés ; les autres sont laissés.",
    "effectifs": "Les données ouvertes des écoles ou des collèges, ou un tableau à vous : un "
    "établissement par ligne.",
    "reseau": "La feuille remplie (.xlsx, .ods, .csv), une fonction par ligne.",
    "tableau": "Un tableau de décisions, d'actions ou de participations (.xlsx, .ods, .csv).",
}
_SHEET = "reseau"  # the only one of which there is an empty sheet to fill in
_SHEET_NAME = "reseau-a-remplir.xlsx"


async def take_in(app: TerApp, what: str, by_hand: str = "") -> None:
    """Take a file in; where there are other ways to say the same, one is chosen first.

    Raises:
        TerError: the file cannot be read, or the log not written.
    """
    if not await may_write(app):
        return
    choices = [("fichier", said(TITLES[what]))]
    if what == _SHEET:
        choices.append(("feuille", said("Écrire une feuille vide, à remplir")))
    if by_hand:
        choices.append(("main", said("Saisir à la main")))
    chosen: str | None = "fichier"
    if len(choices) > 1:
        title = said("Comment faire ?", "bold")
        chosen = await app.push_screen_wait(ChooseDialog(title, choices))
    if chosen == "fichier":
        await _take_file(app, what)
    elif chosen == "feuille":
        await _write_sheet(app)
    elif chosen == "main":
        app.create(by_hand)


async def _take_file(app: TerApp, what: str) -> None:
    """Ask for a file, show what it would change, carry it out if somebody says so."""
    dialog = AskDialog(
        said(TITLES[what], "bold"), said(_WHICH[what]), placeholder="fichier", refuse=_refuse
    )
    typed = await app.push_screen_wait(dialog)
    if not typed:
        return
    path = named_file(typed)
    seen = await app.desk.call(lambda session: _taken(session, what, path, trial=True))
    if not await app.push_screen_wait(ImportDialog(what, seen)):
        return
    done = await app.desk.write(lambda session: _taken(session, what, path, trial=False))
    app.last_written = list(done.written)
    app.tell_text(counted(done))


async def _write_sheet(app: TerApp) -> None:
    """Write the empty sheet of the network where somebody says."""
    from ter_core.imports.reseau import write_model

    told = said(
        "Un classeur à remplir dans Excel ou LibreOffice, une fonction par ligne, avec sa page "
        "d'aide."
    )
    title = said("La feuille du réseau", "bold")
    typed = await app.push_screen_wait(
        AskDialog(title, told, text=str(Path.home() / _SHEET_NAME), refuse=_new)
    )
    if typed:
        path = named_file(typed)
        await asyncio.to_thread(write_model, path)
        app.tell_text(said("✓ Écrit dans ").append_text(user_text(str(path))))


def _refuse(typed: str) -> str:
    return file_problem(typed) if typed.strip() else "Donnez un fichier."


def _new(typed: str) -> str:
    return name_problem(typed, "fichier")


def _taken(session: Session, what: str, path: Path, *, trial: bool) -> Outcome:
    from ter_core.imports.carry_out import carry_out

    if what == "reseau":
        from ter_core.imports import reseau

        return reseau.carry_out(session, reseau.propose(session, path), trial=trial)
    if what == "annuaire":
        from ter_core.imports import annuaire

        return carry_out(session, annuaire.propose(session, path), trial=trial)
    if what == "effectifs":
        from ter_core.imports import effectifs

        return carry_out(session, effectifs.propose(session, path), trial=trial)
    from ter_core.imports import tableau

    return carry_out(session, tableau.propose(session, path), trial=trial)
