"""What an answer for people says of itself: its title, its dates, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import NARROW, french
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from ter_core.reports.report import Part, Report

__all__ = ["counted", "dates_line", "empty_line", "fingerprint", "footer_line", "title_line"]


def title_line(report: Report) -> str:
    """The title, as it is: it may hold data."""
    return visible(report.title)


def dates_line(report: Report) -> str:
    """« à la date du 21 novembre 2026, tel que connu le 1er décembre 2026 »."""
    said = f"à la date du {spoken_day(report.a_la_date)}"
    if report.connu_le is not None:
        said += f", tel que connu le {spoken_day(report.connu_le)}"
    return said


def footer_line(report: Report) -> str:
    """« 12 lignes · à la date du 21 novembre 2026 · position 3f2a91c0 ».

    Of several tables, or of rows that only programs are given, no count would say anything.
    """
    is_one_table = bool(report.rows) and not (report.parts or report.is_flat)
    told = [counted(len(report.rows), "ligne")] if is_one_table else []
    told.append(dates_line(report))
    if report.position:
        told.append(f"position {fingerprint(report.position)}")
    return " · ".join(told)


def empty_line(told: Report | Part) -> str:
    """The sentence of an answer, or of a chapter, without rows."""
    return french(visible(told.empty))


def counted(count: int, noun: str, plural: str = "") -> str:
    """« 1 ligne », « 2 914 lignes »; zero is singular in French."""
    word = noun if abs(count) < 2 else plural or f"{noun}s"
    return f"{count:,} {word}".replace(",", NARROW)


def fingerprint(position: tuple[dict[str, Any], ...]) -> str:
    """Eight digits that two machines compare by eye: the hash of the whole position."""
    import hashlib
    import json

    text = json.dumps(position, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
