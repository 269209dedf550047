"""A report as a file for a spreadsheet: whole under its name, or not there at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.exports.spreadsheet import french_csv
from ter_core.exports.target import check_target, refused, written_beside

if TYPE_CHECKING:
    from ter_core.reports.report import Report
    from ter_core.session import Session

__all__ = ["write_spreadsheet"]


def write_spreadsheet(session: Session, report: Report, path: Path, *, replace: bool) -> Path:
    """Write a report as a CSV for Excel in French; the place of the file, links followed.

    Raises:
        ExportRefused: it exists and may not be replaced, or cannot be written there.
    """
    example = f"{report.name}.csv"
    place = check_target(path, session.journal.root, replace=replace, example=example)
    text = french_csv(report)
    with written_beside(path, place, replace=replace) as temporary:
        try:
            temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise refused(path, error) from None
    return place
