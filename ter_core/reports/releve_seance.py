"""The séance that a relevé is about."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple, Self

from ter_core.reports.question import Marts
from ter_core.vocabulary.subjects import key_of
from ter_core.vocabulary.typography import NARROW

__all__ = ["Seance", "hour"]


class Seance(NamedTuple):
    """What is known of it: when and where, its state, its relevé, those before and after."""

    sujet: str
    code_affiche: str | None
    code_instance: str | None
    libelle_instance: str | None
    annee_scolaire: str | None
    numero: int | None
    debut: datetime | None
    fin: datetime | None
    lieu: str | None
    libelle_modalite: str | None
    etat: str | None
    date_etat: date
    motif_annulation: str | None
    libelle_presidence: str | None
    libelle_secretaire: str | None
    version: int
    date_rectification: date | None
    motif_rectification: str | None
    date_validation: date | None
    libelle_validation: str | None
    nb_diffusions: int
    debut_precedente: datetime | None
    prochaine_seance: date | None
    code_suivante: str | None
    debut_suivante: datetime | None

    @classmethod
    def of(cls, marts: Marts, subject: str) -> Self:
        """The séance of that name."""
        names = ", ".join(cls._fields)
        (row,) = marts.rows(
            f"select {names}\nfrom releves where sujet = $seance",  # our own names
            {"seance": subject},
        )
        return cls(*row)

    @property
    def code(self) -> str:
        """What names it in a command."""
        return self.code_affiche or key_of(self.sujet)

    @property
    def is_held(self) -> bool:
        """Whether it took place, or is taking place."""
        return self.etat not in ("programmee", "annulee")

    @property
    def hours(self) -> str:
        """« de 14 h 00 à 16 h 10 », « à 14 h 00 » where its end is not known."""
        begun = hour(self.debut) if self.debut else ""
        return f"de {begun} à {hour(self.fin)}" if self.fin else f"à {begun}"


def hour(moment: datetime) -> str:
    """« 14 h 00 »."""
    return f"{moment.hour}{NARROW}h{NARROW}{moment:%M}"
