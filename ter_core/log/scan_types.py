"""What is known of one file: its lines, its faults, its seals."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from ter_core.log.files import Signature
from ter_core.log.seal import Seal

__all__ = ["Fault", "FileScan", "Line", "Stretch"]


class Line(NamedTuple):
    """Where a sound line stands in its file and what ties it to others.

    A plain tuple: lines come by the million, and an attrs class costs three times as much.
    """

    offset: int
    length: int
    number: int
    id: str
    poste: str
    rang: int
    precedente: str
    empreinte: str
    lot: str | None
    erased: bool


@frozen
class Fault:
    """Bytes that are no sound line: where, why (in French), and whether merely a torn end."""

    offset: int
    length: int
    number: int
    reason: str
    torn: bool = False
    poste: str = ""
    rang: int | None = None


@frozen
class Stretch:
    """Consecutive lines of one poste, each citing the one before: the usual content of a file."""

    poste: str
    first: int
    last: int
    precedente: str
    empreinte: str
    first_id: str
    last_id: str


@frozen(eq=False)
class FileScan:
    """One file, read once. `lines` is None for a segment its seal vouches for."""

    path: str
    absolute: Path
    signature: Signature
    sha256: str
    size: int
    data: bytes | None
    lines: tuple[Line, ...] | None
    faults: tuple[Fault, ...]
    seals: tuple[tuple[int, int, Seal], ...]
    stretch: Stretch | None
    special: tuple[bytes, ...]
    seal_holds: bool = False
    latest: str = ""

    @property
    def trusted(self) -> bool:
        """Whether the seal alone vouches for every line."""
        return self.lines is None

    @property
    def end(self) -> int:
        """Where the verified bytes end: before a torn tail."""
        torn = next((fault for fault in self.faults if fault.torn), None)
        return self.size if torn is None else torn.offset

    @property
    def sealed(self) -> bool:
        """Whether the file's last line is a seal, whatever the file's name."""
        return bool(self.seals) and sum(self.seals[-1][:2]) == self.size
