"""`ter verifier`: the full pass over the log, and every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.command import TerCommand
from ter_cli.common import machine_options, output_options
from ter_cli.env import App, current
from ter_cli.formats.heading import counted, fingerprint
from ter_cli.formats.wrap import wrap
from ter_core import reports
from ter_core.vocabulary.dates import LAST_DAY
from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ter_core import Column, Finding, Report, Session

__all__ = ["command"]

_MARGIN = 2
_GRAVITIES = {4: "grave", 1: "à savoir", 0: "sans gravité"}


def _state(session: Session) -> tuple[Report, str]:
    """What the check rests on: a report of every event, and its size in words."""
    every = session.ask(reports.get("evenements")(), a_la_date=LAST_DAY)
    postes = len({place["poste"] for place in every.position})
    size = ", ".join(
        (
            counted(len(every.rows), "événement"),
            counted(postes, "poste de travail", "postes de travail"),
            f"position {fingerprint(every.position)}",
        )
    )
    return every, size


def _verify(**values: Any) -> int:
    from ter_cli.ask_command import read_output

    app = current()
    output = read_output(values)
    with app.session() as session:
        findings = session.check()
        state, size = _state(session)
        today = session.today
    if output.form is None and output.chosen == "table":
        _tell(app, findings, size)
    else:
        empty = f"Journal sain : {size}."
        app.show(_report(findings, today, state.position, empty), output, "ter.verifier/1")
    return max((finding.gravite for finding in findings), default=0)


def _tell(app: App, findings: Sequence[Finding], size: str) -> None:
    if not findings:
        app.console.say(f"Journal sain : {size}.")
        return
    worst = max(finding.gravite for finding in findings)
    verdict = {4: "Journal abîmé", 1: "Journal sain, à suivre"}.get(worst, "Journal sain")
    app.console.say(f"{verdict} : {counted(len(findings), 'constat')}.")
    app.console.say(f"{size[:1].upper()}{size[1:]}.")
    for finding in findings:
        app.console.say("")
        _tell_one(app, finding)


def _tell_one(app: App, finding: Finding) -> None:
    mark = {4: "✗", 1: "!"}.get(finding.gravite, "·")
    place = [
        finding.fichier,
        f"ligne {finding.ligne}" if finding.ligne is not None else "",
        f"poste {finding.poste}" if finding.poste else "",
        f"rang {finding.rang}" if finding.rang is not None else "",
    ]
    told = f"{_GRAVITIES.get(finding.gravite, '')} · {finding.message}"
    for sign, text in (
        (mark, told),
        ("", ", ".join(part for part in place if part)),
        ("→", finding.remede),
    ):
        lines = wrap(french(visible(text)), app.console.width - _MARGIN) if text else []
        for at, line in enumerate(lines):
            app.console.data(f"{sign if at == 0 else '':<{_MARGIN}}{line}\n")


def _report(
    findings: Sequence[Finding], today: date, position: tuple[dict[str, Any], ...], empty: str
) -> Report:
    from ter_core import Report

    return Report(
        name="verifier",
        title="Vérification du journal",
        columns=_columns(),
        rows=tuple(_row(finding) for finding in findings),
        a_la_date=today,
        position=position,
        empty=empty,
    )


def _columns() -> tuple[Column, ...]:
    from ter_core import Column

    return (
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


def _row(finding: Finding) -> tuple[Any, ...]:
    """A finding in the order of the columns; what it does not say is absent, not empty."""
    place = (finding.fichier or None, finding.ligne, finding.poste or None, finding.rang)
    told = (finding.gravite, finding.kind, finding.message, finding.remede or None)
    return (*told, *place, finding.evenements)


command = TerCommand(
    "verifier",
    [*output_options(), *machine_options()],
    callback=_verify,
    help="Vérifier chaque ligne du journal : les empreintes, les chaînes, les témoins, ce que "
    "les fusions ont contredit.\n\n"
    "Répond 0 si le journal est sain, 1 s'il y a des constats, 4 s'il est abîmé.",
)
