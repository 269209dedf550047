"""Reports to lay out: one that is awkward on purpose, and any that hypothesis draws."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from ter_core.reports.report import Column, Report

COLUMNS = (
    Column("code_decision", "Décision"),
    Column("libelle", "Libellé", help="Ce qui est décidé."),
    Column("responsables", "Responsables", "liste"),
    Column("date_echeance", "Échéance", "date"),
    Column("enregistree_le", "Enregistrée le", "horodatage"),
    Column("est_en_retard", "En retard", "booleen"),
    Column("nb_jours_retard", "Jours de retard", "nombre"),
)
HOSTILE = "=1+1\x1b[31m | <b> [x](y) \u202e\u200b ' ; \"\n# suite"
ROWS: tuple[tuple[Any, ...], ...] = (
    (
        *("D-2026-001", "Ouvrir une navette", ("principal", "mairie-vars")),
        *(date(2026, 11, 2), datetime(2026, 9, 3, 7, 5, tzinfo=UTC), True, 1234),
    ),
    ("D-2026-002", HOSTILE, (), None, None, False, None),
)

_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
_VALUES = {
    "texte": _TEXTS,
    "nombre": st.integers(-10_000, 10_000_000) | st.decimals(-999, 999, places=2),
    "date": st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    "horodatage": st.integers(10**9, 4 * 10**9).map(lambda n: datetime.fromtimestamp(n, UTC)),
    "booleen": st.booleans(),
    "liste": st.lists(_TEXTS, max_size=3).map(tuple),
}


def report(rows: tuple[tuple[Any, ...], ...] = ROWS, **more: Any) -> Report:
    """A report of the awkward columns."""
    return Report(
        name="suivi",
        title="Suivi de l'essai",
        columns=COLUMNS,
        rows=rows,
        a_la_date=date(2026, 11, 21),
        empty="Aucune décision n'est en retard.",
        **more,
    )


def rows() -> st.SearchStrategy[tuple[tuple[Any, ...], ...]]:
    """Any rows of those columns."""
    row = st.tuples(
        st.from_regex(r"D-2026-\d{3}", fullmatch=True),
        *(st.none() | _VALUES[column.type] for column in COLUMNS[1:]),
    )
    return st.lists(row, min_size=1, max_size=4).map(tuple)
