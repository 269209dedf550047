"""One engine for the whole folder: its views are built once, its log is replaced by each test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import define

from ter_core.projections.engine import Projection
from tests.counting.book import Book

__all__ = ["FAR", "Figures", "Marts"]

FAR = date(9000, 1, 1)
_FIGURES = "select annee_scolaire, cle, minimum, maximum from bilan_chiffres"
_ILLEGIBLE = "select id, champs, motif from memory.main.lignes_illisibles"

Figures = dict[str, dict[str, tuple[int | None, int | None]]]
"""By school year and key, least and most."""


_JOURNAL = SimpleNamespace(id="livre")


@define
class Marts:
    """The marts of the book that was loaded last."""

    projection: Projection

    def of(self, book: Book) -> Marts:
        """Load a book, every line of which is legible."""
        data = b"".join(book.lines)
        file = SimpleNamespace(
            path="actif.ndjson", trusted=False, count=len(book.lines), bytes_kept=lambda: data
        )
        self.projection.load(SimpleNamespace(journal=_JOURNAL, files=[file], reprises={}))
        assert self.rows(_ILLEGIBLE) == []
        return self

    def rows(self, sql: str, on: date = FAR, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query, as of a day after everything unless said."""
        return self.projection.query(sql, values, a_la_date=on).rows

    def figures(self, on: date = FAR) -> Figures:
        """Every figure of every year."""
        found: Figures = {}
        for year, key, least, most in self.rows(_FIGURES, on):
            found.setdefault(year, {})[key] = (least, most)
        return found


@pytest.fixture(scope="session")
def marts(views: Path) -> Iterator[Marts]:
    """An engine without any event."""
    made = Projection(views)
    yield Marts(made)
    made.close()
