"""What of a bilan is arrested: its known figures, and the texts that people wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from attrs import frozen

from ter_core.reports.bilan_qualitative import texts_of
from ter_core.reports.report import Report
from ter_core.vocabulary.bounds import Bornes

__all__ = ["Content"]


@frozen
class Content:
    """Figures by key, texts by chapter; nothing of the program's own words."""

    figures: Mapping[str, Bornes]
    texts: list[list[str]]

    @classmethod
    def of(cls, report: Report) -> Content:
        """The content of an answer."""
        places = {column.name: place for place, column in enumerate(report.columns)}
        cle, chiffre = places["cle"], places["chiffre"]
        known = {row[cle]: row[chiffre] for row in report.rows if row[chiffre] is not None}
        return cls(known, texts_of(report.parts))

    def fingerprint(self, keys: Iterable[str]) -> str:
        """The SHA-256 of the texts and of the figures of these keys, in an order of their own.

        A later version of the program may lay the bilan out otherwise, and count more: what was
        arrested is found again all the same.
        """
        figures = [[cle, *self.figures[cle]] for cle in sorted(keys) if cle in self.figures]
        text = json.dumps([figures, self.texts], ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()
