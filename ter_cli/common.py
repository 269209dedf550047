"""Options that many commands share: where the journal is, how to answer, how to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import CommonOption
from ter_cli.diagnostics import Unreadable
from ter_cli.env import App, current
from ter_cli.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ter_core import Entry
    from ter_core.events.base import Event

__all__ = [
    "DayType",
    "FormatType",
    "confirm_option",
    "confirmed_entries",
    "format_option",
    "machine_options",
    "output_options",
    "read_confirmations",
    "trial_option",
    "writing_options",
]


class DayType(click.ParamType[Any]):
    """A day, in any of the forms people type."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        from ter_core.vocabulary.dates import typed_day

        place = f"option {param.opts[0]}" if param else ""
        try:
            return typed_day(value, current().today)
        except ValueError as error:
            raise Unreadable(
                str(error), where=place, remedy="Exemples : 15/03/2027, 2027-03-15, hier, -30j."
            ) from None


class FormatType(click.ParamType[Any]):
    """One of the forms of an answer."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The form."""
        if value not in FORMATS:
            raise Unreadable(
                f"« {value} » n'est pas un format.",
                where="option --format",
                remedy=f"Les formats sont : {', '.join(FORMATS)}.",
            )
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The forms, with what each is for."""
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=purpose)
            for name, purpose in FORMATS.items()
            if name.startswith(incomplete)
        ]


def machine_options() -> list[click.Option]:
    """`--journal` and `--auteur`, which the root takes too."""
    return [
        CommonOption(
            ["--journal"],
            metavar="DOSSIER",
            expose_value=False,
            callback=_keep_journal,
            help="Le dossier du journal (sinon TER_JOURNAL, sinon le plus proche au-dessus).",
        ),
        CommonOption(
            ["--auteur"],
            metavar="CODE",
            expose_value=False,
            callback=_keep_author,
            help="La fonction qui écrit (sinon TER_ACTEUR, sinon celle de ce poste).",
        ),
    ]


def format_option() -> click.Option:
    """`--format`."""
    return CommonOption(
        ["--format"], type=FormatType(), metavar="FORMAT", help=f"{', '.join(FORMATS)}."
    )


def output_options() -> list[click.Option]:
    """How an answer is shown and where it goes."""
    return [
        format_option(),
        CommonOption(
            ["-o", "fichier_sortie"],
            metavar="FICHIER",
            help="Écrire dans ce fichier ; son nom peut dire le format (.csv, .json, .md…).",
        ),
        CommonOption(
            ["--csv-standard", "csv_standard"],
            is_flag=True,
            help="CSV de la RFC 4180 : virgules, dates ISO, sans adaptation pour Excel.",
        ),
    ]


def writing_options(cls: type[Event]) -> list[click.Option]:
    """What every writing command takes: the date of the fact, a trial, confirmations, a key."""
    from ter_core.events.base import Event

    dated = not cls.declaration.correction and cls.derived_date is Event.derived_date
    day = CommonOption(
        ["--le"],
        type=DayType(),
        metavar="DATE",
        help="La date du fait (par défaut, celle de la séance ou de l'action, sinon aujourd'hui).",
    )
    return [
        *([day] if dated else []),
        trial_option(),
        confirm_option(),
        CommonOption(
            ["--cle"],
            metavar="TEXTE",
            help="Clé d'idempotence : la même commande relancée n'écrit rien de plus.",
        ),
        format_option(),
    ]


def trial_option(told: str = "Montrer ce qui serait écrit, sans rien écrire.") -> click.Option:
    """`--essai`."""
    return CommonOption(["--essai"], is_flag=True, help=told)


def confirm_option() -> click.Option:
    """`--confirmer`."""
    return CommonOption(
        ["--confirmer"],
        multiple=True,
        metavar="REGLE=MOTIF",
        help="Enregistrer malgré un avertissement, avec son motif. Répétable.",
    )


def confirmed_entries(
    recordings: Iterable[tuple[Event, str]], typed: tuple[str, ...]
) -> list[Entry]:
    """What a question proposes to record, with the confirmations of `--confirmer`."""
    from ter_core import Entry

    confirmed = read_confirmations(typed)
    return [
        Entry(event.with_values(confirme=confirmed) if confirmed else event, subject)
        for event, subject in recordings
    ]


def read_confirmations(typed: tuple[str, ...]) -> tuple[Any, ...]:
    """The confirmations of `--confirmer`."""
    from ter_core.events.base import Confirmation

    found = []
    for text in typed:
        try:
            found.append(Confirmation.parse(text, current().today))
        except (ValueError, TypeError) as error:
            raise Unreadable(
                str(error),
                where="option --confirmer",
                remedy='Écrivez « --confirmer dimanche="sortie exceptionnelle" ».',
            ) from None
    return tuple(found)


def _keep_journal(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    app = ctx.find_object(App)
    if value and app:
        app.journal = value


def _keep_author(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    app = ctx.find_object(App)
    if value and app:
        app.author = value
