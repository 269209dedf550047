"""Files of tables to read: ordinary ones, and containers that lie."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import frozen

__all__ = ["FILES", "Member", "container", "csv_file", "inflating", "ods", "packed", "xlsx"]

FILES = Path(__file__).parent / "files"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(
    *, data: str = "", before: str = "", after: str = "", shared: str = "", **others: bytes
) -> bytes:
    """A workbook of one sheet, its XML given; `others` are parts by name."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{relations}"><sheets>'
        '<sheet name="Un" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="a" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="b" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>",
    }
    return packed({name: text.encode() for name, text in parts.items()} | others)


def ods(table: str, **others: bytes) -> bytes:
    """A spreadsheet of one table, its XML given; `others` are parts by name."""
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" '
        f'xmlns:table="{_OFFICE}:table:1.0" xmlns:text="{_OFFICE}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Un">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>'
    parts = {"content.xml": content, "META-INF/manifest.xml": manifest}
    return packed(
        {"mimetype": kind} | {name: text.encode() for name, text in parts.items()} | others
    )


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A container as programs write it."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@frozen(kw_only=True)
class Member:
    """A member of a container, as it stands there and as it is announced."""

    name: str
    deflated: bytes
    size: int
    crc: int = 0
    flags: int = 0


def inflating(megabytes: int) -> bytes:
    """Deflated bytes that unpack to so many megabytes of spaces, made at once."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = deflater.compress(b" " * 1_000_000) + deflater.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + deflater.flush(zlib.Z_FINISH)


def container(members: Iterable[Member], padding: int = 0) -> bytes:
    """A container of these members, whatever they announce; `padding` only makes it larger."""
    local, central = b"", b""
    for one in members:
        name = one.name.encode()
        crc, packed_size = one.crc, len(one.deflated)
        common = struct.pack(
            "<HHHHHLLLHH", 20, one.flags, 8, 0, 0, crc, packed_size, one.size, len(name), 0
        )
        central += b"PK\x01\x02\x14\x00" + common
        central += struct.pack("<HHHLL", 0, 0, 0, 0, len(local)) + name
        local += b"PK\x03\x04" + common + name + one.deflated
    local += b"\x55" * padding
    count = central.count(b"PK\x01\x02")
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def csv_file(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8-sig") -> Path:
    """A table as open data gives it: « ; », CRLF."""
    lines = (";".join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path
