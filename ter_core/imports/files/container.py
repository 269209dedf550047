"""A zip container read under watch: what it announces is bounded, and what it really unpacks to.

Nothing is ever written to the disk, and a member is inflated only when it is asked for.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Self

from attrs import define, field

from ter_core.imports.files.refused import ImportRefused, damaged, too_long
from ter_core.vocabulary.typography import in_full

__all__ = ["MEMBERS", "RATIO", "TOTAL", "UNWATCHED", "Container", "locked"]

MEMBERS = 1_000
"""The most files that a container holds."""
TOTAL = 100_000_000
"""The most bytes that a container unpacks to."""
RATIO = 100
"""The most that a container grows once unpacked, …"""
UNWATCHED = 10_000_000
"""… unless it is this small even then."""

_CENTRAL, _LOCAL, _LOCAL_SIZE = b"PK\x01\x02", b"PK\x03\x04", 30
_UNREADABLE = (
    zipfile.BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
    struct.error,
)


@define
class Container:
    """The members of a container, found by name without regard to case."""

    _data: bytes
    _members: dict[str, zipfile.ZipInfo]
    _unpacked: int = field(default=0, init=False)

    @classmethod
    def of(cls, data: bytes) -> Self:
        """The container that some bytes are.

        Raises:
            ImportRefused: it is damaged, locked, or announces too much.
        """
        if data.count(_CENTRAL) > MEMBERS:  # counted before anything is made of them
            raise _too_many()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found = archive.infolist()
        except _UNREADABLE:
            raise damaged("son contenu ne se lit pas") from None
        if len(found) > MEMBERS:
            raise _too_many()
        members = {one.filename.lower(): one for one in found}
        if len(members) < len(found):
            raise damaged("deux de ses parties portent le même nom")
        _check_announced(found, len(data))
        return cls(data, members)

    @property
    def names(self) -> tuple[str, ...]:
        """Every member, as it is spelled."""
        return tuple(one.filename for one in self._members.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def spelled(self, name: str) -> str:
        """How the container spells the name of a member."""
        return self._members[name.lower()].filename

    def read(self, name: str) -> bytes:
        """The bytes of a member, counted as they come.

        Raises:
            ImportRefused: it is missing, damaged, or unpacks to more than it may.
        """
        member = self._members.get(name.lower())
        if member is None:
            raise damaged(f"il y manque « {name} »")
        if member.flag_bits & 1:
            raise locked()
        room = _room(len(self._data)) - self._unpacked
        content = _inflated(self._packed(member), member, room)
        self._unpacked += len(content)
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise damaged(f"« {member.filename} » n'est pas ce qu'il annonce")
        return content

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        """The bytes of a member as they stand in the container."""
        start = member.header_offset
        header = self._data[start : start + _LOCAL_SIZE]
        if len(header) < _LOCAL_SIZE or not header.startswith(_LOCAL):
            raise damaged(f"« {member.filename} » n'y est pas")
        begin = start + _LOCAL_SIZE + sum(struct.unpack("<HH", header[26:]))
        packed = memoryview(self._data)[begin : begin + member.compress_size]
        if len(packed) < member.compress_size:
            raise damaged(f"« {member.filename} » est coupé")
        return packed


def locked() -> ImportRefused:
    """A file that only a password opens."""
    return ImportRefused(
        "Ce fichier est protégé par un mot de passe.",
        remedy="Ouvrez-le dans un tableur et enregistrez-le au format .xlsx sans mot de passe.",
    )


def _inflated(packed: memoryview, member: zipfile.ZipInfo, room: int) -> bytes:
    """The content, no more of it being made than there is room for."""
    if member.compress_type == zipfile.ZIP_STORED:
        if len(packed) > room:
            raise _too_large()
        return bytes(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(f"« {member.filename} » est compressé d'une façon inconnue")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, max(room, 0) + 1)
    except zlib.error:
        raise damaged(f"« {member.filename} » ne se lit pas") from None
    if len(content) > room:
        raise _too_large()
    if not inflater.eof:
        raise damaged(f"« {member.filename} » est coupé")
    return content


def _room(size: int) -> int:
    """How much a container of that size may unpack to."""
    return min(TOTAL, max(UNWATCHED, RATIO * size))


def _check_announced(members: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(one.file_size for one in members)
    if total > _room(size):
        raise _too_large(total, size)


def _too_large(total: int | None = None, size: int = 0) -> ImportRefused:
    announced = (
        f" : {in_full(size // 1000)} ko en annoncent {in_full(total // 1000)} ko" if total else ""
    )
    return too_long(f"Ce fichier se déplie en un contenu démesuré{announced}.")


def _too_many() -> ImportRefused:
    return too_long(f"Ce fichier contient plus de {in_full(MEMBERS)} parties.")
