"""Passation: everything that is open, function by function, for whoever takes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Annotated, Any

from attrs import evolve, frozen

from ter_core.events.fields import ANYONE, Ref
from ter_core.reports.asking import report
from ter_core.reports.counted import counted
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import french

__all__ = ["Passation"]

NOBODY = "(sans responsable)"
"""What stands for a function where nobody answers for a thing."""

_OPEN = (
    Column("nature", "Nature"),
    Column("code", "Code", help="De quoi le nommer dans une commande."),
    Column("libelle", "Libellé", place="under"),
    Column(
        "date",
        "Date",
        "date",
        "Échéance, fin, séance ou réponse attendue ; à défaut, celle du dernier fait.",
    ),
    Column("libelle_etat", "État"),
)
_COLUMNS = (
    Column(
        "fonction",
        "Fonction",
        help="Responsables d'une décision, porteur d'une action, coorganisateurs et présidence "
        "d'une séance ; le reste est à la coordination.",
    ),
    Column("qualite", "Qualité"),
    *_OPEN,
    Column("est_fonction_retiree", "Fonction retirée", "booleen", "Elle a quitté le réseau."),
    Column("sujet_fonction", "Fonction (sujet)", place="aside"),
    Column("sujet", "Sujet", place="aside"),
)
_SOURCE = """from (
  select
    *, coalesce(code_fonction, $nobody) as fonction, coalesce(qualite, code_fonction, '') as titre,
    count(*) over (partition by sujet_fonction) as nb
  from a_transmettre
)
"""
_ORDER = "order by nb desc, titre, sujet_fonction, rang, date nulls last, code"


@frozen(kw_only=True)
class Passation(Question):
    """Le dossier de passation : tout ce qui est ouvert à la date d'observation, par fonction."""

    declaration = QuestionDeclaration(name="passation", label="Passation")
    columns = _COLUMNS

    fonction: Annotated[
        str | None, Ref("Fonction", to=ANYONE, help="Qui en répond.", example="principal")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """The functions that answer for most things first; of each, by nature then by date."""
        filters = Filters(marts)
        filters.add_subject("fonction", self.fonction, "sujet_fonction = $fonction", ANYONE)
        found = report(
            self,
            marts,
            f"{_SOURCE}{filters.where}{_ORDER}",
            values=filters.values | {"nobody": NOBODY},
            title="Dossier de passation",
            empty="Cette fonction ne répond de rien d'ouvert."
            if self.fonction
            else "Rien n'est ouvert à cette date.",
        )
        if not found.rows:
            return found
        parts = tuple(_parts(found.named()))
        told = tuple(french(line) for line in _told(found)) if len(parts) > 1 else ()
        return evolve(found, text=told, parts=parts, is_flat=True)


def _told(found: Report) -> Iterator[str]:
    rows = found.named()
    things = len({(row["sujet"], row["nature"]) for row in rows})
    told = counted(things, "chose ouverte", "choses ouvertes")
    functions = len({row["sujet_fonction"] for row in rows} - {None})
    yield (
        f"{told} le {spoken_day(found.a_la_date)}, {counted(functions, 'fonction')} pour en "
        "répondre. Ce qui est confié à deux fonctions figure sous chacune."
    )
    gone = dict.fromkeys(row["fonction"] for row in rows if row["est_fonction_retiree"])
    if gone:
        many = len(gone) > 1
        yield (
            f"{'Fonctions retirées qui répondent' if many else 'Fonction retirée qui répond'} "
            f"encore de quelque chose : {', '.join(gone)}."
        )


def _parts(rows: Sequence[dict[str, Any]]) -> Iterator[Part]:
    """One chapter per function."""
    for subject, group in groupby(rows, key=lambda row: row["sujet_fonction"]):
        held = list(group)
        first = held[0]
        label = f"{first['qualite']} ({first['fonction']})" if first["qualite"] else ""
        yield Part(
            name=subject or "sans-responsable",
            title=label or first["fonction"],
            text=tuple(french(line) for line in _about(first, len(held))),
            columns=_OPEN,
            rows=tuple(tuple(row[column.name] for column in _OPEN) for row in held),
        )


def _about(first: dict[str, Any], number: int) -> Iterator[str]:
    yield f"{counted(number, 'chose ouverte', 'choses ouvertes')}."
    if first["est_fonction_retiree"]:
        yield "Cette fonction a quitté le réseau : ce dont elle répond est à confier à une autre."
