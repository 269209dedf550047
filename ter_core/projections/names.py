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

__all__ = ["names_view", "naming_macros", "numbers_view"]


def naming_macros(classes: Sequence[type[Event]]) -> str:
    """The macros `code_donne` and `est_numerote`."""
    creating = [cls for cls in classes if cls.declaration.creates]
    numbered = [cls for cls in creating if cls.declaration.subject.key is KeyForm.NUMBER]
    return (
        f"create macro code_donne(type, donnees) as\n"
        f"  case when type in ({_types(creating)}) then donnees ->> '$.code' end;\n"
        f"create macro est_numerote(type) as type in ({_types(numbered)});\n"
    )


def numbers_view(classes: Sequence[type[Event]]) -> View:
    """The view of the codes: a number that two postes gave reads « bis » for the later by `id`."""
    creating = [cls for cls in classes if cls.declaration.creates]
    return View(
        "codes_donnes",
        "select c.sujet, arg_min(c.code, c.id) as code, min(c.id) as evenement_creation,\n"
        "  arg_min(c.code || ['', ' bis', ' ter', ' quater', ' quinquies'][\n"
        "    least(coalesce(h.fois, 1), 5)\n  ], c.id) as code_affiche\n"
        "from evenements_connus as c\n"
        "left join (\n"
        "  select id, row_number() over (partition by code order by id) as fois\n"
        "  from lignes_homonymes where est_connu(enregistre_le, poste, rang)\n"
        ") as h on c.id = h.id\n"
        f"where c.type in ({_types(creating)})\n"
        "group by c.sujet",
        "Les codes donnés, ceux des créations annulées compris : un numéro n'est jamais repris.",
        {
            "code": "Code enregistré",
            "code_affiche": "Code, suivi de « bis » s'il était déjà pris",
            "evenement_creation": "Événement qui le donne",
        },
    )


def names_view(classes: Sequence[type[Event]]) -> View:
    """The view of the names: of each subject its code and its label, as last said."""
    labels, types = [], []
    for kind, label in _labels(classes).items():
        for cls in (one for one in classes if one.declaration.subject.kind == kind):
            paths = [
                one.path
                for one in setters_of(cls)
                if one.field == label and one.effect in (Effect.CREATES, Effect.SETS)
            ]
            if paths:
                name = literal(cls.__name__)
                labels.append(f"when {name} then donnees ->> {literal(paths[0])}")
                types.append(name)
    label = f"case type {' '.join(labels)} end" if labels else "null"
    return View(
        "noms",
        "select c.sujet, c.code, c.code_affiche, c.evenement_creation, l.libelle\n"
        "from codes_donnes as c\n"
        "left join (\n"
        "  select sujet, arg_max(libelle, ordre) as libelle\n"
        f"  from (\n    select sujet, ordre, {label} as libelle\n"
        f"    from evenements_appliques where est_lisible and type in ({_all(types)})\n  )\n"
        "  group by sujet\n) as l on c.sujet = l.sujet",
        "Comment on appelle chaque sujet : son code, et son libellé à la date d'observation.",
        {
            "code": "Code enregistré",
            "code_affiche": "Code, suivi de « bis » s'il était déjà pris",
            "libelle": "Libellé en vigueur",
        },
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


def _types(classes: Sequence[type[Event]]) -> str:
    return _all([literal(cls.__name__) for cls in classes])


def _all(names: list[str]) -> str:
    return ", ".join(names) or "null"
