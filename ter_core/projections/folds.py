"""The fold of each kind of subject (schema `sujets`): one row per subject, its live values.

A value is that of the last visible event that sets it, in the order of the subject's history. The
SQL is written from the declared setters and transitions, so it decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import orjson
from attrs import define, field

from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf
from ter_core.events.declaration import Subject
from ter_core.events.fields import Kind
from ter_core.projections.setters import Effect, Setter, setters_of
from ter_core.projections.shapes import Structure, structure
from ter_core.projections.typed import meaning_of, snake_case
from ter_core.projections.view import View, literal, quoted

__all__ = ["fold_view"]


def fold_view(subject: Subject, classes: Sequence[type[Event]]) -> View:
    """The view of one kind of subject, from every class about it."""
    fold = _Fold(subject, tuple(classes))
    return View(
        f"sujets.{subject.kind}",
        fold.query(),
        f"{subject.plural.capitalize()} : {subject.definition}",
        fold.meanings(),
    )


@define
class _Fold:
    """The classes about one kind of subject.

    In SQL the nth of them is `n`; `v_…` are the values its payload sets, `m` has the bit of each
    field that it sets, to a value or to nothing. A payload that cannot be read sets none.
    Aggregates are told what to leave out by a NULL order, which costs less than a filter.
    """

    subject: Subject
    classes: tuple[type[Event], ...]
    kinds: dict[str, Kind] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """The fields of the subject: those of its creating events, then those that others set."""
        for cls in sorted(self.classes, key=lambda one: not one.declaration.creates):
            own = {spec.name: spec.kind for spec in fields_of(cls)}
            for setter in setters_of(cls):
                if setter.path == f"$.{setter.field}":
                    kind = self.kinds.setdefault(setter.field, own[setter.field])
                    if structure(kind) != structure(own[setter.field]):
                        raise ValueError(
                            f"{cls.__name__}.{setter.field} is elsewhere of another kind"
                        )

    def query(self) -> str:
        """Parse each payload once, then keep of each field the last value set."""
        columns = ",\n    ".join([*self._values(), *self._life(), *self._counts()])
        return (
            f"with lus as materialized (\n{self._read()}\n),\n"
            f"plis as (\n  select sujet,\n    {columns}\n  from lus group by sujet\n)\n"
            "select p.*, coalesce(t.nb_tetes, 1) as nb_tetes,\n"
            f"  {self._missing()}coalesce(t.nb_causes_absentes, 0) > 0 as est_incomplet\n"
            "from plis as p left join tetes as t on p.sujet = t.sujet"
        )

    def _missing(self) -> str:
        """A subject that is created is incomplete without its creation."""
        return "" if self.subject.exists_with else "p.evenement_creation is null or "

    def meanings(self) -> dict[str, str]:
        """What the columns of this kind mean; those of every kind are told elsewhere."""
        found = {name: meaning_of(kind) for name, kind in self.kinds.items()}
        for name in self._moved():
            found[f"{name}_initial"] = f"{self.kinds[name].label}, à l'origine ou rectifiée depuis"
        for cls in self._others():
            label = cls.declaration.label
            found[f"nb_{snake_case(cls.__name__)}"] = f"Nombre d'événements « {label} »"
            found[f"date_{snake_case(cls.__name__)}"] = f"Date du dernier fait « {label} »"
        return found

    def _read(self) -> str:
        names = [literal(cls.__name__) for cls in self.classes]
        numbers = " ".join(f"when {name} then {n}" for n, name in enumerate(names, 1))
        shape = {name: structure(kind) for name, kind in self.kinds.items()}
        root, emptied = "donnees", "null"
        changing = [n for n, cls in enumerate(self.classes, 1) if _changed_path(cls)]
        if changing:
            numbered = ", ".join(str(n) for n in changing)
            root = f"case when n in ({numbered}) then donnees -> '$.champs' else donnees end"
            emptied = (
                f"case when n in ({numbered}) and est_lisible\n"
                "      then from_json(donnees -> '$.champs.vider', '[\"VARCHAR\"]') end"
            )
        values = "".join(f",\n    v.{quoted(name)} as {_flat(name)}" for name in self.kinds)
        read = f"from_json({root}, {_json(shape)})" if shape else "null"
        return (
            "  select sujet, id, evenement, survenu_le, est_repris, ordre, est_lisible, n,\n"
            f"    case when est_lisible then case n {self._masks()} end else 0 end as m,\n"
            f"    {self._state()} as s, donnees ->> '$.motif' as motif{values}\n"
            f"  from (\n    select *, {emptied} as vides,\n"
            f"      case when est_lisible then {read} end as v\n"
            f"    from (\n      select *, case type {numbers} end as n\n"
            f"      from evenements_appliques where type in ({', '.join(names)})\n    )\n  )"
        )

    def _masks(self) -> str:
        """For each class, the bits of the fields that its payload sets."""
        return " ".join(
            f"when {n} then {' + '.join(self._bits(cls)) or 0}"
            for n, cls in enumerate(self.classes, 1)
        )

    def _bits(self, cls: type[Event]) -> Iterator[str]:
        always, tests = 0, dict[int, list[str]]()
        for setter in setters_of(cls):
            bit = self._bit(setter.field)
            if setter.effect is Effect.CREATES:
                always |= bit
            else:
                tests.setdefault(bit, []).append(_test(setter))
        if always:
            yield str(always)
        for bit, either in tests.items():
            yield f"if({' or '.join(either)}, {bit}, 0)"

    def _bit(self, name: str) -> int:
        return 1 << list(self.kinds).index(name)

    def _state(self) -> str:
        """The state an event leads to, even if the rest of its payload cannot be read."""
        parts = []
        for n, cls in enumerate(self.classes, 1):
            to, said = cls.declaration.to, cls.declaration.state_field
            value = literal(to)
            if said:
                value = f"coalesce(if(est_lisible, donnees ->> '$.{said}', null), {value})"
            if said or to:
                parts.append(f"when {n} then {value}")
        return f"case n {' '.join(parts)} end" if parts else "null::varchar"

    def _values(self) -> Iterator[str]:
        for name in self.kinds:
            yield self._last(name, name, f"m & {self._bit(name)} > 0")
        original = ", ".join(str(n) for n, cls in enumerate(self.classes, 1) if _is_original(cls))
        for name in self._moved():
            kept = f"n in ({original}) and m & {self._bit(name)} > 0"
            yield self._last(name, f"{name}_initial", kept)

    def _last(self, name: str, column: str, condition: str) -> str:
        last = f"arg_max_null({_flat(name)}, if({condition}, ordre, null))"
        if isinstance(structure(self.kinds[name]), list):
            last = f"coalesce({last}, [])"
        return f"{last} as {quoted(column)}"

    def _moved(self) -> list[str]:
        """Fields set anew by what corrects nothing: their first value says something."""
        first = {
            one.field for cls in self.classes if cls.declaration.creates for one in setters_of(cls)
        }
        later = {
            one.field for cls in self._others() if not _is_original(cls) for one in setters_of(cls)
        }
        return [name for name in self.kinds if name in first & later]

    def _others(self) -> list[type[Event]]:
        return [cls for cls in self.classes if not cls.declaration.creates]

    def _life(self) -> list[str]:
        """State, dates and events of the subject's life."""
        creating = [str(n) for n, cls in enumerate(self.classes, 1) if cls.declaration.creates]
        created = f"if(est_lisible and n in ({', '.join(creating) or 'null'}), ordre, null)"
        stated = "if(s is null, null, ordre)"
        return [
            f"{self._live_state()} as etat",
            f"arg_max(survenu_le, {stated}) as date_etat",
            f"arg_max(evenement, {stated}) as evenement_etat",
            f"arg_max_null(motif, {stated}) as motif_etat",
            f"arg_min(id, {created}) as evenement_creation",
            f"arg_min(survenu_le, {created}) as date_creation",
            "max(survenu_le) as date_dernier_evenement",
            "count(if(est_repris, null, 1)) as nb_evenements",
        ]

    def _live_state(self) -> str:
        """The last state; a subject that nothing creates begins in its first."""
        if not self.subject.exists_with:
            return "arg_max(s, ordre)"
        return f"coalesce(arg_max(s, ordre), {literal(next(iter(self.subject.states)))})"

    def _counts(self) -> Iterator[str]:
        for n, cls in enumerate(self.classes, 1):
            if not cls.declaration.creates:
                name, own = snake_case(cls.__name__), f"n = {n} and not est_repris"
                yield f"count(if({own}, 1, null)) as nb_{name}"
                yield f"max(if({own}, survenu_le, null)) as date_{name}"


def _flat(name: str) -> str:
    return quoted(f"v_{name}")


def _test(setter: Setter) -> str:
    """When an event that does not create sets a field."""
    if setter.effect is Effect.LISTED:
        return f"list_contains(vides, {literal(setter.field)})"
    return f"v.{quoted(setter.path.rpartition('.')[2])} is not null"


def _changed_path(cls: type[Event]) -> bool:
    return any(isinstance(spec.kind, ChangesOf) for spec in fields_of(cls))


def _is_original(cls: type[Event]) -> bool:
    return cls.declaration.creates or cls.declaration.correction


def _json(shape: dict[str, Structure]) -> str:
    return literal(orjson.dumps(shape).decode())
