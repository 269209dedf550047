"""What the commands of the carnet share: how a person is named, and what is told of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ter_cli.diagnostics import Unreadable
from ter_cli.env import App, current
from ter_cli.prompting import ask_text

if TYPE_CHECKING:
    from ter_core.carnet import Carnet, Person

__all__ = ["SCHEMA", "SHORT", "asked", "person_named", "tell_findings"]

SCHEMA = "ter.carnet/1"
SHORT = 8
"""How much of an id names a person."""


def person_named(carnet: Carnet, typed: str | None) -> Person:
    """The person that was typed, or is asked for."""
    return carnet.find(typed or asked(current(), "Personne", "« PERSONNE »", "camille"))


def asked(app: App, label: str, option: str, example: str) -> str:
    """What was left out: asked for on a terminal, an error in a script."""
    if app.console.interactive:
        return ask_text(app.console, label, example)
    path = click.get_current_context().command_path
    raise Unreadable(f"Il manque {option}.", remedy=f"Voyez « {path} --help ».")


def tell_findings(app: App, carnet: Carnet) -> None:
    """The files that could not be read; the persons of the others are there all the same."""
    for one in carnet.findings:
        app.console.tell(f"Attention, « {one.fichier} » : {one.message}")
        app.console.tell(f"→ {one.remede}")
