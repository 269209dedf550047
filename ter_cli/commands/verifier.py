"""`ter verifier`: the full pass over the log, and every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.command import TerCommand
from ter_cli.common import machine_options, output_options
from ter_cli.env import App, current
from ter_cli.formats.heading import counted, fingerprint
from ter_core import reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_core import Finding, Report

__all__ = ["command"]

_GRAVITIES = {4: "grave", 1: "à savoir", 0: "sans gravité"}


def _verify(**values: Any) -> int:
    from ter_cli.ask_command import read_output

    app = current()
    output = read_output(values)
    with app.session() as session:
        findings = session.check()
        state = session.ask(reports.get("evenements")())
    if output.form is None and output.chosen == "table":
        _tell(app, findings, state)
    else:
        app.show(_report(findings, state), output, "ter.verifier/1")
    return max((finding.gravite for finding in findings), default=0)


def _tell(app: App, findings: Sequence[Finding], state: Report) -> None:
    size = (
        f"{counted(len(state.rows), 'événement')}, "
        f"{counted(len({place['poste'] for place in state.position}), 'poste')} de travail, "
        f"position {fingerprint(state.position)}"
    )
    if not findings:
        app.console.say(f"Journal sain : {size}.")
        return
    worst = max(finding.gravite for finding in findings)
    verdict = {4: "Journal abîmé", 1: "Journal sain, à suivre"}.get(worst, "Journal sain")
    app.console.say(f"{verdict} : {counted(len(findings), 'constat')} ; {size}.")
    for finding in findings:
        app.console.say("")
        _tell_one(app, finding)


def _tell_one(app: App, finding: Finding) -> None:
    mark = {4: "✗", 1: "!"}.get(finding.gravite, "·")
    app.console.say(f"{mark} {_GRAVITIES.get(finding.gravite, '')} · {finding.message}")
    place = [
        finding.fichier,
        f"ligne {finding.ligne}" if finding.ligne is not None else "",
        f"poste {finding.poste}" if finding.poste else "",
        f"rang {finding.rang}" if finding.rang is not None else "",
    ]
    if told := ", ".join(part for part in place if part):
        app.console.say(f"  {told}")
    if finding.remede:
        app.console.say(f"  → {finding.remede}")


def _report(findings: Sequence[Finding], state: Report) -> Report:
    from ter_core import Column, Report

    columns = (
        Column("gravite", "Gravité", "nombre"),
        Column("constat", "Constat"),
        Column("message", "Message"),
        Column("remede", "Que faire"),
        Column("fichier", "Fichier"),
        Column("ligne", "Ligne", "nombre"),
        Column("poste", "Poste"),
        Column("rang", "Rang", "nombre"),
        Column("evenements", "Événements", "liste"),
    )
    rows = tuple(
        (
            f.gravite,
            f.kind,
            f.message,
            f.remede or None,
            f.fichier or None,
            f.ligne,
            f.poste or None,
            f.rang,
            f.evenements,
        )
        for f in findings
    )
    return Report(
        name="verifier",
        title="Vérification du journal",
        columns=columns,
        rows=rows,
        a_la_date=state.a_la_date,
        position=state.position,
        empty=f"Journal sain : {counted(len(state.rows), 'événement')}.",
    )


command = TerCommand(
    "verifier",
    [*output_options(), *machine_options()],
    callback=_verify,
    help="Vérifier chaque ligne du journal : les empreintes, les chaînes, les témoins, ce que "
    "les fusions ont contredit.\n\n"
    "Répond 0 si le journal est sain, 1 s'il y a des constats, 4 s'il est abîmé.",
)
