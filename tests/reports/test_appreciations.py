"""What was noticed all year long, for the qualitative part of the bilan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.reports.appreciations import NatureAppreciation
from tests.reports.network import annul, answer, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "appreciations"


@pytest.fixture
def noted(network: Machine) -> Machine:
    """One of each nature: of an action, of every axe, of nothing in particular, of last year."""
    for name, text, about, day in (
        ("ReussiteRelevee", "Ateliers tenus par les 6e", {"action": "A1"}, date(2026, 11, 10)),
        ("DifficulteRelevee", "Le car du jeudi", {"axe": "transversal"}, date(2026, 11, 11)),
        ("PerspectiveProposee", "Ouvrir aux familles", {}, date(2026, 11, 12)),
        ("ReussiteRelevee", "Chorale de juin", {"axe": "axe-3"}, date(2026, 6, 15)),
    ):
        network.record(name, texte=text, le=day, **about)
    return network


def test_appreciations_of_the_year(noted: Machine) -> None:
    """By date, with the axe that is theirs or that of their action."""
    assert answer(
        noted, NAME, "date_appreciation", "libelle_nature", "texte", "code_axe", "code_action",
        "code_auteur",
    ) == [
        (date(2026, 11, 10), "réussite", "Ateliers tenus par les 6e", "axe-3", "A-2026-001",
         "coordination"),
        (date(2026, 11, 11), "difficulté", "Le car du jeudi", "transversal", None, "coordination"),
        (date(2026, 11, 12), "perspective", "Ouvrir aux familles", None, None, "coordination"),
    ]  # fmt: skip


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"annee": "2025-2026"}, ["15/06"]),
    ({"axe": "axe-3"}, ["10/11"]),
    ({"axe": "transversal"}, ["11/11"]),
    ({"nature": NatureAppreciation.PERSPECTIVE}, ["12/11"]),
    ({"nature": NatureAppreciation.REUSSITE, "axe": "transversal"}, []),
    ({"on": date(2026, 11, 11)}, ["10/11", "11/11"]),
]


def test_each_filter_narrows(noted: Machine) -> None:
    """By year, axe or nature, and as of a day."""
    for asked, days in FILTERS:
        found = only(noted, NAME, "date_appreciation", **asked)
        assert [f"{day:%d/%m}" for day in found] == days, asked


def test_the_words_of_each_nature(noted: Machine) -> None:
    """What may be typed is what is read."""
    found = answer(noted, NAME, "nature", "libelle_nature")

    assert found == [(one.value, one.label) for one in NatureAppreciation]


def test_an_annulled_one_is_not_there(network: Machine) -> None:
    """Typed by mistake, it feeds no bilan."""
    annul(network, network.record("ReussiteRelevee", texte="Rien", axe="axe-3"))

    assert only(network, NAME, "id_court") == []
