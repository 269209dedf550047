"""What a file would change: steps that may be recorded, and what is to be said of its lines."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ter_core.ledger.entry import Entry

__all__ = ["Proposal", "Remark", "Sign", "Step"]

Sign = Literal["+", "~", "-"]


@frozen(kw_only=True)
class Step:
    """One change: it comes from one line (None: from the file as a whole), and is told in one.

    Its entries are recorded all or none. `sign` says whether something comes in (`+`), changes
    (`~`) or leaves (`-`); `others` are the further lines that it comes from.
    """

    line: int | None
    others: tuple[int, ...] = ()
    sign: Sign = "+"
    told: str
    entries: tuple[Entry, ...]


@frozen(kw_only=True)
class Remark:
    """What is to be said of a line: how it was read, or (`is_rejection`) why it is left out.

    `others` are further lines of which the same is true.
    """

    line: int | None
    others: tuple[int, ...] = ()
    said: str
    remedy: str = ""
    is_rejection: bool = False


@frozen(kw_only=True)
class Proposal:
    """What a file would change in a log, nothing being written.

    `source` is what `ImportRealise` says of it, `empreinte` the SHA-256 of its bytes, `lines` how
    many lines of data it has, `same` how many of them say what the log says already.
    """

    source: str
    empreinte: str
    lines: int
    same: int = 0
    steps: tuple[Step, ...] = ()
    remarks: tuple[Remark, ...] = ()
