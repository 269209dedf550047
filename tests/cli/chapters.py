"""A report with chapters: sentences, bounds, a chapter without rows, one without a table."""

from __future__ import annotations

from datetime import date
from typing import Any

from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.bounds import Bornes

FIGURES = (Column("chiffre", "Chiffre"), Column("valeur", "Valeur", "bornes", "Ce qui est sûr."))
AXES = (
    Column("axe", "Axe"),
    Column("nb_actions", "Actions", "nombre"),
    Column("eleves", "Élèves touchés", "bornes"),
    Column("reussites", "Réussites", place="under"),
)
POSITION = ({"poste": "k7mqzt2wv5c3hxab", "rang": 12, "empreinte": "a" * 64},)


def chaptered(data: str = "Navette", **more: Any) -> Report:
    """That report; `data` stands wherever somebody's words may."""
    by_axis = Part(
        name="axes",
        title=f"Par axe — {data}",
        text=(f"Deux axes, dont « {data} ».",),
        columns=AXES,
        rows=(("axe-1", 38, Bornes(781, 1842), data), ("axe-2", None, None, None)),
    )
    told: dict[str, Any] = {
        "rows": (
            ("participations", Bornes(2914, 2914)),
            ("élèves", Bornes(781, 1842)),
            ("x", None),
        ),
        "text": (
            "En 2026-2027, 38 actions ont touché entre 781 et 1 842 élèves sur un total de 1 905.",
            data,
        ),
        "parts": (
            by_axis,
            Part(name="communes", title="Communes", columns=AXES, empty="Rien n'est relevé."),
            Part(name="methode", title="Méthode", text=("Aucun élève n’est nommé.",)),
        ),
    }
    return Report(
        name="bilan",
        title="Bilan de l'essai",
        columns=FIGURES,
        a_la_date=date(2026, 11, 21),
        position=POSITION,
        **(told | more),
    )
