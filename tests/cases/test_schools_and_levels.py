"""Schools, levels and communes: one valley that has every case, read three times."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import Entry
from ter_core.events import get
from ter_core.events.territoire import Commune
from ter_core.vocabulary.choices import Dimension, NatureEtablissement, Secteur
from tests.cases.territory import TODAY, YEAR, Make, Told, answer, open_year_before, programme
from tests.ledger.network import attend, changes, count, doubtful, school, sure, teams

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

OCTOBER, NOVEMBER = date(2026, 10, 6), date(2026, 11, 10)
BEFORE = date(2026, 10, 10)
RENTREE = date(2026, 9, 12)
COMMUNES = (
    "05177 Vars", "05119 Risoul", "05116 Réotier", "05136 Saint-Crépin", "05026 Ceillac",
    "05003 Aiguilles", "05007 Arvieux", "05052 Eygliers", "05001 Abriès", "05126 Ristolas",
    "05077 Molines-en-Queyras", "05082 Mont-Dauphin",
)  # fmt: skip
MERGED = (*COMMUNES[:8], "05001 Abriès-Ristolas", *COMMUNES[10:])


@pytest.fixture(scope="module")
def valley(postes: Make) -> Machine:
    """Every case but the first, each in communes and levels of its own; autumn 2026."""
    machine = postes(*COMMUNES)
    open_year_before(machine)
    several_levels(machine)
    rpi(machine)
    private_and_lycee(machine)
    cycle_only(machine)
    special_levels(machine)
    closed(machine)
    renamed(machine)
    merged(machine)
    return machine


def several_levels(machine: Machine) -> None:
    """Vars: two classes, each of CE1 and CE2."""
    school(machine, "vars", "0059003J", code_insee="05177")
    count(machine, "vars", "CE1/CE1CE2-U 6", "CE2/CE1CE2-U 5", "CE1/CE1CE2-D 4", "CE2/CE1CE2-D 3",
          le=RENTREE)  # fmt: skip
    action = programme(machine, "vars")
    attend(machine, "vars/CE1CE2-U", action=action, le=OCTOBER)
    attend(machine, "vars/CE1CE2-U", "vars/CE1CE2-D/CE1 3", action=action, le=NOVEMBER)


def rpi(machine: Machine) -> None:
    """Risoul and Réotier: one RPI, and in each a class of the same name."""
    for code, uai, insee in (("risoul", "0059004K", "05119"), ("reotier", "0059005L", "05116")):
        school(machine, code, uai, code_insee=insee, rpi="RPI Risoul – Réotier")
        count(machine, code, "CP/Classe unique 8", le=RENTREE)
    action = programme(machine, "risoul", "reotier")
    attend(machine, "risoul/Classe unique", "reotier/Classe unique", action=action, le=OCTOBER)
    attend(machine, "risoul/Classe unique", action=action, le=NOVEMBER)


def private_and_lycee(machine: Machine) -> None:
    """Saint-Crépin: a private collège. Briançon, which is not of the territory: a lycée."""
    school(machine, "jeanne-d-arc", "0059006M", college=True, code_insee="05136",
           secteur=Secteur.PRIVE_SOUS_CONTRAT)  # fmt: skip
    count(machine, "jeanne-d-arc", "5E/5e 12", teachers=4, le=RENTREE)
    attend(machine, "jeanne-d-arc/5e/", action=programme(machine, "jeanne-d-arc"), le=OCTOBER,
           enseignants=teams("jeanne-d-arc 2"))  # fmt: skip
    school(machine, "lycee", "0059007N", code_insee="05023", nature=NatureEtablissement.LYCEE)
    count(machine, "lycee", "2DE 200", teachers=60, le=RENTREE)


def cycle_only(machine: Machine) -> None:
    """Ceillac: its headcount is one number for the cycle 1; the lycée reads to its pupils."""
    school(machine, "ceillac", "0059008P", code_insee="05026")
    count(machine, "ceillac", "C1 8", le=RENTREE)
    with doubtful("hors-reseau", "« lycee » est à 05023"):
        programme(machine, "ceillac", "lycee")
    action = programme(machine, "ceillac", "lycee", confirme=sure("hors-reseau"))
    attend(machine, "ceillac/GS 6", "lycee/2DE 20", enseignants=teams("lycee 2"), action=action,
           confirme=sure("hors-reseau"), le=OCTOBER)  # fmt: skip
    attend(machine, "ceillac/GS 6", action=action, le=NOVEMBER)


def special_levels(machine: Machine) -> None:
    """Aiguilles and Arvieux: ULIS of both degrés, SEGPA and UPE2A at the collège."""
    school(machine, "aiguilles", "0059009R", college=True, code_insee="05003")
    count(machine, "aiguilles", "ULIS 10", "SEGPA/6e SEGPA 12", "SEGPA/5e SEGPA 14", "UPE2A 4",
          le=RENTREE)  # fmt: skip
    school(machine, "arvieux", "0059010S", code_insee="05007")
    count(machine, "arvieux", "ULIS/Dispositif 8", le=RENTREE)
    action = programme(machine, "aiguilles", "arvieux")
    for day in (OCTOBER, NOVEMBER):
        attend(machine, "aiguilles/ULIS 6", "aiguilles/6e SEGPA", "aiguilles/FLE/UPE2A 3",
               "arvieux/Dispositif", action=action, le=day)  # fmt: skip


def closed(machine: Machine) -> None:
    """Molines: an école that closed in July 2026."""
    school(machine, "molines", "0059011T", code_insee="05077")
    count(machine, "molines", "MS 9", le=date(2025, 9, 12))
    spring = {"debut": date(2026, 3, 2), "fin": date(2026, 6, 30), "le": date(2026, 3, 2)}
    attend(machine, "molines/MS 9", action=programme(machine, "molines", **spring),
           le=date(2026, 5, 12))  # fmt: skip
    machine.record("EtablissementRetire", "molines", motif="Fermeture", le=date(2026, 7, 4))


def renamed(machine: Machine) -> None:
    """Eygliers: an école that took a name in October."""
    school(machine, "eygliers", "0059012U", code_insee="05052")
    count(machine, "eygliers", "CM1 9", le=RENTREE)
    action = programme(machine, "eygliers")
    attend(machine, "eygliers/CM1 5", action=action, le=OCTOBER)
    machine.record("EtablissementModifie", "eygliers", motif="Délibération du conseil municipal",
                   champs=changes("EtablissementRattache", nom="École Simone-Veil"),
                   le=date(2026, 10, 20))  # fmt: skip
    attend(machine, "eygliers/CM1 6", action=action, le=NOVEMBER)


def merged(machine: Machine) -> None:
    """Ristolas: its commune merged into Abriès-Ristolas in October, whose code is Abriès's."""
    school(machine, "ristolas", "0059013V", code_insee="05126")
    count(machine, "ristolas", "CM2 10", le=RENTREE)
    attend(machine, "ristolas/CM2 10", action=programme(machine, "ristolas"), le=OCTOBER)
    communes = tuple(Commune.parse(one, TODAY) for one in MERGED)
    moved = (
        ("TerritoireModifie", None, changes("TerritoireOuvert", communes=communes)),
        ("EtablissementModifie", "ristolas", changes("EtablissementRattache", code_insee="05001")),
    )
    machine.session.record(
        *(
            Entry(get(name)(champs=champs, motif="Commune nouvelle"), subject,
                  on=date(2026, 10, 19))
            for name, subject, champs in moved
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(valley: Machine) -> Told:
    """The year, as of the last day."""
    return Told.of(valley, of="bilan")


@pytest.fixture(scope="module")
def before(valley: Machine) -> Told:
    """The year, as of a day before the école was renamed and the communes merged."""
    return Told.of(valley, on=BEFORE)


@pytest.fixture(scope="module")
def year_before(valley: Machine) -> Told:
    """The year before."""
    return Told.of(valley, "2025-2026")


def reached(machine: Machine, *codes: str) -> list[tuple[Any, ...]]:
    """Pupils of some écoles by degré, cycle and level: how many came, how many were reached."""
    rows = answer(
        machine, "eleves-touches", "etablissement", "degre", "cycle", "niveau", "participations",
        "touches", annee=YEAR,
        par=(Dimension.DEGRE, Dimension.CYCLE, Dimension.NIVEAU, Dimension.ETABLISSEMENT),
    )  # fmt: skip
    return [row for row in rows if row[0] in codes]


def test_6e_is_second_degre_but_cycle_3(postes: Make) -> None:
    """« 6e is second degré but cycle 3 »: with the CM2 by cycle, apart from them by degré."""
    machine = postes("05065 Guillestre")
    school(machine, "guillestre", "0059001G")
    school(machine, "college", "0059002H", college=True)
    count(machine, "guillestre", "CM2/CM2-A 24", teachers=6, le=RENTREE)
    count(machine, "college", "6E/6e 1 30", "5E/5e 1 26", teachers=20, le=RENTREE)
    attend(machine, "guillestre/CM2-A", "college/6e 1/", le=OCTOBER,
           action=programme(machine, "guillestre", "college"),
           enseignants=teams("guillestre 1", "college 2"))  # fmt: skip
    told = Told.of(machine)

    pupils = ("participations", "eleves_touches", "eleves_effectif")
    both = {"projets_realises": 1, "participations": 54, "eleves_touches": 54}
    assert told.about("cycle.C3") == both | {"eleves_effectif": 54}
    assert told.about("cycle.C4") == {"eleves_effectif": 26}
    first, second = told.about("degre.1D"), told.about("degre.2D")
    assert [first[one] for one in pupils] == [24, 24, 24]
    assert [second[one] for one in pupils] == [30, 30, 56]
    assert (first["enseignants_touches"], second["enseignants_touches"]) == (1, 2)
    assert told.about()["projets_interdegres"] == 1
    assert told.coverage["cycle.C3"] == ("cycle 3", 54, 54, 100, "touché")
    assert told.coverage["cycle.C4"] == ("cycle 4", 26, 0, 0, "jamais touché")
    assert told.coverage["degre.2D"] == ("second degré", 56, 30, 53, "touché")
    assert told.coverage["niveau.6E"] == ("6e", 30, 30, 100, "touché")
    assert told.coverage["niveau.5E"] == ("5e", 26, 0, 0, "jamais touché")


def test_multi_level_classes(valley: Machine, told: Told) -> None:
    """« multi-level classes »: each level is counted and capped apart, then added in the école."""
    assert reached(valley, "0059003J") == [
        ("0059003J", "1D", "C2", "CE1", 15, 9),
        ("0059003J", "1D", "C2", "CE2", 10, 5),
    ]
    here = {"projets": 1, "projets_realises": 1, "participations": 25, "eleves_touches": 14,
            "eleves_effectif": 18}  # fmt: skip
    assert told.about("etablissement.0059003J") == here
    assert told.about("commune.05177") == here
    assert told.coverage["etablissement.0059003J"] == ("École de vars", 18, 14, 77, "touché")
    assert told.coverage["niveau.CE1"] == ("CE1", 10, 9, 90, "touché")
    assert told.coverage["niveau.CE2"] == ("CE2", 8, 5, 62, "touché")


def test_rpi_over_two_uais(valley: Machine, told: Told) -> None:
    """« RPI over two UAIs »: two écoles, whose classes of one name share no pupil."""
    known = answer(valley, "etablissements", "code", "uai", "rpi", "effectif", "est_reseau")
    assert [row for row in known if row[2]] == [
        ("reotier", "0059005L", "RPI Risoul – Réotier", 8, True),
        ("risoul", "0059004K", "RPI Risoul – Réotier", 8, True),
    ]
    assert told.about("niveau.CP") == {
        "projets_realises": 1, "participations": 24, "eleves_touches": 16, "eleves_effectif": 16,
    }  # fmt: skip
    for uai, commune, came in (("0059004K", "05119", 16), ("0059005L", "05116", 8)):
        here = {"projets": 1, "projets_realises": 1, "participations": came, "eleves_touches": 8,
                "eleves_effectif": 8}  # fmt: skip
        assert told.about(f"etablissement.{uai}") == here
        assert told.about(f"commune.{commune}") == here
        assert told.coverage[f"etablissement.{uai}"][1:] == (8, 8, 100, "touché")
    assert told.coverage["niveau.CP"] == ("CP", 16, 16, 100, "touché")


def test_private_school_under_contract(valley: Machine, told: Told) -> None:
    """« private school under contract »: it is of the network, and counts as any other."""
    known = answer(valley, "etablissements", "code", "libelle_secteur", "est_reseau", "effectif")
    assert ("jeanne-d-arc", "privé sous contrat", True, 12) in known
    here = {
        "projets": 1, "projets_realises": 1, "participations": 12, "eleves_touches": 12,
        "eleves_effectif": 12, "participations_enseignants": 2, "enseignants_touches": 2,
        "enseignants_effectif": 4,
    }  # fmt: skip
    assert told.about("etablissement.0059006M") == here
    assert told.about("commune.05136") == here
    assert told.coverage["etablissement.0059006M"][1:] == (12, 12, 100, "touché")
    assert told.coverage["commune.05136"] == ("Saint-Crépin", 12, 12, 100, "touché")


def test_partner_lycee_outside_the_network(valley: Machine, told: Told) -> None:
    """« partner lycée outside the network »: its pupils are reached, it is no part of the network.

    They are in the total and in no share of it; its commune is in no table.
    """
    known = answer(valley, "etablissements", "code", "nom_commune", "effectif", "est_reseau")
    assert ("lycee", None, 200, False) in known
    assert told.about("cycle.lycee") == {
        "projets_realises": 1, "participations": 20, "eleves_touches": 20,
    }  # fmt: skip
    assert told.about()["projets_interdegres"] == 2  # and what ULIS, SEGPA and UPE2A pupils share
    assert told.about()["enseignants_touches"] == 4
    assert told.about()["enseignants_effectif"] == 4
    assert "eleves_effectif" not in told.about("niveau.2DE")
    assert not {"etablissement.0059007N", "commune.05023", "niveau.2DE", "cycle.lycee"} & set(
        told.coverage
    )
    all_reached, inside = told.about()["eleves_touches"], told.coverage["ensemble"][2]
    assert (all_reached[0] - 20, all_reached[1] - 20) == inside
    size = told.about()["eleves_effectif"]
    assert f"dont entre {inside[0]} et {inside[1]} élèves sur les {size} du réseau" in told.text()
    touched = {
        key for key, row in told.coverage.items()
        if key.startswith("etablissement.") and row[4] == "touché"
    }  # fmt: skip
    assert told.about()["etablissements_touches"] == len(touched) == 9


def test_school_closed_mid_convention(valley: Machine, told: Told, year_before: Told) -> None:
    """« school closed mid-convention »: its year keeps it whole, the next has it no more.

    What it was is told as the year before; to count it again is doubtful.
    """
    here = {"projets": 1, "projets_realises": 1, "participations": 9, "eleves_touches": 9,
            "eleves_effectif": 9}  # fmt: skip
    assert year_before.about("etablissement.0059011T") == here
    assert year_before.about("commune.05077") == here
    assert year_before.coverage["etablissement.0059011T"] == (
        "École de molines", 9, 9, 100, "touché",
    )  # fmt: skip

    assert told.about("etablissement.0059011T") == {}
    assert "etablissement.0059011T" not in told.coverage
    assert told.coverage["commune.05077"] == ("Molines-en-Queyras", None, 0, None, "sans école")
    schools = told.chapter("par_etablissement", "libelle", "eleves_touches", "precedent")
    assert ("École de molines", 0, 9) in schools
    assert ("molines", "retiré", False) in answer(
        valley, "etablissements", "code", "libelle_etat", "est_reseau"
    )
    with doubtful("hors-reseau", "« molines » n'est plus dans le réseau"):
        attend(valley, "molines/MS 3", action="A1", le=NOVEMBER)


def test_school_renamed_mid_convention(told: Told, before: Told) -> None:
    """« school renamed mid-convention »: one school, under the name of the day one looks from."""
    here = {"projets": 1, "projets_realises": 1, "eleves_effectif": 9}
    then = here | {"participations": 5, "eleves_touches": 5}
    now = here | {"participations": 11, "eleves_touches": (6, 9)}
    assert before.about("etablissement.0059012U") == then
    assert told.about("etablissement.0059012U") == now
    assert told.about("niveau.CM1") == {k: v for k, v in now.items() if k != "projets"}
    assert before.coverage["etablissement.0059012U"] == (
        "École de eygliers", 9, 5, 55, "touché",
    )  # fmt: skip
    assert told.coverage["etablissement.0059012U"] == (
        "École Simone-Veil", 9, (6, 9), (66, 100), "touché",
    )  # fmt: skip
    for year, name, other in (
        (before, "École de eygliers", "École Simone-Veil"),
        (told, "École Simone-Veil", "École de eygliers"),
    ):
        names = [name for (name,) in year.named("etablissement")]
        assert name in names
        assert other not in names


def test_merged_commune(valley: Machine, told: Told, before: Told) -> None:
    """« merged commune »: the école and all its year follow it to the code of the new commune.

    As of a day before, the two communes stand as they were.
    """
    here = {"projets": 1, "projets_realises": 1, "participations": 10, "eleves_touches": 10,
            "eleves_effectif": 10}  # fmt: skip
    assert before.about("commune.05126") == here
    assert before.about("commune.05001") == {}
    assert before.coverage["commune.05126"] == ("Ristolas", 10, 10, 100, "touché")
    assert before.coverage["commune.05001"] == ("Abriès", None, 0, None, "sans école")

    assert told.about("commune.05001") == here
    assert told.coverage["commune.05001"] == ("Abriès-Ristolas", 10, 10, 100, "touché")
    assert "commune.05126" not in told.coverage
    assert "Ristolas" not in [name for (name,) in told.chapter("par_commune", "libelle")]
    assert told.about("etablissement.0059013V") == here == before.about("etablissement.0059013V")
    assert told.about()["communes_touchees"] == before.about()["communes_touchees"] == 9
    assert ("ristolas", "05001", "Abriès-Ristolas", True) in answer(
        valley, "etablissements", "code", "code_insee", "nom_commune", "est_reseau"
    )


def test_communes_without_a_school(told: Told, before: Told) -> None:
    """« communes without a school »: at zero in the bilan, and said apart: nothing is to reach."""
    assert told.coverage["commune.05082"] == ("Mont-Dauphin", None, 0, None, "sans école")
    assert told.about("commune.05082") == {}
    assert ("Mont-Dauphin", 0, 0) in told.chapter(
        "par_commune", "libelle", "participations", "eleves_touches"
    )
    assert told.text("jamais_touches") == (
        "Communes sans école\u202f: Molines-en-Queyras, Mont-Dauphin."
    )
    for year, apart in (
        (told, ["Molines-en-Queyras", "Mont-Dauphin"]),
        (before, ["Abriès", "Molines-en-Queyras", "Mont-Dauphin"]),
    ):
        assert [row[0] for row in year.coverage.values() if row[4] == "sans école"] == apart


def test_headcounts_known_by_cycle_only(told: Told) -> None:
    """« headcounts known by cycle only (C1) »: no cap; the size of the cycle and of the école.

    No percentage is given of a level.
    """
    came = {"projets_realises": 1, "participations": 12, "eleves_touches": (6, 12)}
    assert told.about("niveau.GS") == came
    assert told.about("cycle.C1") == came | {"eleves_effectif": 8}
    assert told.about("etablissement.0059008P") == came | {"projets": 1, "eleves_effectif": 8}
    assert told.coverage["niveau.GS"] == ("GS", None, (6, 12), None, "touché")
    assert told.coverage["cycle.C1"] == ("cycle 1", 8, (6, 12), (75, 100), "touché")
    assert told.coverage["etablissement.0059008P"][1:] == (8, (6, 12), (75, 100), "touché")


def test_ulis_segpa_upe2a(valley: Machine, told: Told) -> None:
    """« ULIS, SEGPA, UPE2A »: levels that have groups, of no cycle, of their école's degré."""
    assert reached(valley, "0059009R", "0059010S") == [
        ("0059010S", "1D", None, "ULIS", 16, 8),
        ("0059009R", "2D", None, "ULIS", 12, (6, 10)),
        ("0059009R", "2D", None, "SEGPA", 24, 12),
        ("0059009R", "2D", None, "UPE2A", 6, (3, 4)),
    ]
    for niveau, came, touched, size in (
        ("ULIS", 28, (14, 18), 18), ("SEGPA", 24, 12, 26), ("UPE2A", 6, (3, 4), 4),
    ):  # fmt: skip
        assert told.about(f"niveau.{niveau}") == {
            "projets_realises": 1, "participations": came, "eleves_touches": touched,
            "eleves_effectif": size,
        }  # fmt: skip
    assert told.coverage["niveau.ULIS"] == ("ULIS", 18, (14, 18), (77, 100), "touché")
    assert told.coverage["niveau.SEGPA"] == ("SEGPA", 26, 12, 46, "touché")
    assert told.coverage["niveau.UPE2A"] == ("UPE2A", 4, (3, 4), (75, 100), "touché")
    assert told.coverage["etablissement.0059009R"][1:] == (40, (21, 26), (52, 65), "touché")
    assert told.coverage["etablissement.0059010S"][1:] == (8, 8, 100, "touché")
