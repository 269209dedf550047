"""`ter verifier`: the full pass over the log, and every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_cli.command import TerCommand
from ter_cli.common import machine_options, output_options
from ter_cli.env import App, current
from ter_cli.formats.heading import counted, fingerprint
from ter_cli.formats.wrap import wrap
from ter_cli.visible import visible
from ter_core import reports
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_core import Column, Finding, Report

__all__ = ["command"]

_MARGIN = 2
_GRAVITIES = {4: "grave", 1: "à savoir", 0: "sans gravité"}


def _state() -> Any:
    """A cheap question: what matters is the position that its answer rests on."""
    return reports.get("conflits")()


def _verify(**values: Any) -> int:
    from ter_cli.ask_command import read_output

    app = current()
    output = read_output(values)
    with app.session() as session:
        findings = session.check()
        state = session.ask(_state())
    if output.form is None and output.chosen == "table":
        _tell(app, findings, state)
    else:
        app.show(_report(findings, state), output, "ter.verifier/1")
    return max((finding.gravite for finding in findings), default=0)


def _tell(app: App, findings: Sequence[Finding], state: Report) -> None:
    size = _size(state)
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


def _size(state: Report) -> str:
    """How many events the log holds, from how many postes, and the position to compare by eye."""
    last: dict[str, int] = {}
    for place in state.position:  # a fork gives a poste two last lines
        last[place["poste"]] = max(place["rang"], last.get(place["poste"], 0))
    postes = counted(len(last), "poste de travail", "postes de travail")
    events = counted(sum(last.values()), "événement")
    return f"{events}, {postes}, position {fingerprint(state.position)}"


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


def _report(findings: Sequence[Finding], state: Report) -> Report:
    from ter_core import Report

    return Report(
        name="verifier",
        title="Vérification du journal",
        columns=_columns(),
        rows=tuple(_row(finding) for finding in findings),
        a_la_date=state.a_la_date,
        position=state.position,
        empty=f"Journal sain : {_size(state)}.",
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
