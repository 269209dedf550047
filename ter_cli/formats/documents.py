"""A report for programs: one JSON document in its envelope, or one JSON object per line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ter_cli.formats.values import dated_columns, plain

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_core.reports.report import Column, Report

__all__ = ["document", "envelope_schema", "lines", "row_schema"]

_JSON_TYPES: dict[str, dict[str, Any]] = {
    "texte": {"type": ["string", "null"]},
    "nombre": {"type": ["number", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "horodatage": {"type": ["string", "null"], "format": "date-time"},
    "booleen": {"type": ["boolean", "null"]},
    "liste": {"type": ["array", "null"], "items": {"type": "string"}},
}


def document(report: Report, layout: Layout) -> str:
    """The envelope and its rows, in ASCII."""
    envelope: dict[str, Any] = {
        "schema": layout.schema,
        "genere_le": layout.generated,
        "a_la_date": plain(report.a_la_date),
        "position": list(report.position),
    }
    if report.connu_le is not None:
        envelope["connu_le"] = plain(report.connu_le)
    if report.findings:
        envelope["constats"] = [str(finding) for finding in report.findings]
    envelope["donnees"] = [_object(report, row) for row in report.rows]
    return json.dumps(envelope, indent=2) + "\n"


def lines(report: Report) -> str:
    """One object per row; each says the date that it holds at."""
    said = {name: plain(value) for name, value in dated_columns(report).items()}
    return "".join(json.dumps(_object(report, row) | said) + "\n" for row in report.rows)


def row_schema(columns: tuple[Column, ...]) -> dict[str, Any]:
    """The JSON Schema of a row."""
    properties = {
        column.name: _JSON_TYPES[column.type]
        | {"title": column.label}
        | ({"description": column.help} if column.help else {})
        for column in columns
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def envelope_schema(schema: str, row: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of an answer; inside a major version keys are added, none is taken away."""
    place = {
        "type": "object",
        "properties": {
            "poste": {"type": "string"},
            "rang": {"type": "integer"},
            "empreinte": {"type": "string"},
        },
    }
    properties = {
        "schema": {"const": schema},
        "genere_le": {"type": "string", "format": "date-time"},
        "a_la_date": {"type": "string", "format": "date"},
        "position": {"type": "array", "items": place},
        "connu_le": {"type": "string", "format": "date"},
        "constats": {"type": "array", "items": {"type": "string"}},
        "donnees": {"type": "array", "items": row},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": schema,
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in ("connu_le", "constats")],
    }


def _object(report: Report, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column.name: plain(value) for column, value in zip(report.columns, row, strict=True)}
