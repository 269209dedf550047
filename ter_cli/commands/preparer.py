"""`ter preparer S3`: the agenda that a séance could have, shown, arrested, or written as a lot."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ter_cli.ask_command import (
    answered,
    ask_command,
    check_now,
    read_output,
    read_question,
    schema_name,
    warn,
)
from ter_cli.common import confirm_option, confirmed_entries, trial_option
from ter_cli.diagnostics import Unreadable
from ter_cli.env import App, current
from ter_cli.output import Output, harmless
from ter_cli.told import tell_planned, tell_written
from ter_core.reports.preparer import Preparer

if TYPE_CHECKING:
    from ter_core import Entry, Report, Session

__all__ = ["command"]


def _preparer(values: dict[str, Any]) -> int:
    app, question, output = current(), read_question(Preparer, values), read_output(values)
    recording = values["accepter"] or values["essai"]
    _check(app, values, output, recording=recording)
    with app.session() as session:
        report = answered(question, values, session)
        if values["lot"]:
            _write(app, session, _entries(question, report, values), values)
        elif recording:
            _record(app, session, question, report, values)
        else:
            app.show(report, output, schema_name(Preparer))
            _tell_ways(app, question)
    return warn(app, report.findings, output)


def _check(app: App, values: dict[str, Any], output: Output, *, recording: bool) -> None:
    """Refuse what contradicts itself, before anything is read."""
    if values["lot"] and recording:
        raise Unreadable(
            "« --lot » et « --accepter » s'excluent.",
            remedy="Écrivez le lot, puis enregistrez-le avec « ter enregistrer » ; ou acceptez.",
        )
    if (values["lot"] or recording) and (output.file or output.standard_csv):
        option = "-o" if output.file else "--csv-standard"
        raise Unreadable(
            f"« {option} » vaut pour la réponse, que cette commande ne montre pas.",
            where=f"option {option}",
            remedy="Retirez cette option.",
        )
    if values["lot"] and output.form:
        raise Unreadable(
            "Un lot n'a qu'une forme, le NDJSON.",
            where="option --format",
            remedy="Retirez cette option.",
        )
    if recording:
        check_now(app, values, "Retirez cette option, ou « --accepter ».")


def _entries(question: Preparer, report: Report, values: dict[str, Any]) -> list[Entry]:
    return confirmed_entries(question.recordings(report), values["confirmer"])


def _record(
    app: App, session: Session, question: Preparer, report: Report, values: dict[str, Any]
) -> None:
    form = values["format"]
    if question.is_settled(report):
        app.console.tell("L'ordre du jour est déjà celui-ci : il n'y a rien à enregistrer.")
        entries = []
    else:
        entries = _entries(question, report, values)
    if values["essai"]:
        tell_planned(app, session.preview(*entries) if entries else [], form)
    else:
        tell_written(app, session.record(*entries) if entries else [], form)


def _write(app: App, session: Session, entries: list[Entry], values: dict[str, Any]) -> None:
    from ter_core.exports.lot_file import lot_text, write_lot

    name = values["lot"]
    if name == "-":
        text = lot_text(entries)
        app.console.data(harmless(text) if app.console.is_terminal else text)
        return
    write_lot(session, Path(name), entries, replace=values["remplacer"])
    app.console.tell(f"Lot écrit dans « {name} » : rien n'est encore enregistré.")
    app.console.tell(f"→ Retouchez-le, puis « ter enregistrer {shlex.quote(name)} ».")


def _tell_ways(app: App, question: Preparer) -> None:
    """On a terminal, how to go on from what was shown."""
    if app.console.is_terminal:
        asked = shlex.quote(question.seance)
        app.console.tell(
            f"→ « ter preparer {asked} --accepter » l'arrête tel quel ; pour le retoucher d'abord, "
            f"« ter preparer {asked} --lot ordre-du-jour.ndjson »."
        )


command = ask_command(
    Preparer,
    more=[
        click.Option(
            ["--accepter"], is_flag=True, help="Arrêter l'ordre du jour tel qu'il est proposé."
        ),
        click.Option(
            ["--lot"],
            metavar="FICHIER",
            help="L'écrire comme un lot à retoucher, pour « ter enregistrer » ; « - » pour la "
            "sortie standard.",
        ),
        click.Option(
            ["--remplacer"], is_flag=True, help="Écrire le lot par-dessus un fichier qui existe."
        ),
        trial_option("Montrer ce que « --accepter » écrirait, sans l'écrire."),
        confirm_option(),
    ],
    run=_preparer,
    acts="Rien n'est enregistré sans « --accepter ». Ce qui est déjà arrêté ne change pas : les "
    "propositions viennent à la suite.",
    epilog="Exemples :\n  ter preparer S3\n  ter preparer S3 --accepter\n"
    "  ter preparer S3 --lot ordre-du-jour.ndjson",
)
