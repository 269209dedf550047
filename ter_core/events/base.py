"""The base of every event class: fields checked when built, one declaration, one registry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

import attrs
from attrs import frozen

from ter_core import events
from ter_core.errors import InvalidValue
from ter_core.events.declaration import Declaration
from ter_core.events.fields import Kind, Lines, Title
from ter_core.events.lines import Line, line_fields
from ter_core.vocabulary.subjects import is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ter_core.events.situation import Situation, Verdict

__all__ = ["Confirmation", "Event", "EventField", "fields_of", "noun_of"]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@frozen(kw_only=True)
class Confirmation(Line):
    """A warning that its author confirmed, with the reason."""

    title: ClassVar[str] = "une confirmation"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?P<regle>[a-z0-9-]+)\s*=\s*(?P<motif>.+)")
    example: ClassVar[str] = "dimanche=sortie exceptionnelle"

    regle: Annotated[str, Title("Règle", example="dimanche")]
    motif: Annotated[str, Title("Motif", example="sortie exceptionnelle")]

    def check(self) -> None:
        """A rule has the form of a code."""
        if not is_slug(self.regle):
            raise ValueError(f"« {self.regle} » n'est pas le nom d'une règle.")

    def short(self) -> str:
        """`regle=motif`."""
        return f"{self.regle}={self.motif}"


@frozen
class EventField:
    """A field of an event class: name, kind, whether it may be absent, its default."""

    name: str
    kind: Kind
    optional: bool
    default: Any = None


@frozen(kw_only=True)
class Event:
    """One thing said about one subject. A subclass is one type of event, and is never renamed.

    Building an event normalises and checks its fields.

    Raises:
        InvalidValue: a field does not hold what it must; the message names it.
    """

    declaration: ClassVar[Declaration]

    confirme: Annotated[
        tuple[Confirmation, ...],
        Lines(
            "Confirmations",
            of=Confirmation,
            help="Avertissements confirmés : la règle, « = », le motif.",
        ),
    ] = ()

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Register the final class (attrs builds slotted classes twice: see its documentation)."""
        if "declaration" in cls.__dict__:
            events.register(cls)

    def __attrs_post_init__(self) -> None:
        self._check(fields_of(type(self)))

    def _check(self, specs: Iterable[EventField]) -> None:
        for spec in specs:
            value = getattr(self, spec.name)
            if value is None and spec.optional:
                continue
            try:
                checked = spec.kind.check(value)
            except (ValueError, TypeError) as error:
                raise InvalidValue(
                    str(error), where=f"champ « {spec.name} »", remedy=_remedy(spec)
                ) from None
            if checked is not value:
                object.__setattr__(self, spec.name, checked)
        self._check_alternatives()

    def _check_alternatives(self) -> None:
        for group in self.declaration.one_of:
            given = [name for name in group.fields if getattr(self, name) is not None]
            if len(given) == 1:
                continue
            words = " et ".join(f"« {name} »" for name in given)
            choices = " ou ".join(f"« {name} »" for name in group.fields)
            if len(given) > 1:
                raise InvalidValue(
                    f"{words} s'excluent.",
                    where=type(self).__name__,
                    remedy=f"Donnez {choices}, un seul des deux.",
                )
            if group.required and not given:
                raise InvalidValue(
                    f"Il manque {choices}.",
                    where=type(self).__name__,
                    remedy="Donnez l'un des deux.",
                )

    def derived_date(self) -> date | None:
        """The date of the fact, where the event itself says it; None where it does not."""
        return None

    def default_date(self, situation: Situation) -> date:
        """The date of the fact when its author gave none: today, unless the class knows better."""
        return situation.today

    def completed(self, situation: Situation) -> Self:
        """The event with the fields that the program fills."""
        del situation
        return self

    def quoting(self, answer: Mapping[str, Any], position: Sequence[Mapping[str, Any]]) -> Self:
        """The event with what it quotes of an answer; a class that `quotes` redefines it."""
        del answer, position
        return self

    def proposed_code(self) -> str | None:
        """The label from which a slug code is proposed; None where there is no such code."""
        return None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """What this type's own rules find; a class says them by redefining this method."""
        del situation
        return iter(())

    def judge(self, situation: Situation) -> Iterator[Verdict]:
        """Every rule that the event breaks and every doubt it raises, its type's own first."""
        from ter_core.events import doubts

        yield from self.rules(situation)
        yield from doubts.late_entry(self, situation)
        yield from doubts.identity(self)

    def with_values(self, **values: Any) -> Self:
        """The same event with some other values, which are checked; the others were."""
        cls = type(self)
        made = object.__new__(cls)
        for spec in fields_of(cls):
            object.__setattr__(made, spec.name, getattr(self, spec.name))
        for name, value in values.items():
            object.__setattr__(made, name, value)
        made._check([spec for spec in fields_of(cls) if spec.name in values])
        return made


_FIELDS: dict[type, tuple[EventField, ...]] = {}


def fields_of(cls: type) -> tuple[EventField, ...]:
    """The fields of an event class in the order they are stored: its own, then `confirme`."""
    if cls not in _FIELDS:
        defaults = {a.name: a.default for a in attrs.fields(cls)}
        found = [_field(name, kind, defaults[name]) for name, kind, _ in line_fields(cls)]
        _FIELDS[cls] = tuple(sorted(found, key=lambda spec: spec.name == "confirme"))
    return _FIELDS[cls]


def noun_of(type_name: str) -> str:
    """The noun of a type's command: `OrdreDuJourArrete` → `ordre-du-jour`."""
    return "-".join(_CAMEL.split(type_name)[:-1]).lower()


def _field(name: str, kind: Kind, default: object) -> EventField:
    if default is attrs.NOTHING:
        return EventField(name, kind, optional=False)
    return EventField(name, kind, optional=True, default=default)


def _remedy(spec: EventField) -> str:
    return f"Exemple : {spec.kind.example}." if spec.kind.example else ""
