"""The six forms of an answer: the same values in each, and none that a reader's machine obeys."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ter_cli.formats import FORMATS, Layout, lay_out
from ter_core.reports.values import plain, shown
from ter_core.vocabulary.visible import cell_width, visible
from tests.cli.reports import COLUMNS, report, rows

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def laid(form: str, width: int = 80, **more: object) -> str:
    """The awkward report in a form."""
    return lay_out(report(), Layout(form, width, **more))


def squeezed(text: str) -> str:
    """Letters and digits alone: what wrapping, padding and escaping leave untouched."""
    return "".join(character for character in text if character.isalnum())


@given(rows())
def test_every_form_holds_the_same_values(drawn: tuple) -> None:
    """CSV, JSON and NDJSON give every value back; the forms for people show every one."""
    found = report(drawn)
    french = list(csv.reader(io.StringIO(lay_out(found, Layout("csv"))[1:], ""), delimiter=";"))
    lines = [json.loads(line) for line in lay_out(found, Layout("ndjson")).splitlines()]
    objects = json.loads(lay_out(found, Layout("json")))["donnees"]
    forms = [Layout("texte", 2000), Layout("table", 2000), Layout("md")]
    people = [squeezed(lay_out(found, layout).replace("<br>", "")) for layout in forms]

    assert [{**one, "a_la_date": "2026-11-21"} for one in objects] == lines
    for at, row in enumerate(drawn):
        for column, value in zip(COLUMNS, row, strict=True):
            assert objects[at][column.name] == plain(value)
            text = french[at + 1][COLUMNS.index(column)].removeprefix("'")
            as_people = shown(value).removeprefix("'").replace("\u202f", "")
            assert text.replace("\r\n", "\n") == as_people.replace("\r\n", "\n")
            for line in visible(shown(value), lines=True).split("\n"):
                assert all(squeezed(line) in form for form in people)


@given(rows(), st.integers(40, 200))
def test_a_table_never_overflows(drawn: tuple, width: int) -> None:
    """No line is wider than the terminal, and no control reaches it."""
    text = lay_out(report(drawn), Layout("table", width))

    assert max(cell_width(line) for line in text.splitlines()) <= width
    assert not CONTROLS.search(text)


@pytest.mark.parametrize("form", ["table", "texte", "md"])
def test_hostile_text_is_shown_and_not_obeyed(form: str) -> None:
    """Escapes and bidirectional controls appear as what they are."""
    text = laid(form)

    assert not CONTROLS.search(text)
    assert "U+001B" in text
    assert "U+202E" in text


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_json_is_ascii(form: str) -> None:
    """Any reader, any code page."""
    assert laid(form).isascii()


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_says_its_date(form: str) -> None:
    """An answer printed or saved says when it holds."""
    text = laid(form)

    assert any(said in text for said in ("21 novembre 2026", "2026-11-21", "21/11/2026"))


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20a"]
)
def test_a_spreadsheet_computes_no_text(text: str) -> None:
    """A cell that a spreadsheet would compute is made harmless, a negative number is not."""
    found = report((("D-1", text, (text,), None, None, None, -5),))
    line = list(csv.reader(io.StringIO(lay_out(found, Layout("csv")), ""), delimiter=";"))[1]

    assert line[1] == line[2] == f"'{text}"
    assert line[6] == "-5"


def test_csv_for_excel_and_for_programs() -> None:
    """Excel in French gets its mark, separators and dates; RFC 4180 gets its own."""
    french, standard = laid("csv"), laid("csv", standard_csv=True)

    assert french.startswith("\ufeffDécision;Libellé;")
    assert "02/11/2026;03/09/2026 09:05;oui;1234;21/11/2026\r\n" in french
    assert standard.startswith("code_decision,libelle,")
    assert "2026-11-02,2026-09-03T07:05:00+00:00,true,1234,2026-11-21\r\n" in standard


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "Aucune décision n’est en retard.\nà la date du 21 novembre 2026\n"),
        ("texte", "Aucune décision n’est en retard.\nà la date du 21 novembre 2026\n"),
        ("ndjson", ""),
    ],
)
def test_nothing_to_show(form: str, expected: str) -> None:
    """An empty answer is a sentence for people, nothing for programs."""
    assert lay_out(report(()), Layout(form)) == expected


def test_nothing_to_show_elsewhere() -> None:
    """`[]` in JSON, the header alone in CSV."""
    envelope = json.loads(lay_out(report(()), Layout("json", schema="ter.suivi/1")))
    lines = lay_out(report(()), Layout("csv")).splitlines()

    assert list(envelope) == ["schema", "genere_le", "a_la_date", "position", "donnees"]
    assert envelope["donnees"] == []
    assert len(lines) == 1


def test_lateness_has_a_symbol_and_a_colour() -> None:
    """Colour never speaks alone, and stays away unless it is asked for."""
    assert "▲ oui" in laid("table", 200)
    assert "\x1b[31m▲ oui" in laid("table", 200, colour=True)


def test_connu_le_is_said() -> None:
    """What was known on a date is another answer, and says so."""
    found = report(connu_le=date(2026, 12, 1))

    assert "tel que connu le 1er décembre 2026" in lay_out(found, Layout("table"))
    assert json.loads(lay_out(found, Layout("json")))["connu_le"] == "2026-12-01"
    assert "Connu le" in lay_out(found, Layout("csv"))
