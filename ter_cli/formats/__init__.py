"""The forms an answer may take. Each module turns a report into text; none of them prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ter_core.reports.report import Report

__all__ = ["FORMATS", "SUFFIXES", "Layout", "lay_out"]

FORMATS = {
    "table": "un tableau à la largeur du terminal",
    "texte": "un paragraphe par ligne",
    "json": "un document JSON, avec sa date et sa position",
    "ndjson": "un objet JSON par ligne",
    "csv": "un tableau pour Excel en français",
    "md": "un tableau Markdown",
}
"""What `--format` accepts, and what each is for."""

SUFFIXES = {
    ".json": "json",
    ".ndjson": "ndjson",
    ".csv": "csv",
    ".md": "md",
    ".txt": "texte",
}
"""The format that the name of an output file asks for."""


class Layout(NamedTuple):
    """How an answer is laid out: its form, and the room and colours there are."""

    form: str = "table"
    width: int = 80
    colour: bool = False
    standard_csv: bool = False
    schema: str = ""
    generated: str = ""


def lay_out(report: Report, layout: Layout) -> str:
    """The report in the form asked for. CSV carries its own line ends, and its byte order mark."""
    if layout.form == "table":
        from ter_cli.formats.table import table

        return table(report, layout)
    if layout.form == "texte":
        from ter_cli.formats.blocks import blocks

        return blocks(report, layout)
    if layout.form == "csv":
        from ter_core.exports.spreadsheet import french_csv, standard_csv

        return standard_csv(report) if layout.standard_csv else french_csv(report)
    if layout.form == "md":
        from ter_cli.formats.markdown import markdown

        return markdown(report)
    from ter_cli.formats.documents import document, lines

    return document(report, layout) if layout.form == "json" else lines(report)
