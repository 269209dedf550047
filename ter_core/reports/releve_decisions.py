"""The decisions of a relevé: those that the séance took, and those of before that it follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from attrs import frozen

from ter_core.reports.counted import counted
from ter_core.reports.question import Marts
from ter_core.reports.releve_seance import Seance
from ter_core.reports.report import Column, Part
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.typography import NARROW

__all__ = ["Decisions"]

_CODE = Column("code_affiche", "Décision")
_LABEL = Column("libelle", "Libellé", place="under")
_WHO = Column("responsables", "Responsables", "liste", holds="acteur")
_DUE = Column("echeance", "Échéance", "date", "Vide pour une décision permanente.")
_STATE = Column("libelle_etat", "État")
_ASIDE = (
    Column("etat", "État (mot)", place="aside"),
    Column("date_etat", "Dans cet état depuis", "date", place="aside"),
    Column("libelles_responsables", "Responsables (libellés)", "liste", place="aside"),
    Column("sujet", "Sujet", place="aside"),
)
_TAKEN = (
    _CODE,
    _LABEL,
    Column("point", "Point", "nombre", "Numéro du point où elle a été prise."),
    _WHO,
    _DUE,
    _STATE,
    *_ASIDE,
)
_FOLLOWED = (
    _CODE,
    _LABEL,
    _WHO,
    _DUE,
    Column("nb_jours_retard", "Retard (jours)", "nombre", "D'une décision ouverte."),
    _STATE,
    *_ASIDE,
)
_NAMES = (
    *dict.fromkeys(column.name for column in (*_TAKEN, *_FOLLOWED)),
    "code_seance",
    "est_ouverte",
    "permanente",
)
_SOURCE = f"""
select {", ".join(_NAMES)}
from (
  select * replace (if(est_en_retard, nb_jours_retard, null) as nb_jours_retard)
  from suivi_decisions
)
where code_instance = $instance or code_seance = $seance
order by
  est_ouverte desc, nb_jours_retard desc nulls last, echeance nulls last, date_etat, code_affiche
"""  # noqa: S608  # our own names


@frozen
class Decisions:
    """Those of the séance, point by point, and those of before, as of its day."""

    seance: Seance
    taken: tuple[dict[str, Any], ...]
    before: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, marts: Marts, seance: Seance) -> Self:
        """What was taken is told as of the observation date, what was followed as of its day."""
        known = _rows(marts, seance)
        day = min(seance.debut.date(), marts.a_la_date) if seance.debut else marts.a_la_date
        then = known if day == marts.a_la_date else _rows(marts.at(day), seance)
        own = [row for row in known if row["code_seance"] == seance.code]
        last = seance.debut_precedente
        return cls(
            seance,
            tuple(sorted(own, key=_place)),
            tuple(row for row in then if _is_followed(row, seance, last.date() if last else None)),
        )

    def told(self) -> Part:
        """All that the séance decided, in one table."""
        number = f" ({len(self.taken)})" if self.taken else ""
        return Part(
            name="decisions",
            title=f"Décisions de la séance{number}",
            columns=_TAKEN,
            rows=_cells(_TAKEN, self.taken),
        )

    def followed(self) -> Part:
        """What became of those of before: still open on its day, or closed since the last one."""
        return Part(
            name="suivi",
            title="Suivi des décisions",
            text=self._counts(),
            columns=_FOLLOWED,
            rows=_cells(_FOLLOWED, self.before),
        )

    def _counts(self) -> tuple[str, ...]:
        """« Depuis la séance du 25 juin 2026 : 4 exécutées, 3 en cours, 2 en retard. »."""
        if not self.before:
            return ()
        opened = [row for row in self.before if row["est_ouverte"]]
        late = sum(row["nb_jours_retard"] is not None for row in opened)
        permanent = sum(bool(row["permanente"]) for row in opened)
        states = Counter(row["etat"] for row in self.before)
        told = [
            _number(states["executee"], "exécutée", "exécutées"),
            *(
                counted(states[state], word)
                for state, word in (("abandonnee", "abandonnée"), ("remplacee", "remplacée"))
                if states[state]
            ),
            _number(len(opened) - late - permanent, "en cours"),
            _number(late, "en retard"),
        ]
        told += [counted(permanent, "permanente")] if permanent else []
        last = self.seance.debut_precedente
        since = f"Depuis la séance du {spoken_day(last.date())}{NARROW}: " if last else ""
        counts = ", ".join(told)
        return (f"{since}{counts if since else counts.capitalize()}.",)


def _rows(marts: Marts, seance: Seance) -> list[dict[str, Any]]:
    found = marts.rows(_SOURCE, {"instance": seance.code_instance, "seance": seance.code})
    rows = [dict(zip(_NAMES, row, strict=True)) for row in found]
    for row in rows:  # one whose creation has not arrived has no code
        row["code_affiche"] = row["code_affiche"] or row["sujet"][-8:]
    return rows


def _is_followed(row: dict[str, Any], seance: Seance, last: date | None) -> bool:
    if row["code_seance"] == seance.code:
        return False
    return row["est_ouverte"] or last is None or row["date_etat"] > last


def _place(row: dict[str, Any]) -> tuple[bool, int, str]:
    """By point; those of none come last."""
    return row["point"] is None, row["point"] or 0, row["code_affiche"]


def _number(count: int, word: str, plural: str = "") -> str:
    """« aucune en retard », « 4 exécutées »."""
    return counted(count, word, plural or word) if count else f"aucune {word}"


def _cells(
    columns: tuple[Column, ...], rows: Sequence[dict[str, Any]]
) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(row[column.name] for column in columns) for row in rows)
