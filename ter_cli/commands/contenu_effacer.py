"""`ter contenu effacer ÉVÉNEMENT`: a text that should never have been written leaves the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import TerCommand
from ter_cli.common import (
    confirm_option,
    confirmed_entries,
    format_option,
    machine_options,
    trial_option,
)
from ter_cli.diagnostics import Unreadable
from ter_cli.env import App, current
from ter_cli.prompting import ask_text
from ter_cli.told import tell_planned, tell_written
from ter_core.vocabulary.text import ERASED
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from ter_core import Entry, Report, Session
    from ter_core.reports.contenu import Contenu

__all__ = ["command"]

_BASIS = "RGPD, article 17 : effacement"


def _erase(evenement: str | None, *, essai: bool, oui: bool, **values: Any) -> int:
    from ter_core.reports.contenu import Contenu

    app = current()
    if not evenement:
        raise Unreadable(
            "Il manque « ÉVÉNEMENT ».",
            remedy="Donnez la fin de son identifiant : « ter chercher » ou « ter historique ».",
        )
    question = Contenu(evenement=evenement)
    with app.session() as session:
        report = session.ask(question)
        entries = _entries(app, question, report, values)
        if essai:
            tell_planned(app, session.preview(*entries), values["format"])
            return 0
        _confirm(app, oui=oui)
        _record(app, session, entries, values["format"])
    return 0


def _entries(app: App, question: Contenu, report: Report, values: dict[str, Any]) -> list[Entry]:
    champs, textes = values["champ"], values["texte"]
    if not (champs or textes):
        champs = (_chosen(app, report),)
    basis = values["fondement"]
    if not basis:
        if not app.console.interactive:
            raise Unreadable("Il manque « --fondement ».", remedy=f"Exemple : « {_BASIS} ».")
        basis = ask_text(app.console, "Fondement (la raison de droit)", _BASIS)
    found = question.recordings(
        report, fondement=basis, champs=champs, textes=textes, par=values["par"]
    )
    return confirmed_entries(found, values["confirmer"])


def _chosen(app: App, report: Report) -> str:
    """The field that a person chooses among the texts of the event."""
    rows = report.named()
    if not app.console.interactive or not rows:
        raise Unreadable(
            "Il manque ce qui est à effacer." if rows else report.empty,
            remedy="Donnez « --champ » ou « --texte » : « ter contenu ÉVÉNEMENT » les montre."
            if rows
            else "",
        )
    for row in rows:
        app.console.tell(f"  {row['champ']} : {visible(row['texte'])}")
    places = {row["champ"] for row in rows}
    while (answer := ask_text(app.console, "Quel champ effacer")) not in places:
        app.console.tell(f"Répondez l'un de ceux-ci : {', '.join(sorted(places))}.")
    return answer


def _confirm(app: App, *, oui: bool) -> None:
    if oui or not app.console.interactive:
        return
    app.console.tell("Ce qui est effacé l'est pour toujours : cela ne s'annule pas.")
    if app.console.ask("Effacer (oui ou non) : ").strip().lower() != "oui":
        raise click.Abort


def _record(app: App, session: Session, entries: list[Entry], form: str | None) -> None:
    tell_written(app, session.record(*entries), form)
    app.console.tell(
        "→ Ce texte n'est plus montré nulle part. Les autres postes l'effacent de leurs fichiers "
        "en s'ouvrant après synchronisation."
    )
    app.console.tell(
        "→ Restent hors d'atteinte : les anciennes sauvegardes, et ce qui a déjà été envoyé."
    )


command = TerCommand(
    "effacer",
    [
        click.Argument(
            ["evenement"],
            required=False,
            metavar="ÉVÉNEMENT",
            help="La fin de son identifiant, ou le code d'un sujet pour son dernier événement.",
        ),
        click.Option(
            ["--champ"],
            multiple=True,
            metavar="NOM",
            help="Un champ à effacer en entier. Répétable.",
        ),
        click.Option(
            ["--texte"],
            multiple=True,
            metavar="TEXTE",
            help="Un nom ou une phrase à effacer partout dans l'événement. Répétable.",
        ),
        click.Option(
            ["--par"],
            default=ERASED,
            metavar="TEXTE",
            help=f"Ce qui se lira à la place (par défaut, « {ERASED} »).",
        ),
        click.Option(["--fondement"], metavar="TEXTE", help=f"La raison de droit : « {_BASIS} »."),
        confirm_option(),
        click.Option(["--oui"], is_flag=True, help="Ne rien demander."),
        trial_option(),
        format_option(),
        *machine_options(),
    ],
    callback=_erase,
    help="Effacer du journal un texte qui n'aurait jamais dû être écrit.\n\n"
    "L'événement reste, avec ses états et ses chiffres ; le texte est remplacé partout et quitte "
    "les fichiers du journal. « ter chercher » dit où un nom est écrit.",
    epilog="Exemple :\n"
    f'  ter contenu effacer 9c41e07b --texte "Camille Exemple" --fondement "{_BASIS}"',
)
