"""`ter tui`: the command that opens the interface. Nothing heavy is imported before it runs."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from pathlib import Path

    from ter_tui.app import TerApp

__all__ = ["command"]

_NO_TERMINAL = (
    "Erreur : « ter tui » s'ouvre dans un terminal, pas dans un fichier ni un tube.\n"
    "→ Les réponses s'obtiennent aussi par commandes : « ter --help »."
)
_USAGE, _BUG = 2, 70
_ENDED = 128  # added to the number of the signal that ended a process


@click.command("tui")
@click.option(
    "--journal", metavar="DOSSIER", help="Le dossier du journal (sinon TER_JOURNAL, sinon ici)."
)
@click.option("--auteur", metavar="CODE", help="La fonction qui écrit (sinon celle de ce poste).")
@click.pass_context
def command(ctx: click.Context, journal: str | None, auteur: str | None) -> int:
    """Ouvrir l'interface dans le terminal : le suivi, les séances, les saisies."""
    host = ctx.obj  # what the root command read before the word « tui », if it has such words
    journal = journal or getattr(host, "journal", None)
    auteur = auteur or getattr(host, "author", None) or os.environ.get("TER_ACTEUR")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(french(_NO_TERMINAL), err=True)
        return _USAGE
    folder = _folder(journal)
    from ter_core.environment import Environment
    from ter_tui.app import TerApp
    from ter_tui.desk import Desk

    for said in ("COLUMNS", "LINES"):  # the terminal itself says its size, and when it changes
        os.environ.pop(said, None)
    desk = Desk(folder, Environment.from_process(), auteur)
    app = TerApp(desk)
    _leave_on_signals(app)
    try:
        answer = app.run()
    finally:
        desk.close()
    if answer is None and app.return_code:
        return _BUG  # its trace was shown once the terminal was given back
    return answer or 0


def _leave_on_signals(app: TerApp) -> None:
    """A window that is closed, a machine that stops: the terminal is given back all the same."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            leave = partial(app.exit, _ENDED + number)
            signal.signal(number, lambda *_, leave=leave: app.call_from_thread_soon(leave))


def _folder(typed: str | None) -> Path | None:
    from ter_core.workspace.opening import named_folder

    if typed:
        return named_folder(typed, "option --journal")
    named = os.environ.get("TER_JOURNAL")
    return named_folder(named, "variable TER_JOURNAL") if named else None
