"""`ter --spec`: every command, option, type, choice and exit code, for whoever drives `ter`."""

from __future__ import annotations

import json
from typing import Any

import click

from ter_cli.command import CommonOption
from ter_cli.common import DayType, FormatType
from ter_cli.diagnostics import EXIT_CODES
from ter_cli.formats import FORMATS
from ter_cli.group import children
from ter_cli.options import FieldType
from ter_cli.words import questions
from ter_core.events.fields import Lines, OneChoice, Ref

__all__ = ["specification"]


_TYPES = {
    "Text": "texte_long",
    "Title": "texte",
    "Code": "code",
    "Count": "nombre",
    "Day": "date",
    "Hour": "date_heure",
    "OneChoice": "mot",
    "Quantity": "nombre_decimal",
    "Named": "identifiant",
    "Ref": "reference",
    "EventId": "evenement",
    "Words": "champ",
    "Lines": "ligne",
    "Payload": "objet",
    "Kind": "texte",
}


def specification(ctx: click.Context) -> str:
    """The whole command line as one JSON document."""
    described = {
        "schema": "ter.spec/1",
        "commandes": list(_commands(ctx.command, ctx)),
        "formats": FORMATS,
        "codes_de_sortie": {str(code): told for code, told in EXIT_CODES.items()},
        "reponses": _answers(),
    }
    return json.dumps(described, indent=1) + "\n"


def _commands(command: click.Command, ctx: click.Context) -> list[dict[str, Any]]:
    found = [_described(command, ctx)]
    if isinstance(command, click.Group):
        for name, child in children(command, ctx):
            below = click.Context(child, info_name=name, parent=ctx)
            found += _commands(child, below)
    return found


def _described(command: click.Command, ctx: click.Context) -> dict[str, Any]:
    parameters = [
        _parameter(parameter, ctx) for parameter in command.params if not _is_hidden(parameter)
    ]
    return {
        "commande": ctx.command_path,
        "groupe": isinstance(command, click.Group),
        "aide": command.help or "",
        "parametres": parameters,
    }


def _is_hidden(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and parameter.hidden


def _parameter(parameter: click.Parameter, ctx: click.Context) -> dict[str, Any]:
    positional = isinstance(parameter, click.Argument)
    names = [*parameter.opts, *parameter.secondary_opts]
    described: dict[str, Any] = {
        "noms": [parameter.make_metavar(ctx)] if positional else names,
        "positionnel": positional,
        "commun": isinstance(parameter, CommonOption),
        "type": _type(parameter),
        "requis": parameter.required or bool(getattr(parameter, "is_needed", False)),
        "repetable": parameter.multiple or parameter.nargs < 0,
        "aide": getattr(parameter, "help", "") or "",
    }
    kind = parameter.type.kind if isinstance(parameter.type, FieldType) else None
    if isinstance(kind, OneChoice):
        described["choix"] = {member.value: member.label for member in kind.choices}
    if isinstance(kind, Ref) and kind.to:
        described["designe"] = list(kind.to)
    if instead := getattr(parameter, "instead", ()):
        described["a_la_place_de"] = list(instead)
        described["un_des_deux_requis"] = bool(getattr(parameter, "one_needed", False))
    if isinstance(kind, Lines):
        described["forme"] = kind.of.form.pattern
    if kind is not None and kind.example:
        described["exemple"] = kind.example
    return described


def _type(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return "drapeau"
    if isinstance(parameter.type, FieldType):
        return next(
            _TYPES[cls.__name__]
            for cls in type(parameter.type.kind).__mro__
            if cls.__name__ in _TYPES
        )
    if isinstance(parameter.type, DayType):
        return "date"
    return "format" if isinstance(parameter.type, FormatType) else "texte"


def _answers() -> dict[str, Any]:
    """The JSON Schema of what each question answers in JSON."""
    from ter_cli.ask_command import schema_name
    from ter_cli.formats.documents import envelope_schema, row_schema
    from ter_core import reports

    found = {}
    for name in questions():
        cls = reports.get(name)
        columns = getattr(cls, "columns", None)
        row = row_schema(columns) if isinstance(columns, tuple) else {"type": "object"}
        found[name] = envelope_schema(schema_name(cls), row)
    return found
