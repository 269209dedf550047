"""Files that nobody vouches for: refused at once, with what is wrong and what to do."""

from __future__ import annotations

import os
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve

from ter_core.imports.files.open_sheet import LARGEST, ImportRefused, open_sheet
from tests.imports.sheets import Member, container, inflating, ods, packed, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"
LOCKED = b"<m><manifest:encryption-data/></m>"
ROW = '<row r="{0}"><c r="A{0}"{1}><v>1</v></c></row>'
FIRST = ROW.format(1, "")
SPACES = (
    '<table:table-cell office:value-type="string"><text:p><text:s text:c="1000000000"/></text:p>'
    "</table:table-cell>"
)


def line(cell: str = "", row: str = "", more: str = "") -> str:
    """A row of one cell of an OpenDocument table, with attributes of both."""
    held = f'<table:table-cell office:value-type="float" office:value="1" {cell}/>'
    return f"<table:table-row {row}>{held}{more}</table:table-row>"


def bomb(*, announced: int, megabytes: int = 200) -> bytes:
    """A workbook of half a megabyte whose sheet unpacks to 200."""
    sheet = Member(name="xl/worksheets/sheet1.xml", deflated=inflating(megabytes), size=announced)
    parts = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    return container([_copied(name) for name in sorted(parts)] + [sheet], padding=300_000)


def _copied(name: str) -> Member:
    """A part of an ordinary workbook."""
    content = zipfile.ZipFile(BytesIO(xlsx())).read(name)
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflater.compress(content) + deflater.flush()
    return Member(name=name, deflated=deflated, size=len(content), crc=zlib.crc32(content))


