"""The schools of the demonstration: invented, and of every sort that a network has."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import Any

import pytest

from ter_core.vocabulary.identifiers import Uai
from tests.demo.asking import ask, figures, stored

RENTREES = {
    "2024-09-16": range(1000, 1101),
    "2025-09-15": range(1000, 1101),
    "2026-09-14": range(1000, 1101),
}
COLLEGE = "etablissement:0059011T"


@pytest.fixture
def schools() -> dict[str, dict[str, Any]]:
    """The schools of the network, by code."""
    return {row["code"]: row for row in ask("etablissements") if row["est_reseau"]}


def headcounts(day: str) -> dict[str, dict[str, Any]]:
    """What was headcounted on a day, by school."""
    found = [one for one in stored("EffectifConstate") if one["survenu_le"] == day]
    return {one["sujet"]: one["donnees"] for one in found}


def levels_of(day: str, school: str) -> dict[str, list[str]]:
    """The levels of each class of a school, as headcounted on a day."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in headcounts(day)[f"etablissement:{school}"]["lignes"]:
        if "groupe" in line:
            found[line["groupe"]].append(line["niveau"])
    return found


def test_eleven_schools_under_invented_uai(schools: dict[str, dict[str, Any]]) -> None:
    """One collège and ten écoles; the UAI are well-formed, follow each other and are nobody's."""
    numbers = sorted(row["uai"] for row in schools.values())

    assert [str(Uai(uai)) for uai in numbers] == numbers
    assert [uai[:7] for uai in numbers] == [f"00590{n:02d}" for n in range(1, 12)]
    assert [code for code, row in schools.items() if row["degre"] == "2D"] == ["college-guillestre"]
    assert all(row["libelle_secteur"] == "public" for row in schools.values())


def test_a_school_has_the_name_of_its_commune(schools: dict[str, dict[str, Any]]) -> None:
    """No real school is meant: a name is a nature and a commune, nothing else."""
    form = re.compile(r"(?:Collège|École(?: primaire| élémentaire)?) (?:de |d’)(?P<commune>.+)")

    for row in schools.values():
        found = form.fullmatch(row["nom"])
        assert found
        assert found["commune"] == row["nom_commune"]


def test_two_schools_make_an_rpi(schools: dict[str, dict[str, Any]]) -> None:
    """An RPI over two UAI, in two communes, whose levels complete each other."""
    rpi = {code: row["rpi"] for code, row in schools.items() if row["rpi"]}
    classes = [levels_of("2025-09-15", schools[code]["uai"]) for code in sorted(rpi)]
    levels = [set(chain.from_iterable(one.values())) for one in classes]

    assert rpi == dict.fromkeys(("abries", "aiguilles"), "RPI Abriès-Ristolas – Aiguilles")
    assert levels == [{"PS", "MS", "GS", "CP"}, {"CE1", "CE2", "CM1", "CM2"}]


def test_five_communes_have_no_school(schools: dict[str, dict[str, Any]]) -> None:
    """Ten communes have one; five have none."""
    (territory,) = stored("TerritoireOuvert")
    communes = {one["code_insee"]: one["nom"] for one in territory["donnees"]["communes"]}
    without = communes.keys() - {row["code_insee"] for row in schools.values()}

    assert {communes[one] for one in without} == {
        "Saint-Clément-sur-Durance",
        "Château-Ville-Vieille",
        "Réotier",
        "Mont-Dauphin",
        "Saint-Véran",
    }


def test_a_school_changed(schools: dict[str, dict[str, Any]]) -> None:
    """Eygliers had an école élémentaire, which became primaire and took another name."""
    (changed,) = stored("EtablissementModifie")

    assert changed["survenu_le"] == "2025-09-01"
    assert schools["eygliers"]["nom"] == "École primaire d’Eygliers"
    assert schools["eygliers"]["libelle_nature"] == "école primaire"


def test_a_lycee_outside_counts_in_nothing() -> None:
    """A partner lycée, of a commune that is not of the territory, withdrawn the next year."""
    (withdrawn,) = stored("EtablissementRetire")
    (outside,) = [row for row in ask("etablissements") if not row["est_reseau"]]

    assert withdrawn["sujet"] == f"etablissement:{outside['uai']}"
    assert (outside["libelle_nature"], outside["libelle_etat"]) == ("lycée", "retiré")
    assert str(Uai("0059012U")) == outside["uai"]
    assert not any(outside["uai"] in key for key in figures("2024-2025"))


@pytest.mark.parametrize("day", RENTREES)
def test_every_school_is_headcounted_every_september(
    day: str, schools: dict[str, dict[str, Any]]
) -> None:
    """Pupils and teachers of the eleven; the size of a TER, a third of it at the collège."""
    found = headcounts(day)
    sizes = {school: _size(one["lignes"]) for school, one in found.items()}

    assert len(found) == len(schools)
    assert all(one["enseignants"] > 1 for one in found.values())
    assert all("fictifs" in one["source"] for one in found.values())
    assert sum(sizes.values()) in RENTREES[day]
    assert 380 <= sizes.pop(COLLEGE) <= 400
    assert 18 <= min(sizes.values()) <= max(sizes.values()) <= 150


def _size(lines: list[dict[str, Any]]) -> int:
    whole = {one["niveau"] for one in lines if "niveau" in one and "groupe" not in one}
    return sum(one["nombre"] for one in lines if "groupe" not in one or one["niveau"] not in whole)


def test_classes_have_several_levels() -> None:
    """Two, four or five levels in one class; the C1 of Saint-Crépin by cycle; an ULIS."""
    assert levels_of("2025-09-15", "0059004K")["CM1CM2-U"] == ["CM1", "CM2"]
    assert levels_of("2025-09-15", "0059008P")["CE1CM2-U"] == ["CE1", "CE2", "CM1", "CM2"]
    assert len(levels_of("2025-09-15", "0059010S")["UNIQUE"]) == 6

    by_cycle = {
        school
        for school, one in headcounts("2025-09-15").items()
        if any("cycle" in line for line in one["lignes"])
    }
    assert by_cycle == {"etablissement:0059003J"}
    assert {"niveau": "ULIS", "nombre": 10} in headcounts("2025-09-15")[COLLEGE]["lignes"]
