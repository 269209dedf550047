"""The base of every question class: parameters declared as event fields are, one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Protocol, Self

from attrs import frozen

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.events.base import EventField, fields_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.report import Column, Report

__all__ = ["Marts", "Question", "QuestionDeclaration", "parameters_of"]


class Marts(Protocol):
    """The marts at one observation date: the only thing a report may ask."""

    @property
    def a_la_date(self) -> date:
        """The observation date."""

    def at(self, a_la_date: date, position: Sequence[Mapping[str, Any]] | None = None) -> Marts:
        """The same marts on another day, or exactly as a machine knew them at a position."""

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows of one SELECT over marts, with named parameters (`$responsable`)."""


@frozen(kw_only=True)
class QuestionDeclaration:
    """The words of a question: its command, its label, the version of its JSON schema.

    `arguments` names the parameters that are typed without an option, in order.
    """

    name: str
    label: str
    schema_version: int = 1
    arguments: tuple[str, ...] = ()


@frozen(kw_only=True)
class Question:
    """One thing that may be asked. Building a question checks its parameters.

    `diffusion` says how its answer leaves the team; one that says nothing of it does not leave.

    Raises:
        InvalidValue: a parameter does not hold what it must.
    """

    declaration: ClassVar[QuestionDeclaration]
    columns: ClassVar[tuple[Column, ...]]
    diffusion: ClassVar[Diffusion | None] = None

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Register the final class."""
        if "declaration" in cls.__dict__:
            reports.register(cls)

    def __attrs_post_init__(self) -> None:
        for spec in parameters_of(type(self)):
            value = getattr(self, spec.name)
            if value is None and spec.optional:
                continue
            try:
                object.__setattr__(self, spec.name, spec.kind.check(value))
            except (ValueError, TypeError) as error:
                raise InvalidValue(str(error), where=f"paramètre « {spec.name} »") from None

    @classmethod
    def about(cls, subject: str) -> Self:
        """The question about a subject, typed or in full; what an event quotes redefines it.

        Raises:
            InvalidValue: there is no such question.
        """
        raise TypeError(f"{cls.__name__} is about no subject such as {subject}")

    def quotation(self, report: Report) -> dict[str, Any]:
        """What an event records of an answer (JSON values)."""
        del report
        return {}

    def answer(self, marts: Marts) -> Report:
        """The answer, from the marts; every class redefines it."""
        raise TypeError(f"{type(self).__name__} has no answer, for {marts.a_la_date}")


def parameters_of(cls: type[Question]) -> tuple[EventField, ...]:
    """The parameters of a question class, in order."""
    return fields_of(cls)
