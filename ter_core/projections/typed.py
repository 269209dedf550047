"""The typed views, one per type of event (schema `evenements`).

A payload that is not what its class says is in none of them: an analyst never meets a NULL that
stands for a mistake.
"""

from __future__ import annotations

import re

import orjson

from ter_core.events.base import Event, fields_of
from ter_core.events.fields import Kind
from ter_core.projections.shapes import structure
from ter_core.projections.view import View, literal, quoted

__all__ = ["ENVELOPE", "meaning_of", "snake_case", "typed_view"]

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

ENVELOPE = (
    "id",
    "sujet",
    "profondeur",
    "survenu_le",
    "enregistre_le",
    "auteur",
    "origine",
    "poste",
    "rang",
    "lot",
)


def snake_case(type_name: str) -> str:
    """`DecisionAdoptee` → `decision_adoptee`."""
    return _WORD.sub("_", type_name).lower()


def meaning_of(kind: Kind) -> str:
    """What a column of this kind means."""
    return f"{kind.label} : {kind.help}" if kind.help else kind.label


def typed_view(cls: type[Event]) -> View:
    """The view of one type: the envelope of the event, then a typed column per field."""
    specs = fields_of(cls)
    shape = {spec.name: structure(spec.kind) for spec in specs}
    columns = [f"e.{name}" for name in ENVELOPE]
    columns += [
        f"coalesce(v.{quoted(name)}, []) as {quoted(name)}"
        if isinstance(of, list)
        else f"v.{quoted(name)}"
        for name, of in shape.items()
    ]
    name = cls.__name__
    query = (
        f"select {', '.join(columns)}\n"
        f"from (\n  select *, from_json(donnees, {literal(orjson.dumps(shape).decode())}) as v\n"
        f"  from evenements_visibles where type = {literal(name)}\n) as e\n"
        "anti join lignes_illisibles as i on e.id = i.id"
    )
    summary = (cls.__doc__ or "").strip().partition("\n")[0]
    return View(
        f"evenements.{snake_case(name)}",
        query,
        f"{cls.declaration.label} : {summary}",
        {spec.name: meaning_of(spec.kind) for spec in specs},
    )
