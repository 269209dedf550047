"""`noms`: how people call each subject, in one pass over the few events that say it.

A mart that only wants to write a code or a label joins this view and not a whole fold.
"""

from __future__ import annotations

from collections.abc import Sequence

from ter_core.events.base import Event, fields_of
from ter_core.events.declaration import KeyForm
from ter_core.events.fields import Code, Title
from ter_core.projections.setters import Effect, setters_of
from ter_core.projections.view import View, literal

__all__ = ["names_view"]


def names_view(classes: Sequence[type[Event]]) -> View:
    """The view of the names: of each subject its code and its label, as last said."""
    codes, labels, types, numbered = [], [], [], []
    for kind, label in _labels(classes).items():
        for cls in (one for one in classes if one.declaration.subject.kind == kind):
            name = literal(cls.__name__)
            paths = [
                one.path
                for one in setters_of(cls)
                if one.field == label and one.effect in (Effect.CREATES, Effect.SETS)
            ]
            if paths:
                labels.append(f"when {name} then donnees ->> {literal(paths[0])}")
            if cls.declaration.creates:
                codes.append(name)
                if cls.declaration.subject.key is KeyForm.NUMBER:
                    numbered.append(name)
            if paths or cls.declaration.creates:
                types.append(name)
    return View(
        "noms",
        _query(codes, labels, types, numbered),
        "Comment on appelle chaque sujet : son code, et son libellé à la date d'observation.",
        {
            "code": "Code enregistré",
            "code_affiche": "Code, suivi de « bis » s'il était déjà pris",
            "libelle": "Libellé en vigueur",
        },
    )


def _query(codes: list[str], labels: list[str], types: list[str], numbered: list[str]) -> str:
    label = f"case type {' '.join(labels)} end" if labels else "null"
    return (
        "with dits as (\n"
        "  select sujet, id, ordre,\n"
        f"    case when type in ({_all(codes)}) then donnees ->> '$.code' end as code,\n"
        f"    {label} as libelle\n"
        f"  from evenements_appliques where est_lisible and type in ({_all(types)})\n"
        "),\n"
        "repetes as (\n"
        "  select sujet, row_number() over (partition by code order by id) as fois\n"
        "  from (\n"
        "    select sujet, id, donnees ->> '$.code' as code from evenements_connus\n"
        f"    where type in ({_all(numbered)})\n  )\n"
        "  qualify count(*) over (partition by code) > 1\n"
        ")\n"
        "select d.sujet, d.code,\n"
        "  d.code || coalesce(\n"
        "    ['', ' bis', ' ter', ' quater', ' quinquies'][least(r.fois, 5)], ''\n"
        "  ) as code_affiche,\n"
        "  d.libelle\n"
        "from (\n"
        "  select sujet, any_value(code) as code, arg_max(libelle, ordre) as libelle\n"
        "  from dits group by sujet\n"
        ") as d left join repetes as r on d.sujet = r.sujet"
    )


def _labels(classes: Sequence[type[Event]]) -> dict[str, str | None]:
    """For each kind, the field that labels it: the first text that its creation must say."""
    found: dict[str, str | None] = {}
    for cls in classes:
        if cls.declaration.creates:
            texts = (
                spec.name
                for spec in fields_of(cls)
                if isinstance(spec.kind, Title)
                and not isinstance(spec.kind, Code)
                and not spec.optional
            )
            found.setdefault(cls.declaration.subject.kind, next(texts, None))
    return found


def _all(names: list[str]) -> str:
    return ", ".join(names) or "null"
