"""The partners of the demonstration, whom one met, the money and what was measured."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.demo.asking import DAY, figures, stored

YEARS = ("2024-2025", "2025-2026")


def said(type_name: str) -> list[dict[str, Any]]:
    """What every event of a type says."""
    return [one["donnees"] for one in stored(type_name)]


def of_subject(type_name: str) -> dict[str, dict[str, Any]]:
    """What the creations of a type say, by their subject."""
    return {one["sujet"]: one["donnees"] for one in stored(type_name)}


def test_partnerships_of_every_story() -> None:
    """Eight, with every sort of body; two renewed, one closed, one that ran out unnoticed."""
    agreed = of_subject("PartenariatNoue")
    renewed = {one["sujet"] for one in stored("PartenariatReconduit")}
    closed = {one["sujet"] for one in stored("PartenariatClos")}
    over = {subject for subject, one in agreed.items() if one.get("fin", "9999") < DAY}

    assert len(agreed) == 8
    assert len({one["organisme"] for one in agreed.values()}) == 8
    assert (len(renewed), len(closed)) == (2, 1)
    assert [agreed[one]["code"] for one in over - renewed - closed] == ["encadrement-athletisme"]
    assert {word for one in agreed.values() for word in one["apports"]} == {
        "financier",
        "humain",
        "materiel",
        "lieu",
        "expertise",
    }


def test_people_met_every_year() -> None:
    """More than ten rencontres, over the three years; one is a meeting of teams only."""
    met = stored("RencontreTenue")
    teams = [one["donnees"] for one in met if not one["donnees"].get("organismes")]

    assert len(met) >= 10
    assert {one["survenu_le"][:4] for one in met} == {"2024", "2025", "2026"}
    assert all(one["donnees"]["suites"] for one in met)
    assert [len(one["etablissements"]) for one in teams] == [4]


def test_bodies_change_and_leave() -> None:
    """A club took another name; a firm gave up, and its partnership was closed the same day."""
    (renamed,), (left,) = stored("OrganismeModifie"), stored("OrganismeRetire")
    (closed,) = stored("PartenariatClos")

    assert renamed["sujet"] == "organisme:club-athletisme"
    assert of_subject("PartenariatNoue")[closed["sujet"]]["organisme"] == left["sujet"]
    assert closed["survenu_le"] == left["survenu_le"]


def test_money_is_granted_every_year() -> None:
    """30 000 € of the TER each year, and five others: local bodies, an association, the schools."""
    granted = said("FinancementAccorde")
    of_the_ter = [one["annee_scolaire"] for one in granted if one["enveloppe"] == "Crédits du TER"]

    assert sorted(of_the_ter) == [*YEARS, "2026-2027"]
    assert all(one["montant"] == 30_000_00 for one in granted if one["code"].startswith("ter-"))
    assert len(granted) == 8
    assert [one["code"] for one in granted if "organisme" not in one] == ["cooperatives"]
    assert {one["code"] for one in granted if "action" in one} == {
        "chorale-2025-2026",
        "cafes-2026-2027",
    }


def test_one_grant_is_used_up_and_another_hardly() -> None:
    """What is spent never exceeds the grant; cars of 2025-2026 took it all, outings hardly any."""
    granted, spent = of_subject("FinancementAccorde"), Counter[str]()
    for one in stored("DepenseEngagee"):
        spent[one["sujet"]] += one["donnees"]["montant"]
    share = {one["code"]: spent[key] / one["montant"] for key, one in granted.items()}

    assert max(share.values()) == share["cars-2025-2026"] == 1
    assert 0 < share["sorties-2025-2026"] < 0.1


@pytest.mark.parametrize("year", YEARS)
def test_transport_is_the_largest_share(year: str) -> None:
    """Of what a year spends, three fifths or so go to coaches."""
    found = figures(year)

    share = found["depenses_transport"][0] / found["depenses_engagees"][0]
    assert 0.55 < share < 0.66


def test_indicators_of_every_story() -> None:
    """Five: one reached, one that falls back, one to bring down, one left without a measure."""
    defined = of_subject("IndicateurDefini")
    told: dict[str, dict[str, float]] = {one["code"]: {} for one in defined.values()}
    for one in stored("IndicateurMesure"):
        code = defined[one["sujet"]]["code"]
        told[code][one["survenu_le"][:7]] = float(one["donnees"]["valeur"])
    by_code = {one["code"]: one for one in defined.values()}
    last = {code: values.get("2026-06") for code, values in told.items()}

    assert all("2025-06" in values for values in told.values())
    assert [code for code, value in last.items() if value is None] == ["stages-3e"]
    assert [code for code, one in by_code.items() if one["sens"] == "baisse"] == ["trajet-moyen"]
    assert told["trajet-moyen"]["2026-06"] < told["trajet-moyen"]["2025-06"]
    assert told["savoir-nager"]["2026-06"] > told["savoir-nager"]["2025-06"]
    assert told["familles-rentree"]["2026-06"] < told["familles-rentree"]["2025-06"]
    assert told["cm2-au-college"]["2026-06"] >= float(by_code["cm2-au-college"]["cible"])
    assert any(value % 1 for values in told.values() for value in values.values())


def test_the_territory_is_described() -> None:
    """A diagnosis before the convention, objectives for each axe, an amendment two years after."""
    (found,), (convention,) = stored("DiagnosticTerritorialEtabli"), stored("ConventionSignee")
    (amended,) = stored("AvenantSigne")

    assert found["survenu_le"] < convention["survenu_le"] < amended["survenu_le"]
    assert len(found["donnees"]["constats"]) == 6
    assert Counter(one["sujet"] for one in stored("ObjectifFixe")) == {
        "axe:axe-1": 2,
        "axe:axe-2": 2,
        "axe:axe-3": 2,
    }


def test_each_year_has_its_letter_of_mission() -> None:
    """One letter a year for the coordination; another, renewed and revised, for the Queyras."""
    letters = of_subject("MissionConfiee")
    renewed, revised = stored("MissionRenouvelee"), stored("MissionRevisee")

    assert Counter(one["annee_scolaire"] for one in letters.values()) == {
        "2024-2025": 2,
        "2025-2026": 1,
        "2026-2027": 1,
    }
    assert {letters[one["sujet"]]["code"] for one in (*renewed, *revised)} == {
        "mission-appui-queyras"
    }
