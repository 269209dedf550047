"""`--diffusion externe`: an answer that leaves the team, and the export that it is recorded as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import CommonOption
from ter_cli.diagnostics import Refusal, Unreadable
from ter_core import errors

if TYPE_CHECKING:
    from ter_cli.env import App
    from ter_cli.output import Output
    from ter_core import Report, Session
    from ter_core.reports.question import Question

__all__ = ["as_it_leaves", "check_export", "diffusion_options", "record_export"]

_INSIDE, _OUTSIDE = "pilotage", "externe"
_USUAL = 5


class _ThresholdType(click.ParamType[Any]):
    """A number of persons."""

    name = "nombre"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; which ones hide anything, the question knows."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Unreadable(
                f"« {text} » n'est pas un nombre entier.",
                where="option --seuil",
                remedy="Exemple : --seuil 5.",
            )
        return int(text)


class _DiffusionType(click.ParamType[Any]):
    """Inside the team, or outside."""

    name = "diffusion"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word."""
        if value not in (_INSIDE, _OUTSIDE):
            raise Unreadable(
                f"« {value} » n'est pas une diffusion.",
                where="option --diffusion",
                remedy=f"Un de : {_INSIDE}, {_OUTSIDE}.",
            )
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The two words."""
        from click.shell_completion import CompletionItem

        told = {_INSIDE: "dans l'équipe, tout est dit", _OUTSIDE: "les petits effectifs sont tus"}
        return [
            CompletionItem(word, help=purpose)
            for word, purpose in told.items()
            if word.startswith(incomplete)
        ]


def diffusion_options(cls: type[Question]) -> list[click.Option]:
    """To whom an answer goes; every question is asked so, those that may not leave refuse."""
    hidden = cls.diffusion is None
    return [
        CommonOption(
            ["--diffusion"],
            type=_DiffusionType(),
            metavar="MOT",
            hidden=hidden,
            help=f"{_INSIDE} (par défaut) : tout est dit. {_OUTSIDE} : hors de l'équipe, sans les "
            "petits effectifs ni ce qui les révélerait.",
        ),
        CommonOption(
            ["--seuil"],
            type=_ThresholdType(),
            metavar="NOMBRE",
            hidden=hidden,
            help=f"Avec « {_OUTSIDE} » : l'effectif sous lequel rien n'est dit (par défaut, "
            f"{_USUAL}).",
        ),
        CommonOption(
            ["--destinataire"],
            metavar="TEXTE",
            hidden=hidden,
            help=f"Avec « {_OUTSIDE} » : à qui la réponse est remise ; c'est enregistré.",
        ),
    ]


def as_it_leaves(question: Question, values: dict[str, Any]) -> Question:
    """The question as the command line asks it: as it is, or for somebody outside the team."""
    if values.get("diffusion") != _OUTSIDE:
        given = [name for name in ("seuil", "destinataire") if values.get(name) is not None]
        if given:
            raise Unreadable(
                "Cette option ne vaut que hors de l'équipe.",
                where=f"option --{given[0]}",
                remedy=f"Ajoutez « --diffusion {_OUTSIDE} ».",
            )
        return question
    if values.get("noms"):
        raise Unreadable(
            "Les noms du carnet ne sortent pas de l'équipe.",
            where="option --noms",
            remedy=f"Retirez « --noms », ou « --diffusion {_OUTSIDE} ».",
        )
    from ter_core.reports.diffusion.leaving import Leaving

    try:
        return Leaving.of(question, values["seuil"] if values["seuil"] is not None else _USUAL)
    except errors.InvalidValue as error:
        where = f"option --{error.where}"
        raise Unreadable(error.what, where=where, remedy=error.remedy) from None


def check_export(output: Output, values: dict[str, Any]) -> None:
    """Refuse what would be recorded as given, and could not be written."""
    import os

    if values.get("destinataire") is None or output.file is None:
        return
    if not os.access(output.file.absolute().parent, os.W_OK):
        raise Refusal(
            f"Impossible d'écrire dans le dossier « {output.file.parent} ».",
            where="option -o",
            remedy="Choisissez un dossier qui existe et où vous pouvez écrire.",
        )
    if output.file.is_dir():
        raise Refusal(
            f"« {output.file} » est un dossier.",
            where="option -o",
            remedy="Donnez le nom d'un fichier.",
        )


def record_export(
    app: App, session: Session, question: Question, report: Report, values: dict[str, Any]
) -> None:
    """Record to whom an answer is given, before it is: nothing leaves without a trace."""
    if values.get("destinataire") is None or report.seuil is None:
        return
    from ter_core import Entry
    from ter_core.events.poste import ExportRealise

    try:
        event = ExportRealise(
            vue=question.declaration.name,
            destinataire=values["destinataire"],
            seuil=report.seuil,
        )
    except errors.InvalidValue as error:
        raise Unreadable(error.what, where="option --destinataire", remedy=error.remedy) from None
    (written,) = session.record(Entry(event))
    app.console.tell(
        f"Export enregistré : {event.destinataire} (événement {written.record.id[-8:]})."
    )
