"""`ter enregistrer FICHIER`: a lot of events written by a script, all or nothing."""

from __future__ import annotations

from typing import IO, Any

import click

from ter_cli.command import TerCommand
from ter_cli.common import format_option, machine_options, trial_option
from ter_cli.diagnostics import Refusal, Unreadable
from ter_cli.env import current
from ter_cli.told import tell_planned, tell_written
from ter_core.errors import system_reason

__all__ = ["command"]


def _record(fichier: str | None, *, essai: bool, **values: Any) -> int:
    from ter_core.imports import lot

    if not fichier:
        raise Unreadable(
            "Il manque « FICHIER ».", remedy="Donnez un fichier, ou « - » pour l'entrée standard."
        )
    app = current()
    with _opened(fichier, app.console.lines()) as lines, app.session() as session:
        if essai:
            tell_planned(app, lot.plan_lot(session, lines), values["format"])
        else:
            tell_written(app, lot.record_lot(session, lines), values["format"])
    return 0


class _Lent:
    """A stream that is read and left open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def __enter__(self) -> IO[bytes]:
        return self.stream

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""


def _opened(name: str, stdin: IO[bytes]) -> Any:
    if name == "-":
        return _Lent(stdin)
    try:
        return open(name, "rb")  # noqa: PTH123 - the caller's `with` closes it
    except OSError as error:
        raise Refusal(
            f"Le fichier « {name} » ne peut pas être lu ({system_reason(error)}).",
            remedy="Vérifiez son nom et vos droits.",
        ) from None


command = TerCommand(
    "enregistrer",
    [
        click.Argument(
            ["fichier"],
            required=False,
            metavar="FICHIER",
            help="Un fichier NDJSON, ou « - » pour l'entrée standard.",
        ),
        trial_option(),
        format_option(),
        *machine_options(),
    ],
    callback=_record,
    help="Enregistrer un lot d'événements : un objet JSON par ligne, tout ou rien.\n\n"
    "Chaque ligne a un « type » et des « donnees », et s'il le faut un « sujet », un "
    "« survenu_le ». Une ligne peut nommer ce qu'elle crée par « ref », et une autre le citer "
    "par « @ref ».",
    epilog="Exemple d'une ligne :\n"
    '  {"type":"DecisionExecutee","sujet":"D14","survenu_le":"2027-04-05"}',
)
