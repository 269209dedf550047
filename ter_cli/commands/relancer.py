"""`ter relancer`: the messages to those who are late, and one lot that says they were sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from ter_cli.ask_command import (
    answered,
    ask_command,
    check_now,
    is_now,
    read_output,
    read_question,
    schema_name,
    warn,
)
from ter_cli.common import confirm_option, confirmed_entries, trial_option
from ter_cli.diagnostics import Refusal, Unreadable
from ter_cli.env import App, current
from ter_cli.formats.heading import counted
from ter_cli.output import Output
from ter_core import errors
from ter_core.reports.relancer import Relancer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_core import Entry, Report, Written

__all__ = ["command"]

_SHORT = 8


def _relancer(values: dict[str, Any]) -> int:
    app, question, output = current(), read_question(Relancer, values), read_output(values)
    trial = values["essai"]
    if not trial:
        check_now(app, values, "Ajoutez « --essai » pour voir sans rien enregistrer.")
        _check_folder(output)
    with app.session() as session:
        if question.signataire is None:
            question = evolve(question, signataire=session.author)
        report = answered(question, values, session)
        entries = _entries(question, report, values)
        written: Sequence[Written] = ()
        if entries and not trial:
            written = session.record(*entries)
            ids = {one.record.sujet: one.record.id for one in written}
            report = question.recorded(report, ids)
        elif entries and is_now(app, values):
            session.preview(*entries)
    app.show(report, output, schema_name(Relancer))
    _tell(app, written, trial=trial)
    return warn(app, report.findings, output)


def _entries(question: Relancer, report: Report, values: dict[str, Any]) -> list[Entry]:
    try:
        found = question.recordings(report, canal=values["canal"])
    except errors.InvalidValue as error:
        raise Unreadable(error.what, where="option --canal", remedy=error.remedy) from None
    return confirmed_entries(found, values["confirmer"])


def _check_folder(output: Output) -> None:
    """Messages that could not be written must not be recorded as sent."""
    if output.file and not os.access(output.file.absolute().parent, os.W_OK):
        raise Refusal(
            f"Impossible d'écrire dans le dossier « {output.file.parent} ».",
            where="option -o",
            remedy="Choisissez un dossier qui existe et où vous pouvez écrire.",
        )


def _tell(app: App, written: Sequence[Written], *, trial: bool) -> None:
    if trial:
        app.console.tell("Essai : rien n'est écrit.")
    if written:
        last = written[-1].record.id[-_SHORT:]
        told = counted(len(written), "relance enregistrée", "relances enregistrées")
        names = ", ".join(one.name for one in written)
        app.console.tell(f"{told} : {names}.")
        app.console.tell(f"→ Rien n'est parti ? « ter evenement annuler {last} » annule tout.")


command = ask_command(
    Relancer,
    more=[
        click.Option(
            ["--canal"],
            default="courriel",
            metavar="TEXTE",
            help="Par où les messages partent (par défaut, courriel).",
        ),
        trial_option("Montrer les messages, sans rien enregistrer."),
        confirm_option(),
    ],
    run=_relancer,
    acts="Les messages sont à envoyer par vos soins ; qu'ils l'ont été est enregistré, en un lot. "
    "Avec « --essai », rien ne l'est.",
    epilog="Exemples :\n  ter relancer --essai\n  ter relancer -o relances.txt\n"
    "  ter relancer --responsable principal --canal téléphone",
)
