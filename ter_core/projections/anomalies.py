"""Rows of the view `anomalies`, told as findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ter_core.log.findings import NOTICE, Finding

__all__ = ["findings_of"]

_REMEDIES = {
    "illisible": "Mettez le programme à jour, ou enregistrez de nouveau le fait.",
    "cause-absente": "Synchronisez le poste qui les a écrits.",
    "creation-absente": "Synchronisez le poste qui l'a écrite, ou annulez ces événements.",
    "conflit": "Retenez une des valeurs avec `ter conflit trancher`.",
    "cycle-de-vie": "Annulez l'un des deux, ou enregistrez l'état qui convient.",
    "creation-double": "Gardez-en une : modifiez ou annulez l'autre.",
    "reference-annulee": "Rectifiez la référence, ou annulez cet événement.",
    "reference-absente": "Synchronisez le poste qui l'a créé.",
    "date-future": "Vérifiez l'horloge du poste, puis annulez et enregistrez de nouveau.",
    "effectif-depasse": "Constatez le bon effectif (`ter effectif constater`), ou corrigez la "
    "participation.",
    "type-inconnu": "Mettez le programme à jour : ils sont gardés tels quels.",
}


def findings_of(rows: Iterable[tuple[Any, ...]]) -> list[Finding]:
    """A finding per row (kind, message, subject, events)."""
    return [
        Finding(kind, NOTICE, message, _REMEDIES.get(kind, ""), evenements=tuple(events))
        for kind, message, _, events in rows
    ]
