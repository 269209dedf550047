"""The projects of a year, by what the letter of mission names: trainings, liaisons, families."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.log.journal import open_journal
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.vocabulary.choices import NatureAction, Secteur
from tests.demo.asking import DAY
from tests.ledger.network import attend, inscribe, school, sure, teams
from tests.reports.network import annul, answer, laptop, machines, network, only
from tools.demo import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ter_core.reports.report import Report
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

BEFORE = "2025-2026"
WORDS = ("code_affiche", "realisation")
QUESTIONS = (
    "formations", "liaisons", "interdegres", "concertations", "familles", "culture-sport",
)  # fmt: skip


def start(machine: Machine, nature: NatureAction, debut: date, fin: date, **values: Any) -> str:
    """Inscribe an action of some nature; its code."""
    named = {"intitule": f"{nature.label} {debut:%m}", "nature": nature, "debut": debut}
    asked = {**named, "fin": fin, "le": min(debut, date(2026, 9, 1)), **values}
    return inscribe(machine, **asked).name


def told(machine: Machine, name: str, **asked: Any) -> Report:
    """The whole answer."""
    return machine.session.ask(reports.get(name)(**asked))


@pytest.fixture
def trained(network: Machine) -> Machine:
    """A training held twice for both degrés, another that is only inscribed."""
    held = start(network, NatureAction.FORMATION, date(2026, 9, 15), date(2026, 10, 15))
    start(network, NatureAction.FORMATION, date(2026, 12, 1), date(2026, 12, 1))
    for day, hours in ((date(2026, 9, 17), 3), (date(2026, 10, 1), 2)):
        attend(
            network, action=held, enseignants=teams("guillestre 2", "college 1"), heures=hours,
            autres_professionnels=1, le=day,
        )  # fmt: skip
    return network


def test_trainings_of_the_year(trained: Machine) -> None:
    """Teachers by degré, hours and others of what was held; what is inscribed only says so."""
    assert answer(
        trained, "formations", *WORDS, "nb_enseignants_1d", "nb_enseignants_2d", "heures",
        "nb_autres_professionnels", "nb_eleves", "etablissements_venus",
    ) == [
        ("A-2026-002", "réalisé", 4, 2, 5, 2, 0, ["college", "guillestre"]),
        ("A-2026-003", "à venir", 0, 0, None, 0, 0, None),
    ]  # fmt: skip

    text = told(trained, "formations").text
    assert text[0] == (
        "En 2026-2027, 1 formation réalisée sur 2 inscrites\u202f: entre 3 et 5 enseignants "
        "différents (premier degré\u202f: entre 2 et 3, second degré\u202f: entre 1 et 2)\u202f; "
        "2 participations d’autres professionnels\u202f; 5 heures."
    )
    assert "ter preuve projets_realises.nature.formation 2026-2027" in text[1]


def test_a_school_is_told_its_own_teachers(trained: Machine) -> None:
    """Different teachers are those of the school that is asked; no figure of the year is cited."""
    (text,) = told(trained, "formations", etablissement="college").text

    assert "entre 1 et 2 enseignants différents de cet établissement (second degré)" in text


def test_each_filter_narrows(network: Machine) -> None:
    """By year, axe, or an école that was planned or came."""
    code = start(
        network, NatureAction.FAMILLE, date(2026, 10, 5), date(2026, 10, 6), axe="transversal",
        etablissements=("risoul",),
    )  # fmt: skip
    attend(network, action=code, enseignants=teams("vars 1"), le=date(2026, 10, 6))
    attend(network, "guillestre/CM2-A 24", familles=3)

    for asked, found in (
        ({"axe": "axe-3"}, ["A-2026-001"]),
        ({"axe": "transversal"}, [code]),
        ({"etablissement": "risoul"}, [code]),
        ({"etablissement": "0059002H"}, [code]),
        ({"annee": BEFORE}, []),
    ):
        assert only(network, "familles", "code_affiche", **asked) == found, asked
    assert "demande" in told(network, "familles", etablissement="ceillac").empty


def test_an_annulled_participation_realises_nothing(trained: Machine) -> None:
    """What was typed by mistake is in no sum; before a day, what happened later is not either."""
    code = start(trained, NatureAction.SPORT, date(2026, 11, 2), date(2026, 11, 3))
    annul(trained, attend(trained, "vars/CM1CM2-U/CM2 5", action=code, le=date(2026, 11, 3)))

    assert (code, "non réalisé", 0) in answer(trained, "culture-sport", *WORDS, "nb_eleves")
    held, planned = answer(trained, "formations", *WORDS, "heures", on=date(2026, 9, 20))
    assert (held[1:], planned[1]) == (("réalisé", 3), "à venir")
    assert answer(trained, "formations", *WORDS, on=date(2026, 9, 16))[0][1] == "en cours"


def test_a_liaison_of_two_school_years(network: Machine) -> None:
    """It is a project of both, each with its own participations, inter-degrés in one only."""
    code = start(network, NatureAction.LIAISON, date(2026, 5, 4), date(2026, 10, 30))
    attend(network, "guillestre/CM2 20", "college/6E 10", action=code, le=date(2026, 6, 15))
    attend(
        network, "guillestre/CM2-A 24", action=code, le=date(2026, 10, 5),
        enseignants=teams("guillestre 1", "college 2"),
    )  # fmt: skip

    figures_of = ("nb_eleves", "nb_enseignants_1d", "nb_enseignants_2d", "nb_etablissements_1d",
                  "nb_etablissements_2d", "est_interdegres", "premiere_participation")  # fmt: skip
    assert answer(network, "liaisons", *figures_of, annee=BEFORE) == [
        (30, 0, 0, 1, 1, True, date(2026, 6, 15))
    ]
    assert answer(network, "liaisons", *figures_of) == [(24, 1, 2, 1, 1, False, date(2026, 10, 5))]
    assert only(network, "interdegres", "code_affiche", annee=BEFORE) == [code]
    assert only(network, "interdegres", "code_affiche") == []


def test_a_merged_action_and_a_private_school(network: Machine) -> None:
    """Participations go to the action that stays; a school under contract is of its degré."""
    school(network, "notre-dame", "0059007N", secteur=Secteur.PRIVE_SOUS_CONTRAT)
    twin = inscribe(network, intitule="Athlétisme", confirme=sure("doublon")).name
    attend(network, "guillestre/CM2-A 24")
    attend(network, "notre-dame/CM2 9", action=twin, enseignants=teams("notre-dame 1"))
    network.record("ActionFusionnee", twin, dans="A1", motif="Inscrite deux fois")
    asked = ("code_affiche", "nb_eleves", "nb_enseignants_1d", "nb_etablissements_1d",
             "est_interdegres")  # fmt: skip

    assert answer(network, "culture-sport", *asked) == [("A-2026-001", 33, 1, 2, False)]
    attend(network, "college/6e 1/6E 30")
    assert answer(network, "culture-sport", *asked) == [("A-2026-001", 63, 1, 2, True)]


def test_families_and_teams(network: Machine) -> None:
    """Families that came to anything, never « different »; meetings of teams beside their work."""
    evening = start(network, NatureAction.FAMILLE, date(2026, 10, 1), date(2026, 10, 2))
    attend(network, action=evening, familles=12, le=date(2026, 10, 2))
    attend(network, "guillestre/CM2-A 24", familles=3)
    team = start(network, NatureAction.CONCERTATION, date(2026, 9, 30), date(2026, 9, 30))
    attend(network, action=team, enseignants=teams("vars 1"), heures=2, le=date(2026, 9, 30))
    meet = {"organismes": (), "etablissements": (), "le": date(2026, 10, 6)}
    network.record("RencontreTenue", **meet | {"objet": "Salle", "organismes": ("club",)})
    network.record("RencontreTenue", **meet | {"objet": "CM2", "etablissements": ("college",)})

    found = told(network, "familles")
    assert only(network, "familles", "nb_familles") == [12, 3]
    assert found.text[0] == (
        "En 2026-2027, 1 projet envers les familles réalisé et 1 autre projet où elles sont "
        "venues\u202f: 15 participations de familles."
    )
    assert "différent" not in " ".join(found.text)
    (meetings,) = told(network, "concertations").parts
    assert [row[1] for row in meetings.rows] == ["CM2"]
    assert told(network, "concertations", etablissement="vars").parts[0].rows == ()
    assert told(network, "concertations", axe="axe-3").parts == ()


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """Each says which command comes first, in its text where meetings come after."""
    for name in QUESTIONS:
        assert "« ter " in reports.get(name).empty  # type: ignore[attr-defined]
    alone, followed = told(laptop, "formations"), told(laptop, "concertations")

    assert (alone.rows, alone.text) == ((), ())
    assert (
        alone.empty == "Aucune formation en 2026-2027 : « ter action inscrire --nature formation »."
    )
    assert followed.text[0].startswith("Aucune concertation en 2026-2027")


TOTALS = {
    "projets": "count(*)",
    "projets_realises": "count(*) filter (est_realise)",
    "projets_interdegres": "count(*) filter (est_interdegres)",
    "participations": "sum(nb_eleves)",
    "participations_enseignants": "sum(nb_enseignants_1d + nb_enseignants_2d)",
    "familles": "sum(nb_familles)",
    "accompagnateurs": "sum(nb_accompagnateurs)",
    "autres_professionnels": "sum(nb_autres_professionnels)",
}


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[Projection]:
    """The marts of the demonstration."""
    made = Projection(tmp_path, date.fromisoformat(DAY))
    made.load(read(open_journal(LOG)))
    yield made
    made.close()


def test_the_demonstration_says_what_its_bilan_does(demonstration: Projection) -> None:
    """Of every year and nature: as many projects, realised, inter-degrés, and as many people."""
    figures = (
        "from chiffres_du_bilan(null)\n"
        "where dimension = 'nature' and maximum > 0 and list_contains($mesures, mesure)"
    )
    counted = demonstration.query(
        f"select annee_scolaire, mesure, valeur, maximum {figures}",
        {"mesures": list(TOTALS)},
    ).rows
    summed = demonstration.query(
        "select annee_scolaire, nature, "  # noqa: S608
        f"{', '.join(TOTALS.values())} from projets group by all"
    ).rows
    bounded = demonstration.query(
        f"select annee_scolaire, mesure, valeur, minimum, maximum {figures}",
        {"mesures": ["eleves_touches", "enseignants_touches"]},
    ).rows
    split = demonstration.query(
        "select annee_scolaire, population || '_touches', nature, sum(minimum)::bigint,\n"
        "  sum(maximum)::bigint from touches_par(['nature', 'degre']) group by all"
    ).rows

    assert len(counted) > 100
    assert sorted(counted) == sorted(
        (year, mesure, nature, int(total))
        for year, nature, *totals in summed
        for mesure, total in zip(TOTALS, totals, strict=True)
        if total
    )
    assert sorted(bounded) == sorted(split)
