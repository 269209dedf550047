"""Tables: which columns fit, which rows are found, in which order; no screen is needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ter_core import Column
from ter_core.vocabulary.bounds import Bornes
from ter_tui.ink import told
from ter_tui.widgets.columns import GAP, fit
from ter_tui.widgets.rows import Rows

COLUMNS = (
    Column("code", "Décision"),
    Column("libelle", "Libellé", place="under"),
    Column("responsables", "Responsables", "liste"),
    Column("echeance", "Échéance", "date"),
    Column("nb_jours_retard", "Retard (jours)", "nombre"),
    Column("nb_relances", "Relances déjà envoyées à cette fonction", "nombre"),
    Column("vide", "Vide"),
    Column("id", "Identifiant", place="aside"),
)
ROWS = [
    ("D-1", "Écrire aux familles " * 6, ["ien", "principal"], date(2026, 3, 15), 12, 1, None, "x"),
    ("D-2", "Réserver le car", ["erun"], date(2026, 1, 2), 0, 100, "", "y"),
]


def test_columns_stay_within_their_room() -> None:
    """Whatever the room, the table is no wider; the first column is always there."""
    for room in range(1, 200):
        fitted = fit(COLUMNS, ROWS, room)

        assert fitted[0].column.name == "code"
        assert sum(one.width for one in fitted) + GAP * (len(fitted) - 1) <= room
        assert all(one.width > 0 for one in fitted)


def test_headings_are_whole_and_the_long_text_takes_what_is_left() -> None:
    """A unit leaves the heading, a long one takes two lines; nothing to say means no column."""
    fitted = {one.column.name: one for one in fit(COLUMNS, ROWS, 120)}

    assert list(fitted) == [
        "code", "libelle", "responsables", "echeance", "nb_jours_retard", "nb_relances",
    ]  # fmt: skip
    assert fitted["nb_jours_retard"].heading == ("Retard",)
    assert len(fitted["nb_relances"].heading) == 2
    assert sum(one.width for one in fitted.values()) + GAP * 5 == 120
    assert max(fitted.values(), key=lambda one: one.width).column.name == "libelle"


def test_columns_come_in_the_order_asked_for() -> None:
    """Those of `order` are first, even one kept aside; silent ones never come."""
    fitted = fit(COLUMNS, ROWS, 90, ("echeance", "id"), {"code"})

    assert [one.column.name for one in fitted][:2] == ["echeance", "id"]
    assert "code" not in {one.column.name for one in fitted}

    columns = [Column("code", "Code"), Column("texte", "Texte"), Column("par", "Par")]
    row = ("D-1", "x" * 40, "secretariat-college")
    asked = fit(columns, [row], 45, ("code", "texte", "par"))
    assert [one.column.name for one in asked] == ["code", "texte", "par"], "cut, but there"
    assert asked[2].width < len("secretariat-college")


def test_rows_are_found_by_words_in_any_order_and_without_accents() -> None:
    """Every word must occur somewhere in the row; punctuation and case do not matter."""
    rows = Rows(COLUMNS, tuple(ROWS))

    assert rows.found(["ecrire", "principal"]) == [ROWS[0]]
    assert rows.found(["reserver"]) == [ROWS[1]]
    assert rows.found(["car", "familles"]) == []
    assert rows.found([]) == ROWS


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["b", None, "É", "a"], ["a", "b", "É", None]),
        ([3, 0, None, 20], [0, 3, 20, None]),
        ([Bornes(2, 9), None, Bornes(1, 1)], [Bornes(1, 1), Bornes(2, 9), None]),
        ([["z"], [], ["a", "b"]], [["a", "b"], ["z"], []]),
        ([date(2026, 2, 1), date(2025, 3, 1)], [date(2025, 3, 1), date(2026, 2, 1)]),
    ],
)
def test_rows_are_sorted_as_they_are_read(values: list[object], expected: list[object]) -> None:
    """Texts without accents, numbers and dates by value; what is empty stays last both ways."""
    rows = Rows((Column("c", "C"),), tuple((value,) for value in values))
    up = [row[0] for row in rows.ordered(list(rows.known), "c", is_reversed=False)]
    down = [row[0] for row in rows.ordered(list(rows.known), "c", is_reversed=True)]

    assert up == expected
    full = [value for value in expected if value not in (None, [])]
    assert down == [*reversed(full), *expected[len(full) :]]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (COLUMNS[4], 309, ("▲ 309 j", "alerte")),
        (COLUMNS[4], 0, ("", "")),
        (
            Column("montant", "Accordé (€)", "nombre"),
            Decimal("30450.50"),
            ("30\u202f450,50\u202f€", ""),
        ),
        (Column("taux", "Part (%)", "bornes"), Bornes(4, 7), ("4 à 7\u202f%", "")),
        (Column("libelle_etat", "État"), "bloquée", ("■ bloquée", "alerte")),
        (Column("est_conflit", "En conflit", "booleen"), False, ("", "")),
    ],
)
def test_a_cell_says_its_unit_and_its_state(
    column: Column, value: object, expected: tuple[str, str]
) -> None:
    """Money in euros, lateness in days, a state as a symbol and a word; no lateness is silent."""
    assert told(column, value) == expected
