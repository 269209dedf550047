"""Who was met outside instances and actions, about what, and what follows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.vocabulary.choices import NatureOrganisme
from tests.reports.network import annul, answer, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "rencontres"


@pytest.fixture
def met(network: Machine) -> Machine:
    """Partners with a school, a team meeting without any organisme, one of last year."""
    network.record("OrganismeInscrit", code="mairie", nom="Mairie", nature=NatureOrganisme.COMMUNE)
    for objet, day, who in (
        ("Forum", date(2026, 11, 10), {"organismes": ("mairie", "club"),
                                       "etablissements": ("vars",), "suites": "Salle prêtée"}),
        ("Liaison", date(2026, 11, 12), {"etablissements": ("guillestre", "college")}),
        ("Cross", date(2026, 6, 12), {"organismes": ("club",)}),
    ):  # fmt: skip
        network.record("RencontreTenue", objet=objet, le=day, **who)
    return network


def test_rencontres_of_the_year(met: Machine) -> None:
    """By date, with whom and what follows; a team meeting has no organisme."""
    assert answer(
        met, NAME, "date_rencontre", "objet", "organismes", "noms_organismes", "etablissements",
        "noms_etablissements", "suites", "annee_scolaire", "code_auteur",
    ) == [
        (date(2026, 11, 10), "Forum", ["mairie", "club"], ["Mairie", "Club"], ["vars"],
         ["École de vars"], "Salle prêtée", "2026-2027", "coordination"),
        (date(2026, 11, 12), "Liaison", [], [], ["guillestre", "college"],
         ["École de guillestre", "École de college"], None, "2026-2027", "coordination"),
    ]  # fmt: skip


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"annee": "2025-2026"}, ["Cross"]),
    ({"organisme": "club"}, ["Forum"]),
    ({"organisme": "club", "annee": "2025-2026"}, ["Cross"]),
    ({"etablissement": "guillestre"}, ["Liaison"]),
    ({"etablissement": "0059002H"}, ["Forum"]),
    ({"etablissement": "college", "organisme": "club"}, []),
    ({"on": date(2026, 11, 11)}, ["Forum"]),
    ({"on": date(2026, 6, 11)}, []),
]


def test_each_filter_narrows(met: Machine) -> None:
    """By year, organisme or school, and as of a day."""
    for asked, told in FILTERS:
        assert only(met, NAME, "objet", **asked) == told, asked


def test_one_is_named_by_the_end_of_its_identifier(met: Machine) -> None:
    """`ter historique` knows it by what the answer shows; annulled, it is not told."""
    short = only(met, NAME, "id_court")[0]
    assert only(met, "historique", "libelle", sujet=short) == ["Rencontre tenue"]

    written = met.record("RencontreTenue", objet="Erreur", organismes=("club",))
    annul(met, written)
    assert only(met, NAME, "objet") == ["Forum", "Liaison"]


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """The command that records one."""
    empty = laptop.session.ask(reports.get(NAME)()).empty

    assert empty == "Aucune rencontre en 2026-2027 : ter rencontre tenir."
