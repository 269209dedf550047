"""From the fields of an event or of a question to options of click, and back to values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ter_cli.diagnostics import Unreadable
from ter_cli.env import current
from ter_core.events.fields import Flag, Lines, OneChoice, Payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_core.events.base import EventField
    from ter_core.events.fields import Kind

__all__ = [
    "FieldArgument",
    "FieldOption",
    "checked",
    "describe",
    "option_name",
    "read_items",
    "read_value",
]

_METAVARS = {
    "Text": "TEXTE",
    "Title": "TEXTE",
    "Code": "CODE",
    "Count": "NOMBRE",
    "Day": "DATE",
    "Hour": "DATE-HEURE",
    "OneChoice": "MOT",
    "Choices": "MOT",
    "Quantity": "NOMBRE",
    "Named": "CODE",
    "Ref": "CODE",
    "Refs": "CODE",
    "EventId": "ÉVÉNEMENT",
    "Fingerprint": "EMPREINTE",
    "Words": "CHAMP",
    "Lines": "LIGNE",
    "Payload": "JSON",
}


def option_name(spec: EventField) -> str:
    """`--responsable` for the field `responsables`: a repeated option is said in the singular."""
    word = spec.name.replace("_", "-")
    return f"--{word[:-1] if spec.kind.many and word.endswith('s') else word}"


def metavar(kind: Kind) -> str:
    """What stands for the value in help."""
    for cls in type(kind).__mro__:
        if cls.__name__ in _METAVARS:
            return _METAVARS[cls.__name__]
    return "VALEUR"


def describe(spec: EventField, *, needed: str = "") -> str:
    """The help of a field: its label, whether it is needed, what it means, words or an example."""
    kind = spec.kind
    parts = [f"{kind.label} ({needed})." if needed else f"{kind.label}."]
    if kind.help:
        parts.append(kind.help)
    if isinstance(kind, OneChoice):
        parts.append(
            f"Un de : {', '.join(kind.choices)}."
            if not kind.many
            else f"Parmi : {', '.join(kind.choices)}."
        )
    elif not isinstance(kind, Flag) and (example := _example(kind)):  # it is typed alone
        parts.append(f"Exemple : {example}.")
    if kind.many:
        parts.append("Répétable.")
    return " ".join(parts)


class FieldType(click.ParamType[Any]):
    """What is typed for a field: a text, kept with what it stands for."""

    name = "valeur"

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value, or for a repeated option the tuple of values that one use gives."""
        if not isinstance(value, str):
            return value
        place = param.opts[0] if isinstance(param, click.Option) else self.kind.label.lower()
        where = f"option {place}" if place.startswith("--") else place
        if self.kind.many:
            return read_items(self.kind, value, where)
        return read_value(self.kind, value, where)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Words of a list, or codes of the journal with their labels."""
        from ter_cli.completion import candidates

        return candidates(ctx, self.kind, incomplete)


class FieldOption(click.Option):
    """The option of a field. `target` names the field it goes into: itself, or `champs`."""

    def __init__(
        self,
        spec: EventField,
        *,
        target: str = "",
        required: bool = False,
        instead: Sequence[str] = (),
        one_needed: bool = True,
    ) -> None:
        self.spec, self.target, self.is_needed = spec, target, required
        self.instead, self.one_needed = tuple(instead), one_needed
        words = ["requis"] if required or (instead and one_needed) else []
        needed = ", ".join([*words, *(f"ou {other}" for other in instead)])
        name = option_name(spec)
        plural = f"--{spec.name.replace('_', '-')}"
        self.aliases = (plural,) if plural != name else ()
        dest = f"{target or 'champ'}__{spec.name}"
        flag = isinstance(spec.kind, Flag)
        both_ways = flag and spec.default is not False
        declared = [f"{name}/--sans-{name[2:]}"] if both_ways else [name, *self.aliases]
        super().__init__(
            [*declared, dest],
            type=bool if flag else FieldType(spec.kind),
            is_flag=flag,
            default=None,
            multiple=spec.kind.many,
            metavar=None if flag else metavar(spec.kind),
            help=describe(spec, needed=needed),
        )


class FieldArgument(click.Argument):
    """A field that is typed without an option; what is missing is told or asked by the command."""

    def __init__(self, spec: EventField, *, shown: str, required: bool, help: str = "") -> None:  # noqa: A002 - click's word
        self.spec, self.is_needed = spec, required
        shown = f"{shown}…" if spec.kind.many else shown
        super().__init__(
            [f"champ__{spec.name}"],
            type=FieldType(spec.kind),
            nargs=-1 if spec.kind.many else 1,
            required=False,
            metavar=shown if required else f"[{shown}]",
            help=help or describe(spec, needed="requis" if required else ""),
        )


def read_value(kind: Kind, typed: str, where: str) -> Any:
    """The value of a single field; Unreadable if there is none."""
    if isinstance(kind, Payload) and typed.startswith("@"):
        from ter_cli.structured import read_json

        return read_json(Path(typed[1:]), where)
    try:
        return kind.parse(typed, current().today)
    except (ValueError, TypeError) as error:
        raise Unreadable(str(error), where=where, remedy=_remedy(kind)) from None


def read_items(kind: Kind, typed: str, where: str) -> tuple[Any, ...]:
    """The values that one use of a repeated option gives: one, several apart by commas, a file."""
    if typed.startswith("@"):
        from ter_cli.structured import read_file

        return read_file(kind, Path(typed[1:]), where)
    parts = [typed] if isinstance(kind, Lines) else [p for p in typed.split(",") if p.strip()]
    return tuple(read_value(kind, part, where) for part in parts)


def checked(spec: EventField, value: Any, where: str) -> Any:
    """The whole value of a field as its kind has it; Unreadable if it is refused."""
    try:
        return spec.kind.check(value)
    except (ValueError, TypeError) as error:
        raise Unreadable(str(error), where=where, remedy=_remedy(spec.kind)) from None


def _example(kind: Kind) -> str:
    text = kind.example.rstrip(".")
    return f"« {text} »" if " " in text else text


def _remedy(kind: Kind) -> str:
    found = _example(kind)
    return f"Exemple : {found}." if found else ""
