"""What the network shares: a resource stays shared, whatever the year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.vocabulary.levels import Niveau
from tests.reports.network import annul, answer, laptop, machines, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines"]

NAME = "ressources"


@pytest.fixture
def shared(laptop: Machine) -> Machine:
    """One of each of two years, one that says no level."""
    for code, levels, day, more in (
        ("malle", (Niveau.SIXIEME, Niveau.CM2), date(2026, 11, 10),
         {"lien": "Nuage, Sciences", "licence": "CC BY-SA 4.0"}),
        ("grille", (Niveau.CM2,), date(2026, 6, 12), {}),
        ("guide", (), date(2026, 11, 12), {}),
    ):  # fmt: skip
        laptop.record(
            "RessourceMutualisee", code=code, titre=f"La {code}", niveaux=levels, le=day, **more
        )
    return laptop


def test_what_is_shared(shared: Machine) -> None:
    """Of every year, the latest first; levels in their own order, whatever was typed."""
    assert answer(
        shared, NAME, "code_affiche", "titre", "libelles_niveaux", "niveaux", "licence", "lien",
        "date_mutualisation", "annee_scolaire",
    ) == [
        ("guide", "La guide", [], [], None, None, date(2026, 11, 12), "2026-2027"),
        ("malle", "La malle", ["CM2", "6e"], ["CM2", "6E"], "CC BY-SA 4.0", "Nuage, Sciences",
         date(2026, 11, 10), "2026-2027"),
        ("grille", "La grille", ["CM2"], ["CM2"], None, None, date(2026, 6, 12), "2025-2026"),
    ]  # fmt: skip


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"annee": "2025-2026"}, ["grille"]),
    ({"annee": "2026-2027"}, ["guide", "malle"]),
    ({"niveau": Niveau.CM2}, ["malle", "grille"]),
    ({"niveau": Niveau.SIXIEME}, ["malle"]),
    ({"niveau": Niveau.CP}, []),
    ({"on": date(2026, 11, 11)}, ["malle", "grille"]),
    ({"on": date(2026, 6, 11)}, []),
]


def test_each_filter_narrows(shared: Machine) -> None:
    """By year or level, and as of a day."""
    for asked, told in FILTERS:
        assert only(shared, NAME, "code_affiche", **asked) == told, asked


def test_an_annulled_one_is_not_shared(shared: Machine) -> None:
    """Its code still tells its story."""
    annul(shared, shared.record("RessourceMutualisee", code="erreur", titre="Erreur"))

    assert "erreur" not in only(shared, NAME, "code_affiche")
    assert only(shared, "historique", "libelle", sujet="erreur")[0] == "Ressource mutualisée"


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """The command that shares one, and the year if one was asked."""
    for asked, said in (({}, ""), ({"annee": "2025-2026"}, " en 2025-2026")):
        empty = laptop.session.ask(reports.get(NAME)(**asked)).empty
        assert empty == f"Aucune ressource mutualisée{said} : ter ressource mutualiser."