HOSTILE: list[tuple[str, bytes, str]] = [
    ("a far row", xlsx(data=FIRST + ROW.format(1048576, "")), "A1048576"),
    ("a far column", xlsx(data='<row r="1"><c r="XFD1"><v>1</v></c></row>'), "XFD1"),
    (
        "two far corners",
        xlsx(data=FIRST + '<row r="90000"><c r="CV90000"><v>1</v></c></row>'),
        "CV90000",
    ),
    (
        "one long text in many cells",
        xlsx(
            shared=f"<si><t>{'long ' * 20_000}</t></si>",
            data="".join(ROW.format(n, ' t="s"').replace(">1<", ">0<") for n in range(1, 700)),
        ),
        "caractères",
    ),
    (
        "merges upon merges",
        xlsx(
            data=FIRST + '<row r="900"><c r="CV900"><v>1</v></c></row>',
            after="<mergeCells>" + '<mergeCell ref="A1:CV900"/>' * 9 + "</mergeCells>",
        ),
        "fusionnées",
    ),
    ("a place that is none", xlsx(data='<row r="1"><c r="1A"><v>1</v></c></row>'), "abîmé"),
    ("XML cut short", xlsx(data="<row"), "abîmé"),
    (
        "entities",
        xlsx(**{"xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a/>'}),
        "type de document",
    ),
    (
        "a sheet that is not there",
        xlsx(**{"xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
        "aucune feuille",
    ),
    ("macros", xlsx(**{"xl/vbaProject.bin": b"x"}), "macros"),
    (
        "a format with macros",
        xlsx(**{"[Content_Types].xml": MACROS}),
        "macros",
    ),
    ("too many parts", packed({f"xl/{n}": b"" for n in range(1001)}), "1\u202f000 parties"),
    ("one part twice", packed({"xl/workbook.xml": b"", "XL/Workbook.xml": b""}), "même nom"),
    ("rows repeated", ods(line(row='table:number-rows-repeated="200000"')), "A200000"),
    ("columns repeated", ods(line('table:number-columns-repeated="600"')), "WB1"),
    (
        "repeated beyond any sheet",
        ods(line(row='table:number-rows-repeated="9999999999"')),
        "répétée",
    ),
    ("spaces repeated", ods(line(more=SPACES)), "caractères"),
    ("scripts", ods("", **{"Basic/Standard/Module1.xml": b"<m/>"}), "macros"),
    ("locked", ods("", **{"META-INF/manifest.xml": LOCKED}), "mot de passe"),
    ("locked by Office", OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
    ("old", OLE + b"\0" * 600, "ancien format"),
    ("no container at all", b"PK\x03\x04" + b"x" * 200, "abîmé"),
    ("a text document", packed({"word/document.xml": b"<d/>"}), "Word"),
    ("an archive", packed({"a.txt": b"a"}), "archive"),
    ("a PDF", b"%PDF-1.7\n", "PDF"),
    ("a web page called a table", b"\xef\xbb\xbf\n<HTML><table>", "page web"),
    ("bytes", bytes(range(256)) * 4, "ni un classeur, ni un texte"),
    ("a quote that nothing closes", b'a;b\n"c;d\ne;f\n', "guillemet"),
    ("too many columns", b"a;" * 600, "colonnes"),
    ("one line of delimiters", b"a" + b";" * 2_000_000, "colonnes"),
    ("too many rows", b"a;b\n" * 100_001, "100\u202f001"),
]


@pytest.mark.parametrize(
    ("content", "said"), [case[1:] for case in HOSTILE], ids=[c[0] for c in HOSTILE]
)
def test_it_is_refused_at_once(content: bytes, said: str, tmp_path: Path) -> None:
    """One error names the file and what is wrong, says what to do, and takes no time."""
    path = tmp_path / "tableau.csv"
    path.write_bytes(content)

    start = time.process_time()
    with pytest.raises(ImportRefused) as caught:
        open_sheet(path)

    assert time.process_time() - start < 2
    assert said in caught.value.what
    assert caught.value.where.startswith("tableau.csv")
    assert caught.value.remedy


@pytest.mark.parametrize("announced", [200_000_000, 1000, 9_000_000], ids=str)
def test_half_a_megabyte_that_unpacks_to_two_hundred(announced: int, tmp_path: Path) -> None:
    """Refused at once, on what it announces or on what it really unpacks to if it lies."""
    path = tmp_path / "tableau.xlsx"
    path.write_bytes(bomb(announced=announced))
    assert 400_000 < path.stat().st_size < 600_000

    start = time.process_time()
    with pytest.raises(ImportRefused, match="démesuré"):
        open_sheet(path)

    assert time.process_time() - start < 2


def test_a_member_that_lies_by_a_little(tmp_path: Path) -> None:
    """What unpacks to another size than it announces is damaged, however small it is."""
    path = tmp_path / "tableau.xlsx"
    path.write_bytes(bomb(announced=1000, megabytes=2))

    with pytest.raises(ImportRefused, match="n'est pas ce qu'il annonce"):
        open_sheet(path)


def test_a_locked_member(tmp_path: Path) -> None:
    """A container whose members are encrypted asks for no password: it is refused."""
    path = tmp_path / "tableau.xlsx"
    names = ("[Content_Types].xml", "xl/workbook.xml")
    path.write_bytes(container([evolve(_copied(name), flags=1) for name in names]))

    with pytest.raises(ImportRefused, match="mot de passe"):
        open_sheet(path)


HARMLESS: list[tuple[str, bytes]] = [
    ("styles far away", xlsx(data=FIRST + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
    ("a million rows claimed", xlsx(before='<dimension ref="A1:J1048576"/>', data=FIRST)),
    ("a whole row styled", xlsx(before='<dimension ref="A1:XFD1"/>', data=FIRST)),
    (
        "empty rows to the end",
        ods(
            line(more='<table:table-cell table:number-columns-repeated="16383"/>')
            + '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ),
]


@pytest.mark.parametrize("content", [case[1] for case in HARMLESS], ids=[c[0] for c in HARMLESS])
def test_what_spreadsheets_do_is_no_attack(content: bytes, tmp_path: Path) -> None:
    """Empty cells cost nothing however far they go: only what is filled counts."""
    path = tmp_path / "tableau"
    path.write_bytes(content)

    assert [row.cells for row in open_sheet(path).rows] == [(1,)]


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a pipe, a missing name and a file too large are refused without being read."""
    pipe, large = tmp_path / "tube", tmp_path / "grand.csv"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    told = {
        tmp_path: "dossier",
        pipe: "fichier",
        tmp_path / "rien": "n'existe pas",
        large: "64 Mio",
    }

    for path, said in told.items():
        with pytest.raises(ImportRefused, match=said):
            open_sheet(path)
