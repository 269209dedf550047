"""`ter demo DOSSIER`: one's own copy of the demonstration territory."""

from __future__ import annotations

from pathlib import Path

import click

from ter_cli.command import TerCommand
from ter_cli.diagnostics import Unreadable
from ter_cli.env import current

__all__ = ["command"]


def _demo(dossier: str | None) -> int:
    if not dossier:
        raise Unreadable("Il manque « DOSSIER ».", remedy="Exemple : « ter demo mon-essai ».")
    from ter_core.workspace.demonstration import copy_demo

    app = current()
    events = copy_demo(Path(dossier), app.env)
    app.console.say(f"Démonstration copiée dans « {events.parent} » ; on peut y écrire.")
    app.console.say(f"→ « cd {events.parent} », puis « ter suivi » ou « ter suivi --en-retard ».")
    return 0


command = TerCommand(
    "demo",
    [
        click.Argument(
            ["dossier"],
            required=False,
            metavar="DOSSIER",
            help="Un dossier nouveau ou vide.",
        )
    ],
    callback=_demo,
    help="Copier le territoire de démonstration dans un dossier, pour s'exercer.\n\n"
    "On y écrit comme coordination du TER ; l'original n'est jamais modifié.",
)
