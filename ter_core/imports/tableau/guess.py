"""What a table is taken for, from its headings and its values; people may correct it."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.imports.files.sheet import Row, Sheet, Value
from ter_core.imports.tableau.computed import SAID_BY_TER, refuse_computed
from ter_core.imports.tableau.known import Known
from ter_core.imports.tableau.mapping import (
    Mapping,
    column_letter,
    heading_text,
    one_line,
)
from ter_core.imports.tableau.resolving import Meaning, meaning, pieces
from ter_core.imports.tableau.skipping import skipped
from ter_core.imports.tableau.tables import CLOSED, TABLES, Champ, Table, table_named
from ter_core.vocabulary.days_said import days_said
from ter_core.vocabulary.subjects import is_slug
from ter_core.vocabulary.text import fold

if TYPE_CHECKING:
    from ter_core.session import Session

__all__ = ["guess", "guess_from", "is_numbered"]

_HEADER_WITHIN = 15
_SAMPLE = 200
_NEAR = 88
_NUMBERED = re.compile(r"[DAS]-\d{4}-\d{3,6}(?: (?:bis|ter|quater|quinquies))?")
_EXPORTED, _SAME, _ALIKE = 100, 90, 70
_OWN_TABLE = 0.7  # of the headings that `ter` itself writes


@frozen
class _Candidate:
    """A row taken as the headings of a sort of table."""

    table: Table
    header: Row
    places: dict[str, int]
    score: float


def guess(session: Session, sheet: Sheet, *, table: str | None = None) -> Mapping:
    """What the program takes a sheet for; `table` is the sort of it, where the caller knows.

    Raises:
        InvalidValue: no row looks like the headings of a table that can be taken in.
    """
    return guess_from(Known(session), sheet, table=table)


def guess_from(known: Known, sheet: Sheet, *, table: str | None = None) -> Mapping:
    """The same, from answers that were asked already."""
    if table is not None:
        sort = table_named(table)
        if sort is None:
            raise InvalidValue(
                f"« {table} » n'est pas une sorte de tableau.",
                remedy=f"Dites l'une de : {', '.join(one.name for one in TABLES)}.",
            )
        sorts: tuple[Table, ...] = (sort,)
    else:
        ours = refuse_computed(sheet, frozenset(one.question for one in TABLES))
        sorts = tuple(one for one in TABLES if ours in (None, one.question))
    found = _best(sheet, sorts)
    headings = {n: heading_text(cell) for n, cell in enumerate(found.header.cells)}
    columns = {
        champ.name: _called(found.places[champ.name], headings)
        for champ in found.table.fields
        if champ.name in found.places
    }
    used = set(found.places.values())
    values: dict[str, dict[str, str | None]] = {}
    near: dict[tuple[str, str], tuple[str, ...]] = {}
    for champ in found.table.fields:
        if champ.reading in CLOSED and champ.name in found.places:
            texts = _texts(sheet, found, found.places[champ.name])
            values[champ.name] = _meanings(known, found.table, champ, texts, near)
    return Mapping(
        table=found.table.name,
        header=found.header.number,
        columns=columns,
        values={name: held for name, held in values.items() if held},
        ignored=tuple(text for n, text in headings.items() if text and n not in used),
        near=near,
    )


def is_numbered(text: str) -> bool:
    """Whether a text is a number that `ter` gives: `D-2026-014`."""
    return _NUMBERED.fullmatch(text) is not None


def _best(sheet: Sheet, sorts: tuple[Table, ...]) -> _Candidate:
    found: list[_Candidate] = []
    for index, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        if sum(isinstance(cell, str) for cell in row.cells) < 2 and len(row.cells) > 1:
            continue
        sample = sheet.rows[index + 1 : index + 1 + _SAMPLE]
        found += [one for sort in sorts if (one := _candidate(sort, row, sample))]
    if not found:
        first = [heading_text(cell) for row in sheet.rows[:1] for cell in row.cells if cell]
        titles = ", ".join(f"« {one} »" for one in first)
        raise InvalidValue(
            "Aucune ligne n'a les titres d'un tableau que l'on sache lire."
            + (f" La première dit : {titles}." if titles else " La feuille est vide."),
            where=f"feuille « {sheet.name} »" if sheet.name else "",
            remedy="Donnez aux colonnes des titres comme « Décision », « Responsable », "
            "« Échéance » ; ou « Action », « Date », « École », « Niveau », « Élèves ».",
        )
    return max(found, key=lambda one: one.score)


def _candidate(table: Table, header: Row, sample: tuple[Row, ...]) -> _Candidate | None:
    scored = []
    exported = _exported(table)
    ours = 0
    for index, cell in enumerate(header.cells):
        heading = fold(heading_text(cell))
        if not heading:
            continue
        ours += heading in exported["*"] or heading in SAID_BY_TER
        values = [row.cells[index] for row in sample if index < len(row.cells)]
        values = [one for one in values if one is not None]
        for order, champ in enumerate(table.fields):
            score = _score(champ, heading, exported[champ.name])
            if score and _fits(champ, values):
                scored.append((-score, order, index, champ.name))
    places: dict[str, int] = {}
    total = 0.0
    for score, _, index, name in sorted(scored):
        if name not in places and index not in places.values():
            places[name] = index
            total -= score / 100
    if not places or not all(
        any(name in places for name in ((one,) if isinstance(one, str) else one))
        for one in table.needed
    ):
        return None
    filled = sum(1 for cell in header.cells if cell is not None)
    if ours > _OWN_TABLE * filled:
        total += 100 * ours / filled
    return _Candidate(table, header, places, total)


@lru_cache
def _exported(table: Table) -> dict[str, frozenset[str]]:
    """What `ter` itself calls the column of each field, and all of its columns (`*`)."""
    columns = reports.get(table.question).columns
    names = {one.name: frozenset({fold(one.name), fold(one.label)}) for one in columns}
    found = {one.name: names.get(one.exported, frozenset()) for one in table.fields}
    return found | {"*": frozenset().union(*names.values())}


def _score(champ: Champ, heading: str, exported: frozenset[str]) -> int:
    if heading in exported:
        return _EXPORTED
    names = {fold(one) for one in (champ.name, champ.label, *champ.names)}
    if heading in names:
        return _SAME
    return _ALIKE if _alike(heading, frozenset(names)) else 0


@lru_cache(maxsize=4096)
def _alike(heading: str, names: frozenset[str]) -> bool:
    from rapidfuzz import fuzz

    if len(heading) < 5:
        return False
    near = any(fuzz.ratio(heading, name) >= _NEAR for name in names if len(name) > 4)
    return near or any(
        heading.startswith(f"{name} ") or heading.endswith(f" {name}")
        for name in names
        if len(name) > 4
    )


def _fits(champ: Champ, values: list[Value]) -> bool:
    """Whether most of the values could be read; a column without any may be anything."""
    if not values or champ.reading not in _TESTS:
        return True
    test = _TESTS[champ.reading]
    return sum(test(one) for one in values) * 2 >= len(values)


def _is_code(value: Value) -> bool:
    return isinstance(value, str) and is_slug(value) and not value.isdigit()


def _is_number_of_ter(value: Value) -> bool:
    return isinstance(value, str) and is_numbered(value)


def _is_day(value: Value) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, Decimal) or value is None:
        return False
    if isinstance(value, int):
        return value > 36526
    try:
        days_said(value.replace("T", " ").partition(" ")[0] if ":" in value else value, _SOME_DAY)
    except ValueError:
        return False
    return True


def _is_number(value: Value) -> bool:
    if isinstance(value, date | datetime):
        return False
    return not isinstance(value, str) or any(one.isdigit() for one in value) or "aine" in value


_SOME_DAY = date(2026, 11, 12)
_TESTS = {
    "code": _is_code, "numero": _is_number_of_ter, "jour": _is_day, "debut": _is_day,
    "fin": _is_day, "jours": _is_day, "heure": _is_day, "nombre": _is_number,
    "montant": _is_number, "equipes": _is_number,
}  # fmt: skip


def _called(index: int, headings: dict[int, str]) -> str:
    """The heading of a column; its letter where another one has the same, or none."""
    text = headings[index]
    same = [n for n, other in headings.items() if fold(other) == fold(text)]
    return text if same == [index] else f"colonne {column_letter(index)}"


def _texts(sheet: Sheet, found: _Candidate, index: int) -> list[str]:
    texts: dict[str, None] = {}
    for row in sheet.rows:
        if row.number <= found.header.number or skipped(row, found.header, found.places):
            continue
        if index < len(row.cells):
            value = row.cells[index]
            if value is not None and not isinstance(value, date):
                texts.setdefault(str(value))
    return list(texts)


def _meanings(
    known: Known,
    table: Table,
    champ: Champ,
    texts: list[str],
    near: dict[tuple[str, str], tuple[str, ...]],
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for text in texts:
        for part in pieces(known, champ, text):
            name = one_line(part)
            if name in found or not name:
                continue
            held = meaning(known, table, champ, part)
            found[name] = _written(known, champ, held) if held else None
            if held is None and champ.to and (codes := known.near_labels(part, champ.to)):
                near[champ.name, name] = tuple(codes)
    return found


def _written(known: Known, champ: Champ, held: Meaning) -> str:
    """A code as people write it; in full where two kinds share it."""
    if not champ.to or ":" not in held.value:
        return held.value
    code = known.code(held.value)
    again = known.find(code, champ.to)
    return code if again and again.subject == held.value else held.value
