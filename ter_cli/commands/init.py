"""`ter init`: begin the journal of a territory, or say who writes here in one that exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ter_cli.command import TerCommand
from ter_cli.common import DayType, format_option
from ter_cli.diagnostics import Unreadable
from ter_cli.env import App, current
from ter_cli.options import FieldOption, checked, option_name
from ter_cli.prompting import ask_field, ask_text
from ter_cli.told import tell_written
from ter_core.errors import InvalidValue
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.base import Event, EventField, fields_of
from ter_core.events.territoire import TerritoireOuvert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = ["command"]

_E = TypeVar("_E", bound=Event)
_NOT_ASKED = ("confirme", "code", "organisme", "etablissement")


def _init(
    dossier: str, acteur: str | None, poste: str | None, le: date | None, **values: Any
) -> int:
    from ter_core.workspace.start import join, start

    app, folder = current(), Path(dossier)
    existing = _journal_in(folder)
    if existing:
        if le is not None:
            raise Unreadable(
                "« --le » date un territoire nouveau : ce dossier a déjà un journal.",
                remedy="Retirez cette option.",
            )
        code = acteur or _asked(app, "Votre fonction (son code)", "--acteur")
        name = poste or f"Poste de {code}"
        written = join(existing, app.env, acteur=code, poste=name)
    else:
        _require(app, values)
        territory = _read(app, TerritoireOuvert, values)
        function = _read(app, ActeurInscrit, values, code=acteur)
        name = poste or f"Poste de {function.code or function.qualite}"
        written = start(folder, app.env, acteur=function, territoire=territory, poste=name, on=le)
    tell_written(app, written, values["format"])
    if values["format"] is None:
        app.console.tell("→ « ter --help » dit ce que l'on peut enregistrer et demander.")
    return 0


def _journal_in(folder: Path) -> Path | None:
    for place in (folder / "events", folder):
        if (place / "journal.json").exists():
            return place
    return None


def _typed(cls: type[Event]) -> Iterator[EventField]:
    return (spec for spec in fields_of(cls) if spec.name not in _NOT_ASKED)


def _given(cls: type[Event], spec: EventField, values: dict[str, Any]) -> Any:
    value = values.get(f"{cls.declaration.subject.kind}__{spec.name}")
    if spec.kind.many and value is not None:
        return tuple(item for use in value for item in use) or None
    return value


def _require(app: App, values: dict[str, Any]) -> None:
    """In a script everything that is missing is one error."""
    missing = [
        f"« {option_name(spec)} »"
        for cls in (TerritoireOuvert, ActeurInscrit)
        for spec in _typed(cls)
        if not spec.optional and _given(cls, spec, values) is None
    ]
    if missing and not app.console.interactive:
        raise Unreadable(f"Il manque {', '.join(missing)}.", remedy="Voyez « ter init --help ».")


def _read(app: App, cls: type[_E], values: dict[str, Any], **more: Any) -> _E:
    found = {name: value for name, value in more.items() if value is not None}
    for spec in _typed(cls):
        value = _given(cls, spec, values)
        if value is not None:
            found[spec.name] = checked(spec, value, f"option {option_name(spec)}")
        elif not spec.optional:
            found[spec.name] = ask_field(app.console, spec)
    try:
        return cls(**found)
    except InvalidValue as error:
        raise Unreadable(error.what, where=error.where, remedy=error.remedy) from None


def _asked(app: App, label: str, option: str) -> str:
    if app.console.interactive:
        return ask_text(app.console, label, "principal")
    raise Unreadable(
        f"Il manque « {option} » : ce dossier a déjà un journal, que vous rejoignez.",
        remedy="Donnez le code de votre fonction, comme « --acteur principal ».",
    )


def _options() -> list[click.Parameter]:
    return [
        click.Argument(
            ["dossier"],
            default=".",
            metavar="[DOSSIER]",
            help="Le dossier de travail (par défaut, celui où l'on est).",
        ),
        *(
            FieldOption(spec, target="territoire", required=not spec.optional)
            for spec in _typed(TerritoireOuvert)
        ),
        click.Option(["--acteur"], metavar="CODE", help="Le code de votre fonction."),
        *(
            FieldOption(spec, target="acteur", required=not spec.optional)
            for spec in _typed(ActeurInscrit)
        ),
        click.Option(["--poste"], metavar="NOM", help="Le nom que vous donnez à cette machine."),
        click.Option(
            ["--le"],
            type=DayType(),
            metavar="DATE",
            help="Depuis quand le territoire est suivi (par défaut, aujourd'hui) : pour saisir une "
            "année déjà commencée, donnez sa rentrée.",
        ),
        format_option(),
    ]


command = TerCommand(
    "init",
    _options(),
    callback=_init,
    help="Commencer le journal d'un territoire, ou rejoindre celui du dossier.\n\n"
    "Dans un dossier nouveau, dites le territoire et votre fonction ; sur un terminal, ce qui "
    "manque est demandé. Là où un journal existe, « --acteur » suffit : cette machine y écrit "
    "désormais sous cette fonction.",
)
