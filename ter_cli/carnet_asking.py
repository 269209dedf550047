"""What `ter carnet` shows: who holds what, what is held on somebody, whose time has passed."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

from ter_cli.ask_command import read_output
from ter_cli.carnet_told import SCHEMA, person_named, tell_findings
from ter_cli.carnet_writing import erased
from ter_cli.diagnostics import Unreadable
from ter_cli.env import current
from ter_cli.output import write_file
from ter_core import Report

__all__ = ["export_person", "list_expired", "show"]


def show(qui: str | None, **values: Any) -> int:
    """`voir`."""
    from ter_core.carnet import Carnet
    from ter_core.carnet.listing import who_holds_what

    app, output = current(), read_output(values)
    with app.session() as session:
        carnet = Carnet.open(session)
        report = who_holds_what(carnet, values["a_la_date"] or app.today, qui)
    app.show(report, output, SCHEMA)
    tell_findings(app, carnet)
    return 0


def export_person(personne: str | None, fichier_sortie: str | None) -> int:
    """`exporter`."""
    import json

    from ter_core.carnet import Carnet
    from ter_core.carnet.access import held_on, readable

    app = current()
    with app.session() as session:
        carnet = Carnet.open(session)
        told = held_on(carnet, person_named(carnet, personne))
    if fichier_sortie is None:
        app.console.data(json.dumps(told, indent=2) + "\n")
    else:
        is_json = fichier_sortie.lower().endswith(".json")
        text = json.dumps(told, indent=2, ensure_ascii=False) + "\n" if is_json else readable(told)
        write_file(Path(fichier_sortie), text, private=True)
        app.console.tell(f"Écrit dans « {fichier_sortie} », lisible de vous seul.")
    tell_findings(app, carnet)
    return 0


def list_expired(*, effacer: bool, oui: bool, essai: bool, **values: Any) -> int:
    """`conservation`."""
    from ter_core.carnet import Carnet
    from ter_core.carnet.listing import COLUMNS, listed
    from ter_core.carnet.retention import EXPIRED, expired

    app, output = current(), read_output(values)
    duration = _duration(values["duree"])
    with app.session() as session:
        carnet = Carnet.open(session)
        people = expired(carnet.people(), duration, app.today)
        report = Report(
            name="carnet",
            title="Personnes dont la durée de conservation est échue",
            columns=COLUMNS,
            rows=listed(carnet, people),
            a_la_date=app.today,
            empty="Aucune durée de conservation n'est échue.",
        )
        if effacer and people:
            erased(app, carnet, people, EXPIRED, sure=oui, trial=essai, form=values["format"])
        else:
            app.show(report, output, SCHEMA)
        if people and not effacer:
            typed = f" --duree {shlex.quote(values['duree'])}" if values["duree"] else ""
            app.console.tell(f"→ « ter carnet conservation{typed} --effacer » les efface.")
        tell_findings(app, carnet)
    return 0


def _duration(typed: str | None) -> Any:
    from ter_core.carnet.retention import DEFAULT, Duration

    if typed is None:
        return DEFAULT
    try:
        return Duration.parse(typed)
    except ValueError as error:
        raise Unreadable(
            str(error), where="option --duree", remedy="Exemple : « --duree 3a »."
        ) from None
