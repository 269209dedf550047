"""Writing commands, each generated from an event class: words in, one event recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import TerCommand
from ter_cli.common import machine_options, writing_options
from ter_cli.fingerprint import FileOption
from ter_cli.options import FieldArgument, FieldOption, option_name
from ter_cli.recording import Recording
from ter_core import events
from ter_core.events.base import fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.declaration import KeyForm
from ter_core.events.fields import Code, Fingerprint
from ter_core.events.shape import EMPTIED, takes_subject, target_of, typed_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.base import Event
    from ter_core.events.declaration import Subject

__all__ = ["record_command"]

_EXAMPLES = {KeyForm.YEAR: "2026-2027", KeyForm.UAI: "0059001G", KeyForm.EVENT: "3f2a91c0"}


def record_command(cls: type[Event], noun: str) -> click.Command:
    """The command that records one event of a class."""
    positional = list(_positional(cls))
    params = [*positional, *_field_options(cls), *writing_options(cls), *machine_options()]
    summary = (cls.__doc__ or "").strip().partition("\n")[0]
    return TerCommand(
        cls.declaration.verb,
        params,
        callback=lambda **values: Recording(cls, values).run(),
        help=f"{cls.declaration.label} : {summary[:1].lower()}{summary[1:]}",
        epilog=_example(cls, noun, positional),
        options_metavar="[OPTIONS]",
    )


class SubjectArgument(click.Argument):
    """What the event is about, by its code."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        super().__init__(
            ["sujet"],
            required=False,
            metavar=subject.kind.upper(),
            type=SubjectType(subject),
            help=f"Code : {subject_example(subject)}.",
        )


class SubjectType(click.ParamType[Any]):
    """A code, taken as it is typed: the ledger knows what it names."""

    name = "code"

    def __init__(self, subject: Subject) -> None:
        self.subject = subject

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """The codes of that kind, with their labels."""
        from ter_cli.completion import codes

        return codes(ctx, (self.subject.kind,), incomplete)


def subject_example(subject: Subject) -> str:
    """How a subject of that kind is named on the command line."""
    if subject.key is KeyForm.NUMBER and subject.letter:
        return f"{subject.letter}14"
    return _code_example(subject) or _EXAMPLES.get(subject.key, "la fin de son identifiant")


def _code_example(subject: Subject) -> str:
    """The code that what creates a kind of subject shows as an example; none where it has none."""
    for entry in events.entries():
        if entry.kind == subject.kind and (cls := events.get(entry.type)).declaration.creates:
            codes = (spec.kind for spec in fields_of(cls) if isinstance(spec.kind, Code))
            return next((kind.example for kind in codes), "")
    return ""


def _positional(cls: type[Event]) -> Iterator[click.Argument]:
    if takes_subject(cls):
        yield SubjectArgument(cls.declaration.subject)
    if spec := target_of(cls):
        help_ = "La fin de son identifiant, ou le code d'un sujet pour son dernier événement."
        yield FieldArgument(spec, shown="ÉVÉNEMENT", required=True, help=help_)


def _field_options(cls: type[Event]) -> Iterator[click.Option]:
    target = target_of(cls)
    for spec in typed_fields(cls):
        if spec == target:
            continue
        if isinstance(spec.kind, ChangesOf):
            for inner in (*changes_fields(spec.kind.of), EMPTIED):
                yield FieldOption(inner, target=spec.name)
        elif isinstance(spec.kind, Fingerprint):
            yield FileOption(spec)
        else:
            others, one_needed = _alternatives(cls, spec.name)
            yield FieldOption(
                spec, required=not spec.optional, instead=others, one_needed=one_needed
            )


def _alternatives(cls: type[Event], name: str) -> tuple[list[str], bool]:
    """The options that may be given instead of a field, and whether one of them must be."""
    for group in cls.declaration.one_of:
        if name in group.fields:
            others = (other.replace("_", "-") for other in group.fields if other != name)
            return [f"--{other}" for other in others], group.required
    return [], False


def _example(cls: type[Event], noun: str, positional: list[click.Argument]) -> str:
    """One line that could be typed, made of the fields' own examples."""
    words = ["ter", noun, cls.declaration.verb]
    if positional and isinstance(positional[0], SubjectArgument):
        shown = subject_example(cls.declaration.subject)
        words.append(shown if " " not in shown else "CODE")
    elif positional:
        words.append("D14")
    first = (group.fields[0] for group in cls.declaration.one_of if group.required)
    needed = {*first, *cls.declaration.shown}
    for spec in typed_fields(cls):
        if isinstance(spec.kind, ChangesOf):
            changed = next(one for one in changes_fields(spec.kind.of) if one.kind.example)
            words += [option_name(changed), _quoted(changed.kind.example)]
        if spec == target_of(cls) or isinstance(spec.kind, ChangesOf | Fingerprint):
            continue
        if not spec.optional or spec.name in needed:
            for shown in spec.kind.examples or ("…",):
                words += [option_name(spec), _quoted(shown)]
    return f"Exemple :\n  {' '.join(words)}"


def _quoted(text: str) -> str:
    if re.fullmatch(r"[\w/:.,@+…-]+", text):
        return text
    return f"'{text}'" if '"' in text else f'"{text}"'
