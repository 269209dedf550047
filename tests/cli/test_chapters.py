"""Answers that are read as documents: the same chapters in every form, inert in each."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ter_cli.formats import FORMATS, Layout, lay_out
from ter_cli.formats.documents import envelope_schema, row_schema
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.visible import cell_width
from tests.cli.chapters import AXES, FIGURES, chaptered
from tests.cli.reports import HOSTILE

FORMS = Path(__file__).parent / "forms"
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
LAYOUTS = {
    "table-80": Layout("table", 80),
    "table-40": Layout("table", 40),
    "texte-80": Layout("texte", 80),
    "texte-40": Layout("texte", 40),
    "markdown": Layout("md"),
    "json": Layout("json", schema="ter.bilan/1", generated="2026-11-21T08:00:00Z"),
    "ndjson": Layout("ndjson"),
    "csv": Layout("csv"),
    "csv-standard": Layout("csv", standard_csv=True),
}


def told(form: str, **more: Any) -> str:
    """The report in a form, its thin spaces plain."""
    return lay_out(chaptered(**more), Layout(form)).replace("\u202f", " ")


def table_of(text: str, delimiter: str = ";") -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), ""), delimiter=delimiter))


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_form_lays_out_chapters(name: str) -> None:
    """Title, sentences, rows, then each chapter: to the letter, in 80 columns and in 40.

    `TER_TRANSCRIPTS=ecrire` writes what is laid out. What Excel asks of a CSV is told elsewhere.
    """
    path = FORMS / f"{name}.txt"
    found = lay_out(chaptered(), LAYOUTS[name]).removeprefix("\ufeff").replace("\r\n", "\n")

    if os.environ.get("TER_TRANSCRIPTS") == "ecrire":
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(40, 120))
def test_chapters_never_overflow_nor_command(data: str, width: int) -> None:
    """Whatever somebody wrote, lines fit the terminal and no control reaches it."""
    for form in ("table", "texte"):
        text = lay_out(chaptered(data), Layout(form, width))

        assert max(cell_width(line) for line in text.split("\n")) <= width
        assert not CONTROLS.search(text)


@pytest.mark.parametrize("form", ["table", "texte", "md"])
def test_hostile_words_are_inert_in_every_place(form: str) -> None:
    """Titles of chapters, sentences and cells show what they hold, and none of it is obeyed."""
    text = lay_out(chaptered(HOSTILE), Layout(form))

    assert not CONTROLS.search(text)
    assert text.count("U+001B") == text.count("U+202E") == 4
    if form == "md":
        marks = re.findall(r"(?<!\\)(?:\[x\]|<b>|^# suite|<U)", text, re.MULTILINE)
        assert marks == []
        assert text.count("\n## ") == 3


@pytest.mark.parametrize(
    "start", ["- a", "+ a", "1. a", "12) a", "---", "===", "# a", "> a", "* a"]
)
def test_a_sentence_is_no_mark_of_markdown(start: str) -> None:
    """A sentence that begins as a list, a rule or a heading is a sentence."""
    lines = lay_out(chaptered(start), Layout("md")).splitlines()

    assert start not in lines
    assert start in [line.replace("\\", "") for line in lines]


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_hostile_words_are_escaped_for_programs(form: str) -> None:
    """What programs are given is ASCII, and gives back the very words."""
    text = lay_out(chaptered(HOSTILE), Layout(form))

    assert text.isascii()
    if form == "json":
        assert json.loads(text)["parties"][0]["titre"] == f"Par axe — {HOSTILE}"


@pytest.mark.parametrize("form", ["table", "texte", "md"])
def test_rows_for_programs_are_not_told(form: str) -> None:
    """A flat report shows its chapters only; its rows, and a count of them, are not said."""
    text = told(form, is_flat=True)

    assert "participations" not in text
    assert "ligne" not in text
    assert "781 à 1 842" in text
    assert json.loads(lay_out(chaptered(is_flat=True), Layout("json")))["donnees"]


@pytest.mark.parametrize("form", ["table", "texte", "md"])
def test_a_chapter_without_rows_says_so(form: str) -> None:
    """Its sentence, typeset; a chapter without columns has none, nor has a report with chapters."""
    text = told(form, rows=())

    assert text.count("Rien n’est relevé.") == 1
    assert "Rien à signaler" not in text
    assert "Rien à signaler" in told(form, rows=(), parts=())
    assert text.count("21 novembre 2026") == 1
    assert text.rstrip("\n* ").endswith("position da5db030")


@pytest.mark.parametrize("form", ["table", "texte", "md"])
def test_sentences_keep_the_typography_of_their_report(form: str) -> None:
    """They may quote somebody: nothing is curved in them."""
    assert "l'eau : « d'ici »" in told(form, text=("l'eau : « d'ici »",)).replace("\\", "")


def test_titles_are_bold_where_there_is_colour() -> None:
    """The report's and each chapter's; without colour nothing is."""
    text = lay_out(chaptered(), Layout("table", colour=True))

    for title in ("Bilan de l'essai", "Par axe — Navette", "Communes", "Méthode"):
        assert f"\x1b[1m{title}\x1b[0m\n\n" in text
    assert "\x1b" not in lay_out(chaptered(), Layout("table"))


def test_what_a_table_leaves_out_is_said_once() -> None:
    """However many chapters leave columns out, one line says how to see them."""
    columns = (*AXES, Column("code", "Code", place="aside"))
    rows = (("axe-1", 1, None, None, "x"),)
    parts = tuple(
        Part(name=name, title=name, columns=columns, rows=rows) for name in ("un", "deux")
    )
    text = told("table", parts=parts)

    assert text.endswith("da5db030\nToutes les colonnes : --format texte\n")
    assert text.count("--format texte") == 1


@pytest.mark.parametrize("form", ["table", "texte"])
def test_a_row_that_has_nothing_beside_is_a_block(form: str) -> None:
    """A table whose only values stand under their rows still shows them."""
    part = Part(name="p", title="P", columns=AXES, rows=((None, None, None, "Navette"),))

    assert "Réussites" in told(form, parts=(part,), text=())


def test_bounds_in_each_form() -> None:
    """« 65 » where they meet; two columns in CSV, an object in JSON, nothing where unknown."""
    rows = (("a", Bornes(65, 65)), ("b", Bornes(0, 12345)), ("c", None))
    more = {"rows": rows, "parts": (), "text": ()}
    found = chaptered(**more)

    assert "a                65\nb        0 à 12 345\nc\n" in told("table", **more)
    assert "| b | 0 à 12 345 |\n| c |  |" in told("md", **more)
    assert "| --- | --: |" in told("md", **more)
    assert [row[:3] for row in table_of(lay_out(found, Layout("csv")))] == [
        ["Chiffre", "Valeur, au moins", "Valeur, au plus"],
        ["a", "65", "65"],
        ["b", "0", "12345"],
        ["c", "", ""],
    ]
    standard = lay_out(found, Layout("csv", standard_csv=True))
    assert standard.startswith("chiffre,valeur_min,valeur_max,a_la_date\r\na,65,65,2026-11-21\r\n")
    assert [one["valeur"] for one in json.loads(lay_out(found, Layout("json")))["donnees"]] == [
        {"minimum": 65, "maximum": 65},
        {"minimum": 0, "maximum": 12345},
        None,
    ]


def test_flat_forms_hold_the_rows_alone() -> None:
    """A CSV and an NDJSON are one table: with or without chapters they are the same."""
    alone = evolve(chaptered(), text=(), parts=())

    for layout in (Layout("csv"), Layout("csv", standard_csv=True), Layout("ndjson")):
        assert lay_out(chaptered(), layout) == lay_out(alone, layout)


def test_the_envelope_of_chapters_follows_its_schema() -> None:
    """`texte` and `parties` come after the rows, and only if there are any; bounds have a type."""
    schema = envelope_schema("ter.bilan/1", row_schema(FIGURES))
    layout = LAYOUTS["json"]
    envelope = json.loads(lay_out(chaptered(), layout))
    alone = json.loads(lay_out(chaptered(text=(), parts=()), layout))

    assert list(envelope)[-3:] == ["donnees", "texte", "parties"]
    assert list(alone)[-1] == "donnees"
    for one in (envelope, alone):
        jsonschema.validate(one, schema)
    for wrong in (
        {"donnees": [{"chiffre": "a", "valeur": {"minimum": 1}}]},
        {"donnees": [{"chiffre": "a", "valeur": 3}]},
        {"texte": "une phrase"},
        {"parties": [{"nom": "axes", "titre": "Par axe", "donnees": []}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(envelope | wrong, schema)


@pytest.mark.parametrize("form", FORMATS)
def test_chapters_say_their_date(form: str) -> None:
    """A document printed or saved says when it holds."""
    said = date(2026, 11, 21)

    assert any(one in told(form) for one in (f"{said:%Y-%m-%d}", f"{said:%d/%m/%Y}", "21 novembre"))
