"""A report for programs: one JSON document in its envelope, or one JSON object per line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ter_core.reports.values import dated_columns, plain
from ter_core.vocabulary.masked import est_tu

if TYPE_CHECKING:
    from ter_cli.formats import Layout
    from ter_core.reports.report import Column, Part, Report

__all__ = ["document", "envelope_schema", "lines", "row_schema"]

_JSON_TYPES: dict[str, dict[str, Any]] = {
    "texte": {"type": ["string", "null"]},
    "nombre": {"type": ["number", "null"]},
    "bornes": {
        "type": ["object", "null"],
        "properties": {"minimum": {"type": "number"}, "maximum": {"type": "number"}},
        "required": ["minimum", "maximum"],
    },
    "date": {"type": ["string", "null"], "format": "date"},
    "horodatage": {"type": ["string", "null"], "format": "date-time"},
    "booleen": {"type": ["boolean", "null"]},
    "liste": {"type": ["array", "null"], "items": {"type": "string"}},
}
_TEXTS = {"type": "array", "items": {"type": "string"}}
# What a chapter's rows hold, its class alone knows: none declares it.
_PART: dict[str, Any] = {
    "type": "object",
    "properties": {
        "nom": {"type": "string"},
        "titre": {"type": "string"},
        "texte": _TEXTS,
        "donnees": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["nom", "titre", "texte", "donnees"],
}
_OPTIONAL = ("connu_le", "diffusion", "seuil", "constats", "texte", "parties")


def document(report: Report, layout: Layout) -> str:
    """The envelope and its rows, then the sentences and the chapters if any, in ASCII."""
    envelope: dict[str, Any] = {
        "schema": layout.schema,
        "genere_le": layout.generated,
        "a_la_date": plain(report.a_la_date),
        "position": list(report.position),
    }
    if report.connu_le is not None:
        envelope["connu_le"] = plain(report.connu_le)
    if report.seuil is not None:
        envelope |= {"diffusion": "externe", "seuil": report.seuil}
    if report.findings:
        envelope["constats"] = [str(finding) for finding in report.findings]
    envelope["donnees"] = _objects(report)
    if report.text:
        envelope["texte"] = list(report.text)
    if report.parts:
        envelope["parties"] = [
            {
                "nom": part.name,
                "titre": part.title,
                "texte": list(part.text),
                "donnees": _objects(part),
            }
            for part in report.parts
        ]
    return json.dumps(envelope, indent=2) + "\n"


def lines(report: Report) -> str:
    """One object per row; each says the date that it holds at."""
    said = {name: plain(value) for name, value in dated_columns(report).items()}
    return "".join(json.dumps(row | said) + "\n" for row in _objects(report))


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
        "diffusion": {"const": "externe"},
        "seuil": {"type": "integer"},
        "constats": {"type": "array", "items": {"type": "string"}},
        "donnees": {"type": "array", "items": row},
        "texte": _TEXTS,
        "parties": {"type": "array", "items": _PART},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": schema,
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in _OPTIONAL],
    }


def _objects(told: Report | Part) -> list[dict[str, Any]]:
    """The rows; one that does not tell everything says of which keys, under `masques`."""
    names = [column.name for column in told.columns]
    found = []
    for row in told.rows:
        silent = [name for name, value in zip(names, row, strict=True) if est_tu(value)]
        values = dict(zip(names, map(plain, row), strict=True))
        found.append(values | ({"masques": silent} if silent else {}))
    return found
