"""What people wrote of a bilan so far."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ter_core.vocabulary.choices import SectionBilan
from tests.reports.network import answer, laptop, machines, network

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "bilan-sections"


def test_the_last_version_of_each_section(network: Machine) -> None:
    """In the order of the bilan, of one axe after of all; a day before knows what it knew."""
    for section, text, axe, day in (
        (SectionBilan.DIFFICULTES, "Le car du jeudi", None, 10),
        (SectionBilan.REUSSITES, "Ébauche", None, 10),
        (SectionBilan.REUSSITES, "La chorale", "axe-3", 11),
        (SectionBilan.REUSSITES, "Tous les CM2", None, 12),
    ):
        network.record(
            "SectionRedigee",
            "bilan:2026-2027",
            section=section,
            texte=text,
            axe=axe,
            le=date(2026, 11, day),
        )

    assert answer(network, NAME, "libelle_section", "code_axe", "texte") == [
        ("réussites", None, "Tous les CM2"),
        ("réussites", "axe-3", "La chorale"),
        ("difficultés", None, "Le car du jeudi"),
    ]
    assert answer(network, NAME, "texte", on=date(2026, 11, 10)) == [
        ("Ébauche",),
        ("Le car du jeudi",),
    ]
    assert answer(network, NAME, "texte", axe="axe-3") == [("La chorale",)]
    assert answer(network, NAME, "texte", annee="2025-2026") == []
