"""`--diffusion externe`: what leaves the team in each form, and what is recorded of it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_cli.formats import Layout, lay_out
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.masked import BORNES_TUES, TU

if TYPE_CHECKING:
    from tests.cli.conftest import Ter

COLUMNS = (
    Column("pour", "Pour"),
    Column("venus", "Venus", "nombre", persons=True),
    Column("touches", "Touchés", "bornes", persons=True),
)
REPORT = Report(
    name="essai",
    title="Essai",
    columns=COLUMNS,
    rows=(
        ("CM1", 24, Bornes(20, 24)),
        ("CM2", TU, BORNES_TUES),
        ("6e", None, None),
    ),
    a_la_date=date(2026, 11, 21),
    seuil=5,
)


def laid(form: str, **more: Any) -> str:
    """The report in a form."""
    return lay_out(REPORT, Layout(form, **more))


@pytest.mark.parametrize("form", ["table", "texte", "md"])
def test_people_read_a_mark(form: str) -> None:
    """What is not told has its mark, what is unknown is empty."""
    assert laid(form).count("n. c.") == 2


def test_a_spreadsheet_has_the_mark_in_each_cell() -> None:
    """Both bounds have it; each row says to whom it is told."""
    french = list(csv.DictReader(io.StringIO(laid("csv")[1:], ""), delimiter=";"))
    standard = list(csv.DictReader(io.StringIO(laid("csv", standard_csv=True), "")))

    assert french[1]["Venus"] == "n. c."
    assert [standard[1][name] for name in ("venus", "touches_min", "touches_max")] == ["n. c."] * 3
    assert [standard[2][name] for name in ("venus", "touches_min", "touches_max")] == [""] * 3
    assert {(one["diffusion"], one["seuil"]) for one in standard} == {("externe", "5")}


def test_a_program_tells_it_from_what_is_unknown() -> None:
    """Both are null; the keys of what is not told are listed under `masques`."""
    found = json.loads(laid("json"))
    lines = [json.loads(line) for line in laid("ndjson").splitlines()]

    assert (found["diffusion"], found["seuil"]) == ("externe", 5)
    assert found["donnees"][1] == {
        "pour": "CM2", "venus": None, "touches": None, "masques": ["venus", "touches"],
    }  # fmt: skip
    assert found["donnees"][2] == {"pour": "6e", "venus": None, "touches": None}
    assert [one.get("masques") for one in lines] == [None, ["venus", "touches"], None]


@pytest.mark.parametrize(
    ("words", "where", "told"),
    [
        ("suivi --diffusion externe", "option --diffusion", "Peuvent sortir : calendrier, actions"),
        ("bilan --diffusion dehors", "option --diffusion", "Un de : pilotage, externe."),
        ("bilan --seuil 5", "option --seuil", "Ajoutez « --diffusion externe »."),
        ("bilan --destinataire X", "option --destinataire", "Ajoutez « --diffusion externe »."),
        ("bilan --diffusion externe --seuil 2", "option --seuil", "d’au moins 3"),
        ("bilan --diffusion externe --seuil x", "option --seuil", "Exemple : --seuil 5."),
        ("actions --diffusion externe --noms", "option --noms", "Retirez « --noms »"),
        ("relancer --essai --diffusion externe", "option --diffusion", "Peuvent sortir"),
    ],
)
def test_what_may_not_leave_is_refused(begun: Ter, words: str, where: str, told: str) -> None:
    """Exit 2, the option, and what to do."""
    answer = begun(*words.split())
    said = answer.err.replace("\u202f", " ").replace("\n", " ")

    assert (answer.code, answer.out) == (2, "")
    assert where in said
    assert told in said


def test_what_is_given_is_recorded(begun: Ter) -> None:
    """To whom, which answer, under which threshold; inside the team nothing is."""
    begun("actions")
    answer = begun(
        "actions", "--diffusion", "externe", "--seuil", "6", "--destinataire", "Mairie de Vars"
    )
    assert answer.code == 0, answer
    assert "Mairie de Vars" in answer.err
    lines = begun("evenements", "--format", "ndjson").out.splitlines()
    (given,) = (one for one in map(json.loads, lines) if one["type"] == "ExportRealise")

    assert {"vue": "actions", "destinataire": "Mairie de Vars", "seuil": 6}.items() <= dict(
        json.loads(given["donnees"])
    ).items()


@pytest.mark.parametrize("place", ["absent/a.csv", "events"])
def test_nothing_is_recorded_of_what_cannot_be_written(begun: Ter, place: str) -> None:
    """A folder that does not exist, or that stands there, is refused before anything is said."""
    words = "actions --diffusion externe --destinataire X -o"
    answer = begun(*words.split(), place)

    assert (answer.code, answer.out) == (3, "")
    assert "ExportRealise" not in begun("evenements", "--format", "ndjson").out


def test_the_options_are_told_where_an_answer_may_leave(begun: Ter) -> None:
    """Help speaks of them for these questions only."""
    assert "--diffusion" in begun("couverture", "--help").out
    assert "--diffusion" not in begun("suivi", "--help").out
