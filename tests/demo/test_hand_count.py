"""The school year 2025-2026, counted by hand from the source: the program must find the same.

The count is in compte-a-la-main-2025-2026.md, whose tables are read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.demo.asking import figures

COUNT = Path(__file__).with_name("compte-a-la-main-2025-2026.md")
YEAR = "2025-2026"
AXES = ("", ".axe.axe-1", ".axe.axe-2", ".axe.axe-3", ".axe.transversal")
_CAME = re.compile(r"\b\d\d/\d\d (\d+)")

Row = dict[str, str]


class Bounds(NamedTuple):
    """Least and most."""

    least: int
    most: int


@cache
def tables() -> list[list[Row]]:
    """The tables of the file, each row by the titles of its columns."""
    blocks = re.findall(r"(?:^\|.*\n)+", COUNT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_rows(block.splitlines()) for block in blocks]


def _rows(lines: list[str]) -> list[Row]:
    titles, _, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def rows_with(*titles: str) -> list[Row]:
    """The rows of the tables that begin with these columns."""
    return [row for table in tables() for row in table if tuple(row)[: len(titles)] == titles]


def bounds(row: Row, least: str, most: str) -> Bounds:
    """The two bounds that a row gives."""
    return Bounds(int(row[least]), int(row[most]))


def by_hand() -> dict[str, Bounds]:
    """Every figure of the file, by the key that the program gives it."""
    found: dict[str, Bounds] = {}

    def told(measure: str, row: Row, value: Bounds) -> None:
        key = f"{measure}.{row['Clé']}" if row["Clé"] else measure
        assert key not in found
        found[key] = value

    for row in rows_with("Par", "Valeur", "Clé", "Participations", "Touchés, au moins"):
        told("eleves_touches", row, bounds(row, "Touchés, au moins", "Touchés, au plus"))
        told("participations", row, bounds(row, "Participations", "Participations"))
    for row in rows_with("Par", "Valeur", "Clé", "Participations"):
        if len(row) == 4:
            told("participations", row, bounds(row, "Participations", "Participations"))
    teachers = [
        *rows_with("Établissement", "Clé", "Enseignants"),
        *rows_with("Par", "Valeur", "Clé", "Participations", "Au moins"),
    ]
    for row in teachers:
        told("enseignants_touches", row, bounds(row, "Au moins", "Au plus"))
        told("participations_enseignants", row, bounds(row, "Participations", "Participations"))
    for row in rows_with("Mesure"):
        measure, *numbers = row.values()
        for key, number in zip(AXES, numbers, strict=True):
            found[f"{measure}{key}"] = Bounds(int(number), int(number))
    for row in rows_with("Autre mesure"):
        found[row["Autre mesure"]] = bounds(row, "Nombre", "Nombre")
    return found


def test_the_program_counts_as_the_hand_does() -> None:
    """Every figure counted by hand is the one that the program gives, both bounds."""
    program, hand = figures(YEAR), by_hand()

    assert len(hand) > 260
    assert {
        key: (found, told)
        for key, told in hand.items()
        if (found := program.get(key, (0, 0))) != told  # what is zero may be left out
    } == {}


def test_what_was_counted_leaves_nothing_out() -> None:
    """Where the hand counted by axe, level, school… it has every value that is not nothing."""
    counted = by_hand()
    dimensions = {key.rsplit(".", 1)[0] for key in counted if "." in key}
    program = {key for key, value in figures(YEAR).items() if value != (0, 0)}

    assert {key for key in program if key.rsplit(".", 1)[0] in dimensions} - counted.keys() == set()


def test_the_detail_adds_up() -> None:
    """By school and level: what came on each day makes the participations of the row."""
    detail = rows_with("Établissement", "Niveau")

    assert len(detail) == 31
    for row in detail:
        came = _CAME.findall(row["Classes"] + " " + row["Sans classe"])
        assert sum(map(int, came)) == int(row["Participations"]), row
    for row in rows_with("Établissement", "Clé", "Enseignants"):
        assert sum(map(int, _CAME.findall(row["Venues"]))) == int(row["Participations"]), row


def test_the_meetings_add_up() -> None:
    """As many rencontres, and citations of partners beside those of actions, as the rows give."""
    met = rows_with("Rencontre du")
    citations = sum(int(row["Citations"]) for row in met)
    (told,) = [row for row in rows_with("Mesure") if row["Mesure"] == "interventions"]
    by_axe = [int(told[name]) for name in ("Axe 1", "Axe 2", "Axe 3", "Transversal")]

    assert by_hand()["rencontres_tenues"].least == len(met)
    assert int(told["Ensemble"]) == sum(by_axe) + citations


@pytest.mark.parametrize(
    ("measure", "natures"),
    [
        ("depenses_transport", {"transport"}),
        ("depenses_engagees", {"transport", "entrées", "intervenant", "matériel", "autre"}),
    ],
)
def test_what_was_spent_adds_up(measure: str, natures: set[str]) -> None:
    """The sums of the expenses, of all and by axe, are those of the rows."""
    spent = Counter[str]()
    for row in rows_with("Dépense du"):
        if row["Nature"] in natures:
            for column in ("Ensemble", row["Axe"].capitalize()):
                spent[column] += int(row["Centimes"])
    (told,) = [row for row in rows_with("Mesure") if row["Mesure"] == measure]

    assert {name: int(told[name]) for name in told if name != "Mesure"} == {
        "Ensemble": spent["Ensemble"],
        "Axe 1": spent["1"],
        "Axe 2": spent["2"],
        "Axe 3": spent["3"],
        "Transversal": spent["Transversal"],
    }


def _of_the_school(row: Row) -> str:
    return row["Établissement"]


def _of_the_level(row: Row) -> str:
    level = row["Niveau"]
    return level.replace("E", "e") if level[0].isdigit() else level


def _of_all(row: Row) -> str:
    del row
    return ""


@pytest.mark.parametrize(
    ("by", "of"),
    [("établissement", _of_the_school), ("niveau", _of_the_level), ("ensemble", _of_all)],
)
def test_the_totals_are_those_of_the_detail(by: str, of: Callable[[Row], str]) -> None:
    """The totals by school, by level and of all are the sums of the rows."""
    titles = ("Participations", "Au moins", "Au plus")
    sums = {title: Counter[str]() for title in titles}
    for row in rows_with("Établissement", "Niveau"):
        for title in titles:
            sums[title][of(row)] += int(row[title])
    told = [
        row
        for row in rows_with("Par", "Valeur", "Clé", "Participations", "Touchés, au moins")
        if row["Par"] == by
    ]

    assert told
    for row in told:
        numbers = (row["Participations"], row["Touchés, au moins"], row["Touchés, au plus"])
        assert tuple(map(int, numbers)) == tuple(sums[title][row["Valeur"]] for title in titles)
