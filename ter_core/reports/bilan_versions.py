"""The versions of a bilan that were arrested, and what each of them rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ter_core.reports.question import Marts
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["Version", "versions_of"]

_QUERY = """
select
    version, libelle_etat, date_arret, position, empreinte, date_transmission, chiffres
from bilans
where annee_scolaire = $annee
order by version, date_arret, empreinte
"""


@frozen
class Version:
    """A version: its figures by key, and the day and position at which they are found again."""

    annee: AnneeScolaire
    version: int
    libelle_etat: str
    date_arret: date
    position: tuple[dict[str, Any], ...]
    empreinte: str
    date_transmission: date | None
    chiffres: Mapping[str, Bornes]

    @property
    def told(self) -> str:
        """« Version 1, arrêtée le 30 juin 2025, transmise le 1er juillet 2025 »."""
        told = f"Version {self.version}, arrêtée le {spoken_day(self.date_arret)}"
        if self.date_transmission:
            told += f", transmise le {spoken_day(self.date_transmission)}"
        done = self.libelle_etat in ("remplacée", "rouverte")
        return told + (f", {self.libelle_etat} depuis" if done else "")


def versions_of(marts: Marts, annee: AnneeScolaire) -> tuple[Version, ...]:
    """Every version of a year, the first one first."""
    return tuple(_version(annee, *row) for row in marts.rows(_QUERY, {"annee": annee}))


def _version(annee: AnneeScolaire, *row: Any) -> Version:
    version, state, day, position, fingerprint, sent, figures = row
    known = {one["cle"]: Bornes(one["minimum"], one["maximum"]) for one in figures}
    return Version(
        annee, version, state, day, tuple(json.loads(position)), fingerprint, sent, known
    )
