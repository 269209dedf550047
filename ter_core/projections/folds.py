"""The fold of each kind of subject (schema `sujets`): one row per subject, its live values.

A value is that of the last visible event that sets it, in the order of the subject's history. The
SQL is written from the declared setters and transitions, so it decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson
from attrs import frozen

from ter_core.events.base import Event, fields_of
from ter_core.events.changes import ChangesOf
from ter_core.events.declaration import Subject
from ter_core.events.fields import Kind
from ter_core.projections.setters import Effect, Setter, setters_of
from ter_core.projections.shapes import Structure, structure
from ter_core.projections.typed import meaning_of
from ter_core.projections.view import View, literal, quoted

__all__ = ["fold_view"]


def fold_view(subject: Subject, classes: Sequence[type[Event]]) -> View:
    """The view of one kind of subject, from every class about it."""
    return _Fold(subject, tuple(classes)).view()


@frozen
class _Fold:
    """The classes about one kind of subject; in SQL the nth of them is `k = n`.

    `v` is the payload, `c` its `champs`, both empty where they set nothing or cannot be read.
    """

    subject: Subject
    classes: tuple[type[Event], ...]

    def view(self) -> View:
        """Its view."""
        kinds = self._kinds()
        values = [self._value(name, kind) for name, kind in kinds.items()]
        columns = ",\n    ".join([*values, *self._life()])
        query = (
            f"with lus as materialized (\n{self._read()}\n),\n"
            f"plis as (\n  select sujet,\n    {columns}\n  from lus group by sujet\n)\n"
            "select p.*, coalesce(t.nb_tetes, 1) as nb_tetes,\n"
            "  p.evenement_creation is null or coalesce(t.nb_causes_absentes, 0) > 0"
            " as est_incomplet\n"
            "from plis as p left join tetes as t on p.sujet = t.sujet"
        )
        return View(
            f"sujets.{self.subject.kind}",
            query,
            f"{self.subject.plural.capitalize()} : {self.subject.definition}",
            {name: meaning_of(kind) for name, kind in kinds.items()},
        )

    def _kinds(self) -> dict[str, Kind]:
        """The fields of the subject: those of its creating events, then those that others set."""
        found: dict[str, Kind] = {}
        for cls in sorted(self.classes, key=lambda one: not one.declaration.creates):
            own = {spec.name: spec.kind for spec in fields_of(cls)}
            for setter in setters_of(cls):
                if setter.path == f"$.{setter.field}":
                    found.setdefault(setter.field, own[setter.field])
        return found

    def _setters(self, name: str) -> list[tuple[int, Setter]]:
        return [
            (n, setter)
            for n, cls in enumerate(self.classes, 1)
            for setter in setters_of(cls)
            if setter.field == name
        ]

    def _read(self) -> str:
        names = [literal(cls.__name__) for cls in self.classes]
        numbers = " ".join(f"when {name} then {n}" for n, name in enumerate(names, 1))
        shape, changed = self._structures()
        changing = [n for n, cls in enumerate(self.classes, 1) if _changes_of(cls)]
        changes = (
            f"case when est_lisible and n in ({_listed(changing)})\n"
            f"      then from_json(donnees -> '$.champs', {_json(changed)}) end"
            if changing
            else "null"
        )
        return (
            f"  select *, {self._state()} as s\n  from (\n"
            "    select *, case when est_lisible then n else 0 end as k,\n"
            f"      case when est_lisible then from_json(donnees, {_json(shape)}) end as v,\n"
            f"      {changes} as c\n"
            f"    from (\n      select *, case type {numbers} end as n\n"
            f"      from evenements_appliques where type in ({', '.join(names)})\n    )\n  )"
        )

    def _structures(self) -> tuple[dict[str, Structure], dict[str, Structure]]:
        """What is parsed of the payloads: only the fields that set something."""
        direct: dict[str, Structure] = {"confirme": "JSON"}
        changed: dict[str, Structure] = {}
        for cls in self.classes:
            own = {setter.field for setter in setters_of(cls)}
            own.add(cls.declaration.state_field or "")
            for spec in fields_of(cls):
                shape = structure(spec.kind)
                if isinstance(spec.kind, ChangesOf) and isinstance(shape, dict):
                    changed |= shape
                elif spec.name in own and direct.setdefault(spec.name, shape) != shape:
                    raise ValueError(f"{cls.__name__}.{spec.name} is elsewhere of another kind")
        return direct, changed

    def _state(self) -> str:
        """The state an event leads to, whether its payload can be read or not."""
        parts = []
        for n, cls in enumerate(self.classes, 1):
            declared = cls.declaration
            stated = f"v.{quoted(declared.state_field)}" if declared.state_field else "null"
            if declared.state_field or declared.to:
                parts.append(f"when {n} then coalesce({stated}, {literal(declared.to)})")
        return f"case n {' '.join(parts)} end" if parts else "null::varchar"

    def _value(self, name: str, kind: Kind) -> str:
        """The live value of a field: of the last event that sets it."""
        setters = self._setters(name)
        changing = {n for n, one in setters if one.path.startswith("$.champs.")}
        value = f"v.{quoted(name)}"
        if changing:
            value = f"case when k in ({_listed(changing)}) then c.{quoted(name)} else {value} end"
        tests = _conditions(name, setters)
        live = f"arg_max_null({value}, ordre)\n      filter ({' or '.join(tests)})"
        if isinstance(structure(kind), list):
            live = f"coalesce({live}, [])"
        return f"{live} as {quoted(name)}"

    def _life(self) -> list[str]:
        """State, dates and events of the subject's life."""
        creating = [n for n, cls in enumerate(self.classes, 1) if cls.declaration.creates]
        created = f"filter (k in ({_listed(creating) or 'null'}))"
        return [
            "arg_max(s, ordre) as etat",
            "arg_max(survenu_le, ordre) filter (s is not null) as date_etat",
            "arg_max(evenement, ordre) filter (s is not null) as evenement_etat",
            f"arg_min(id, ordre) {created} as evenement_creation",
            f"arg_min(survenu_le, ordre) {created} as date_creation",
            "max(survenu_le) as date_dernier_evenement",
            "count(*) filter (not est_repris) as nb_evenements",
        ]


def _conditions(name: str, setters: Iterable[tuple[int, Setter]]) -> list[str]:
    """When an event sets a field: always for a creation, else where its payload says so."""
    created = sorted({n for n, one in setters if one.effect is Effect.CREATES})
    tests = [f"k in ({_listed(created)})"] if created else []
    by_test: dict[str, list[int]] = {}
    for n, one in setters:
        at = _column(one.path)
        if one.effect is Effect.LISTED:
            by_test.setdefault(f"list_contains({at}, {literal(name)})", []).append(n)
        elif one.effect is not Effect.CREATES:
            by_test.setdefault(f"{at} is not null", []).append(n)
    tests += [f"(k in ({_listed(ns)}) and {test})" for test, ns in by_test.items()]
    return tests


def _column(path: str) -> str:
    parts = path.split(".")[1:]
    return f"c.{quoted(parts[1])}" if len(parts) > 1 else f"v.{quoted(parts[0])}"


def _changes_of(cls: type[Event]) -> bool:
    return any(isinstance(spec.kind, ChangesOf) for spec in fields_of(cls))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(n) for n in sorted(numbers))


def _json(shape: dict[str, Structure]) -> str:
    return literal(orjson.dumps(shape).decode())
