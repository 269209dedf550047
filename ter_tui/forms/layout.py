"""The fields of a form, in order: from an event class, or from the parameters of a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from ter_core.events.base import Event, EventField
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.fields import (
    Code,
    Count,
    Day,
    Fingerprint,
    Flag,
    Hour,
    Kind,
    Named,
    OneChoice,
    Ref,
)
from ter_core.events.shape import target_of, typed_fields

__all__ = [
    "ON",
    "FieldPlan",
    "FieldRow",
    "Section",
    "changes_prefix",
    "is_file",
    "plan_of",
    "plan_of_parameters",
    "sections_of",
]

ON = "le"
"""The field that holds the date of the fact, beside those of the event."""

_DAY = Day(
    "Date du fait", help="Celle de la séance ou de l'action, sinon aujourd'hui.", example="hier"
)
_SHORT = (Code, Count, Day, Flag, Hour, Named, OneChoice, Ref)


@frozen
class FieldPlan:
    """One field of a form: its key among the texts, its kind, whether it must be filled.

    `group` names the fields of which only one is filled, this one included.
    """

    key: str
    kind: Kind
    required: bool
    group: tuple[str, ...] = ()


@frozen
class FieldRow:
    """Fields that stand side by side; `either` where only one of them is filled."""

    plans: tuple[FieldPlan, ...]
    either: bool = False


@frozen
class Section:
    """Rows of fields under a heading; the first section has none."""

    heading: str
    rows: tuple[FieldRow, ...]


def plan_of(cls: type[Event], hidden: Sequence[str] = ()) -> tuple[FieldPlan, ...]:
    """The fields that a person fills to record an event, in the order in which they are typed.

    What is needed comes first, save in what changes a subject: there the reason comes after. The
    date of the fact comes near the end, and the code, which the program proposes, last.
    """
    found = [plan for plan in _fields(cls) if plan.key not in hidden]
    dated = not cls.declaration.correction and cls.derived_date is Event.derived_date
    if dated and ON not in hidden:
        found.append(FieldPlan(ON, _DAY, required=False))
    prefix = changes_prefix(cls)
    return tuple(sorted(found, key=lambda plan: _place(plan, prefix)))


def plan_of_parameters(specs: Sequence[EventField]) -> tuple[FieldPlan, ...]:
    """The fields of the parameters of a question."""
    return tuple(FieldPlan(spec.name, spec.kind, required=not spec.optional) for spec in specs)


def sections_of(plans: Sequence[FieldPlan]) -> tuple[Section, ...]:
    """The fields of a form as they stand: what is needed, then what is not."""
    needed = [plan for plan in plans if plan.required or "." in plan.key]
    optional = [plan for plan in plans if plan not in needed]
    if not needed:
        return (Section("", tuple(_rows(optional))),)
    found = [Section("", tuple(_rows(needed)))]
    if optional:
        found.append(Section("Facultatif", tuple(_rows(optional))))
    return tuple(found)


def changes_prefix(cls: type[Event]) -> str:
    """The name of the field that holds changes, if the class has one."""
    return next((s.name for s in typed_fields(cls) if isinstance(s.kind, ChangesOf)), "")


def is_file(plan: FieldPlan) -> bool:
    """Whether the field is typed as a file, of which the log keeps the fingerprint."""
    return isinstance(plan.kind, Fingerprint)


def _fields(cls: type[Event]) -> Iterator[FieldPlan]:
    target = target_of(cls)
    groups = {name: group for group in cls.declaration.one_of for name in group.fields}
    for spec in typed_fields(cls):
        if spec == target:
            continue
        if isinstance(spec.kind, ChangesOf):
            yield from _changes(spec.name, spec.kind.of)
            continue
        group = groups.get(spec.name)
        needed = group.required if group else not spec.optional
        yield FieldPlan(spec.name, spec.kind, needed, group.fields if group else ())


def _changes(name: str, of: type[Event]) -> Iterator[FieldPlan]:
    groups = {one: group for group in of.declaration.one_of for one in group.fields}
    for inner in changes_fields(of):
        group = groups.get(inner.name)
        others = tuple(f"{name}.{one}" for one in group.fields) if group else ()
        yield FieldPlan(f"{name}.{inner.name}", inner.kind, required=False, group=others)


def _place(plan: FieldPlan, prefix: str) -> int:
    """Where a field comes: what is needed, the rest, the date, the code."""
    if isinstance(plan.kind, Code):
        return 4
    if plan.key == ON:
        return 3
    if prefix:
        return 0 if "." in plan.key else 1 + (not plan.required)
    return 0 if plan.required else 1


def _rows(plans: Iterable[FieldPlan]) -> Iterator[FieldRow]:
    """Alternatives together, short fields two by two, the others alone."""
    waiting: list[FieldPlan] = []
    told: set[str] = set()
    found = list(plans)
    for plan in found:
        if plan.key in told:
            continue
        if plan.group:
            yield from _flushed(waiting)
            together = tuple(one for one in found if one.key in plan.group)
            told.update(one.key for one in together)
            yield FieldRow(together, either=len(together) > 1)
        elif _is_short(plan):
            waiting.append(plan)
            if len(waiting) == 2:
                yield from _flushed(waiting)
        else:
            yield from _flushed(waiting)
            yield FieldRow((plan,))
    yield from _flushed(waiting)


def _flushed(waiting: list[FieldPlan]) -> Iterator[FieldRow]:
    if waiting:
        yield FieldRow(tuple(waiting))
        waiting.clear()


def _is_short(plan: FieldPlan) -> bool:
    return isinstance(plan.kind, _SHORT) and not plan.kind.many
