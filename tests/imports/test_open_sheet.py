"""Tables of every form people keep them in: the same rows, whatever wrote them."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ter_core.imports.files.headings import find_headings
from ter_core.imports.files.open_sheet import ImportRefused, fingerprint, open_sheet
from ter_core.imports.files.sheet import Row, Sheet
from tests.imports.sheets import FILES, packed, xlsx

LIBREOFFICE = ("libreoffice.ods", "libreoffice.xlsx")


def read(folder: Path, content: bytes, name: str = "tableau.csv") -> Sheet:
    """The table that some bytes are, under a name."""
    path = folder / name
    path.write_bytes(content)
    return open_sheet(path)


@pytest.mark.parametrize("name", LIBREOFFICE)
def test_a_spreadsheet_of_libreoffice(name: str) -> None:
    """Numbers, days, hours and texts as people see them; an error is an empty cell."""
    sheet = open_sheet(FILES / name)

    assert (sheet.name, sheet.others) == ("Suivi", ("Lisez-moi", "Caché"))
    assert [row.number for row in sheet.rows] == [1, 3, 4, 5, 6, 9]
    assert [row.cells[1:] for row in sheet.rows[2:]] == [
        ("Rencontre\nsportive", date(2026, 9, 15), "CM2 + 6ème", 49, "14:30"),
        ("Sortie nature", "le 3 octobre 2026", "cm1/2", Decimal("12.5"), None),
        ("Conseil", datetime(2026, 11, 12, 14), None, Decimal("0.85"), None),  # noqa: DTZ001
        ("Visite", "à fixer", "à fixer", None, None),
    ]


@pytest.mark.parametrize("name", LIBREOFFICE)
def test_merged_cells_say_where_their_value_stands(name: str) -> None:
    """A hidden cell holds the value that is shown over it, and the number of its row."""
    rows = {row.number: row for row in open_sheet(FILES / name).rows}

    assert [rows[number].cells[0] for number in (4, 5, 6)] == ["Axe 1"] * 3
    assert [dict(rows[number].merged) for number in (4, 5, 6)] == [{}, {0: 4}, {0: 4}]
    assert dict(rows[9].merged) == {3: 9}


def test_a_sheet_is_chosen_by_its_name() -> None:
    """Whatever its case and accents, a hidden one too; the error lists those there are."""
    assert open_sheet(FILES / "libreoffice.ods", sheet="cache").rows[0].cells == ("secret",)
    with pytest.raises(ImportRefused, match="« Suivi », « Lisez-moi », « Caché »"):
        open_sheet(FILES / "libreoffice.ods", sheet="Bilan")


def test_a_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """Not by its name: a workbook called .csv is a workbook, a text called .xlsx a text."""
    book = (FILES / "libreoffice.xlsx").read_bytes()

    assert read(tmp_path, book, "tableau.csv") == open_sheet(FILES / "libreoffice.xlsx")
    assert read(tmp_path, b"a;b\n1;2\n", "tableau.xlsx").rows[1].cells == ("1", "2")


def test_the_fingerprint_is_of_the_bytes(tmp_path: Path) -> None:
    """It is that which `sha256sum` gives."""
    path = tmp_path / "vide.csv"
    path.write_bytes(b"")

    assert fingerprint(path).startswith("e3b0c44298fc1c149afbf4c8996fb924")
    assert open_sheet(path).rows == ()


def test_numbers_and_words_of_a_workbook(tmp_path: Path) -> None:
    """A whole number is an int, a decimal is exact, a boolean is a word."""
    cells = '<c r="A1"><v>24</v></c><c r="B1"><v>0.1</v></c><c r="C1" t="b"><v>1</v></c>'
    (row,) = read(tmp_path, xlsx(data=f'<row r="1">{cells}</row>')).rows

    assert row.cells == (24, Decimal("0.1"), "vrai")
    assert type(row.cells[0]) is int


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  Vars\u00a0 ", "Vars"),
        ("12\u202f345", "12 345"),
        ("E\u0301cole", "École"),
        ("a\u202eb\u200bc\x1bd", "abcd"),
        ("'=1+1", "=1+1"),
        ("'avant", "'avant"),
        (" \u00a0 ", None),
    ],
)
def test_a_text_is_cleaned(written: str, text: str | None, tmp_path: Path) -> None:
    """NFC, plain spaces, nothing invisible, without the apostrophe that `ter` writes in CSV."""
    (row,) = read(tmp_path, f"x;{written}\n".encode()).rows

    assert row.cells == ("x", text)


def test_a_row_begins_at_its_line(tmp_path: Path) -> None:
    """Lines are counted as an editor counts them, through texts of several lines."""
    sheet = read(tmp_path, b'a;b\r\n"1\r\n1";2\r\n;\r\n\r\n3\r\n')

    assert sheet.rows == (Row(1, ("a", "b")), Row(2, ("1\n1", "2")), Row(6, ("3", None)))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a;b\n1,5;2,5\n", ("1,5", "2,5")),
        ("a,b\n1;5,2\n", ("1;5", "2")),
        ("a\tb\n1,5\t2;5\n", ("1,5", "2;5")),
        ("Titre du tableau, avec virgule\na;b\n1;2\n", ("1", "2")),
        ("sep=,\na,b;c\n1,2\n", ("1", "2")),
        ("seule\n1\n", ("1",)),
    ],
)
def test_the_delimiter_is_the_most_regular(
    text: str, cells: tuple[str, ...], tmp_path: Path
) -> None:
    """A comma inside numbers or titles is no delimiter; what a first line says is obeyed."""
    last = read(tmp_path, text.encode()).rows[-1].cells

    assert last[: len(cells)] == cells
    assert not any(last[len(cells) :])


WORDS = st.text("aeé œ'\";,\t\n4", max_size=6).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4),
    delimiter=st.sampled_from(";\t,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read_back(
    rows: list[tuple[str, ...]], delimiter: str, encoding: str, end: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    """Whatever the encoding, the delimiter, the quotes and the line ends."""
    heading: tuple[str, ...] = ("Élève", "Été", "Œuvre")
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([heading] * 9 + rows)
    path = tmp_path_factory.getbasetemp() / "aller-retour.csv"
    path.write_bytes(text.getvalue().encode(encoding))

    told = [tuple(cell.replace("\t", " ") or None for cell in row) for row in rows]
    assert [row.cells for row in open_sheet(path).rows[9:]] == [row for row in told if any(row)]


def test_a_row_that_matters_not_is_dropped(tmp_path: Path) -> None:
    """`keep` leaves rows out of the table."""
    path = tmp_path / "national.csv"
    path.write_bytes(b"uai;a\n" + b"x;1\n" * 500 + b"y;2\n")

    kept = open_sheet(path, keep=lambda row: "x" not in row.cells).rows
    assert [row.cells[0] for row in kept] == ["uai", "y"]


HEADED = Sheet(
    "",
    (
        Row(1, ("Effectifs des écoles",) * 3, {1: 1, 2: 1}),
        Row(3, ("NOM de\nl'école", "Code_postal", "n°  UAI", "Élèves")),
        Row(4, ("Vars", "05560", "0059005L", 58)),
        Row(5, ("NOM de\nl'école", "Code_postal", "n°  UAI", "Élèves")),
    ),
)
ACCEPTED = {"uai": ("UAI", "N° UAI"), "nom": ("Nom de l'école", "Nom"), "total": ("Total",)}


def test_headings_are_found_by_name() -> None:
    """Under titles, whatever their case, accents, order and line ends; others are ignored."""
    found = find_headings(HEADED, ACCEPTED, required=("uai", ("total", "nom")))

    assert dict(found.places) == {"uai": 2, "nom": 0}
    assert [row.number for row in found.rows] == [4]
    assert found.text(found.rows[0], "nom") == "Vars"
    assert found.value(found.rows[0], "total") is None
    assert found.label("nom") == "NOM de l'école"


def test_headings_that_lack_say_what_was_found() -> None:
    """The error names what is missing and lists the headings of the row it takes for them."""
    with pytest.raises(ImportRefused) as caught:
        find_headings(HEADED, ACCEPTED, required=("uai", "total"))

    assert "la colonne « Total »" in caught.value.what
    assert caught.value.where == "ligne 3"
    assert "« NOM de l'école », « Code_postal », « n° UAI », « Élèves »" in caught.value.remedy


def test_a_heading_given_twice_is_no_guess() -> None:
    """Two columns of one name: nobody can say which is meant."""
    twice = Sheet("", (Row(1, ("UAI", "Nom", "uai")), Row(2, ("a", "b", "c"))))

    with pytest.raises(ImportRefused, match="Plusieurs colonnes s'appellent « UAI »"):
        find_headings(twice, ACCEPTED)
    assert find_headings(twice, {"nom": ("Nom",)}).places == {"nom": 1}


def test_a_workbook_without_sheet_says_so(tmp_path: Path) -> None:
    """A text has no sheet to choose, and an archive is no workbook."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a;b\n")

    with pytest.raises(ImportRefused, match="n'a pas de feuilles"):
        open_sheet(path, sheet="Suivi")
    with pytest.raises(ImportRefused, match="archive"):
        read(tmp_path, packed({"notes.txt": b"a"}), "b.xlsx")
