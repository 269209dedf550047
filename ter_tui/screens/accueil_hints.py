"""« À faire maintenant »: what the state of séances, decisions and actions calls for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french, in_full
from ter_tui.screens.accueil_blocks import Block, Line

__all__ = ["SUMMER", "hints"]

_MOST = 6
_AHEAD = 21  # days before a séance when its agenda is due
_LATE_RELEVE = 8  # days after which a relevé should have left
_BETWEEN = 7  # days from one relance to the next
_SILENT = 30  # days without news of a decision
SUMMER = (6, 7, 8)
_ORPHAN = "passée, sans participation"


def hints(
    day: date,
    meetings: Sequence[Mapping[str, Any]],
    followed: Sequence[Mapping[str, Any]],
    actions: Sequence[Mapping[str, Any]],
    bilans: Sequence[Mapping[str, Any]],
) -> Block:
    """At most six lines, the séances first."""
    found = [*_of_seances(meetings, day), *_of_relances(followed, day), *_of_actions(actions)]
    found += _of_silence(followed, day)
    if day.month in SUMMER:
        found += _of_bilan(bilans, AnneeScolaire.of(day))
    return Block(
        name="afaire",
        title="À faire maintenant",
        count=in_full(len(found)) if len(found) > _MOST else "",
        lines=tuple(found[:_MOST]),
        empty="✓ Rien ne presse.",
    )


def _of_seances(rows: Sequence[Mapping[str, Any]], day: date) -> Iterator[Line]:
    for row in reversed(rows):
        if row["debut"] is None:
            continue
        since = (day - row["debut"].date()).days
        todo = _todo(str(row["libelle_etat"]), since, row["nb_points"] or 0)
        if todo:
            code = str(row["code_affiche"] or "")
            yield Line(
                symbol="◆",
                code=code,
                text=french(f"{todo} — ") + str(row["libelle_instance"] or ""),
                end=f"{in_full(since)} j" if since > 0 else "",
                tone="attention" if since > _LATE_RELEVE else "accent",
                target=("seance", code),
            )


def _todo(state: str, since: int, points: int) -> str:
    """What a séance waits for, so many days after it began."""
    if state == "programmée" and since > 0:
        return "Dire si elle s'est tenue"
    if state == "programmée" and since == 0:
        return "C'est aujourd'hui"
    if state == "programmée" and since >= -_AHEAD and not points:
        return "Arrêter l'ordre du jour"
    return {"tenue": "Valider le relevé", "relevé validé": "Diffuser le relevé"}.get(state, "")


def _of_relances(rows: Sequence[Mapping[str, Any]], day: date) -> Iterator[Line]:
    due = [
        row
        for row in rows
        if row["est_en_retard"]
        and (not row["derniere_relance"] or (day - row["derniere_relance"]).days >= _BETWEEN)
    ]
    if due:
        told = f"{in_full(len(due))} retard{'s' * (len(due) > 1)}"
        yield Line(
            symbol="◆",
            text=french(f"{told} sans relance depuis {_BETWEEN} jours"),
            tone="attention",
            target=("liste", "decisions", "À relancer"),
        )


def _of_actions(rows: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    for row in rows:
        if row["libelle_avancement"] == _ORPHAN:
            code = str(row["code_affiche"] or "")
            yield Line(
                symbol="◆",
                code=code,
                text=french("Noter qui est venu — ") + str(row["intitule"] or ""),
                tone="attention",
                target=("grille", code),
            )


def _of_silence(followed: Sequence[Mapping[str, Any]], day: date) -> Iterator[Line]:
    silent = [row for row in followed if _is_silent(row, day)]
    if silent:
        several = "s" if len(silent) > 1 else ""
        told = f"{in_full(len(silent))} décision{several} sans nouvelles depuis {_SILENT} jours"
        yield Line(
            symbol="◆",
            text=french(told),
            tone="attention",
            target=("liste", "decisions", "Ouvertes"),
        )


def _is_silent(row: Mapping[str, Any], day: date) -> bool:
    """Whether nothing was said of an open decision for a month; a permanent one may be silent."""
    told = [row[name] for name in ("date_adoption", "date_etat", "derniere_relance") if row[name]]
    return not row["permanente"] and bool(told) and (day - max(told)).days > _SILENT


def _of_bilan(rows: Sequence[Mapping[str, Any]], year: AnneeScolaire) -> Iterator[Line]:
    states = [row["libelle_etat"] for row in rows if row["annee_scolaire"] == year]
    if "transmise" not in states:
        todo = "Transmettre" if states else "Rédiger et arrêter"
        yield Line(
            symbol="◆",
            text=french(f"{todo} le bilan {year}"),
            tone="attention",
            target=("ouvrir", "bilan"),
        )
