"""One run of a writing command: read the options, ask for what is missing, record, tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from ter_cli.common import read_confirmations
from ter_cli.diagnostics import Unreadable
from ter_cli.env import current
from ter_cli.options import checked, option_name
from ter_cli.prompting import ask_alternative, ask_field, ask_text
from ter_core import errors
from ter_core.events.changes import ChangesOf, changes_class, changes_fields
from ter_core.events.shape import EMPTIED, takes_subject, target_of, typed_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ter_core.events.base import Event, EventField
    from ter_core.events.declaration import OneOf

__all__ = ["Recording"]

_FIELD = re.compile(r"champ « (\w+) »")


class Recording:
    """One run of a writing command."""

    def __init__(self, cls: type[Event], values: dict[str, Any]) -> None:
        self.cls, self.values, self.app = cls, values, current()
        self.specs = {spec.name: spec for spec in typed_fields(cls)}

    def run(self) -> int:
        """Read, ask for what is missing, record, tell."""
        from ter_cli.told import tell_planned, tell_written
        from ter_core import Entry

        subject = self.subject()
        entry = Entry(self.event(), subject, on=self.values.get("le"), key=self.values.get("cle"))
        with self.app.session() as session:
            try:
                if self.values["essai"]:
                    tell_planned(self.app, session.preview(entry), self.values["format"])
                else:
                    tell_written(self.app, session.record(entry), self.values["format"])
            except errors.TerError as error:
                raise self.placed(error) from None
        return 0

    def subject(self) -> str | None:
        """The subject that was typed, or is asked for."""
        if not takes_subject(self.cls):
            return None
        typed: str | None = self.values.get("sujet")
        if not typed and self.app.console.interactive:
            known = self.cls.declaration.subject
            typed = ask_text(self.app.console, f"{known.label.capitalize()} (code)")
        return typed

    def event(self) -> Event:
        """The event that the options say."""
        values, changes = self.own(), self.changes()
        self.check_alternatives(self.cls.declaration.one_of, values)
        self.fill(values)
        arguments = {name: value for name, value in values.items() if value is not None}
        arguments["confirme"] = read_confirmations(self.values["confirmer"])
        try:
            return self.cls(**arguments, **changes)
        except errors.InvalidValue as error:
            raise Unreadable(error.what, where=self.where(error), remedy=error.remedy) from None

    def own(self) -> dict[str, Any]:
        """The given values of the event's own fields."""
        found = {}
        for name, spec in self.specs.items():
            value = self.values.get(f"champ__{name}")
            if spec.kind.many:
                value = _flat(value)
            found[name] = value if value is None else checked(spec, value, self.option(name))
        return found

    def changes(self) -> dict[str, Any]:
        """The given values of `champs`, if the class has it."""
        for name, spec in self.specs.items():
            if isinstance(spec.kind, ChangesOf):
                return {name: self.changed(name, spec.kind.of)}
        return {}

    def changed(self, target: str, of: type[Event]) -> Any:
        """What is changed of the fields that `of` sets."""
        given = {}
        for inner in (*changes_fields(of), EMPTIED):
            value = self.values.get(f"{target}__{inner.name}")
            value = _flat(value) if inner.kind.many else value
            if value is not None:
                given[inner.name] = checked(inner, value, f"option {option_name(inner)}")
        self.check_alternatives(of.declaration.one_of, given)
        given["vider"] = _field_names(of, given.get("vider", ()))
        try:
            return changes_class(of)(**given)
        except (ValueError, TypeError) as error:
            raise Unreadable(
                str(error), remedy="Donnez au moins un champ à changer, ou « --vider CHAMP »."
            ) from None

    def check_alternatives(self, groups: tuple[OneOf, ...], values: dict[str, Any]) -> None:
        """Refuse two alternatives at once."""
        for group in groups:
            given = [name for name in group.fields if values.get(name) is not None]
            if len(given) > 1:
                names = " et ".join(f"« {_dashed(name)} »" for name in given)
                raise Unreadable(f"{names} s'excluent.", remedy="Ne donnez qu'une de ces options.")

    def fill(self, values: dict[str, Any]) -> None:
        """Ask for the fields that are missing, or name them all in one error."""
        missing = [spec for spec in self.specs.values() if self.lacks(spec, values)]
        if self.app.console.interactive:
            for spec in missing:
                chosen = self.chosen(spec)
                values[chosen.name] = ask_field(self.app.console, chosen)
            return
        lacking = [self.called(spec) for spec in missing]
        if takes_subject(self.cls) and not self.values.get("sujet"):
            lacking.insert(0, self.cls.declaration.subject.kind.upper())
        if lacking:
            path = click.get_current_context().command_path
            raise Unreadable(f"Il manque {_listed(lacking)}.", remedy=f"Voyez « {path} --help ».")

    def lacks(self, spec: EventField, values: dict[str, Any]) -> bool:
        """Whether a field, or the first of its alternatives, must be given and is not."""
        if isinstance(spec.kind, ChangesOf) or values[spec.name] is not None:
            return False
        group = self.group(spec)
        if group is None:
            return not spec.optional
        none_given = all(values.get(name) is None for name in group.fields)
        return group.required and none_given and group.fields[0] == spec.name

    def group(self, spec: EventField) -> OneOf | None:
        """The alternatives that a field is one of."""
        groups = self.cls.declaration.one_of
        return next((group for group in groups if spec.name in group.fields), None)

    def chosen(self, spec: EventField) -> EventField:
        """The field itself, or the one that a person chooses among its alternatives."""
        group = self.group(spec)
        if group is None:
            return spec
        return ask_alternative(self.app.console, [self.specs[name] for name in group.fields])

    def called(self, spec: EventField) -> str:
        """How a missing field is named: its option, and those that could stand in its place."""
        if spec == target_of(self.cls):
            return "ÉVÉNEMENT"
        group = self.group(spec)
        names = group.fields if group else (spec.name,)
        first, *others = (_dashed(name) for name in names) if group else (option_name(spec),)
        return f"« {first} »" + "".join(f" (ou « {other} »)" for other in others)

    def option(self, name: str) -> str:
        """Where a field is typed."""
        if name == "survenu_le":
            return "option --le" if "le" in self.values else "date du fait"
        spec = self.specs.get(name)
        if spec and isinstance(spec.kind, ChangesOf):
            return spec.kind.label.lower()  # several options make one field
        return f"option {option_name(spec)}" if spec else ""

    def where(self, error: errors.TerError) -> str:
        """The place of an error, in the words of the command line."""
        found = _FIELD.fullmatch(error.where)
        return (found and self.option(found[1])) or (
            "" if error.where == self.cls.__name__ else error.where
        )

    def placed(self, error: errors.TerError) -> errors.TerError:
        """The same error, naming options rather than fields."""
        error.where = self.where(error)
        return error


def _dashed(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _flat(uses: Iterable[tuple[Any, ...]] | None) -> tuple[Any, ...] | None:
    """The values of every use of a repeated option; None where it was not used."""
    values = tuple(value for use in uses or () for value in use)
    return values or None


def _field_names(of: type[Event], typed: Sequence[str]) -> tuple[str, ...]:
    """Fields as `vider` names them, whether they were typed so or as their option is."""
    said = {option_name(spec)[2:].replace("-", "_"): spec.name for spec in changes_fields(of)}
    names = (name.replace("-", "_").lstrip("_") for name in typed)
    return tuple(said.get(name, name) for name in names)


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} et {last}" if first else last
