"""Participations: one year in which each case has an axe and écoles of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ter_core.vocabulary.choices import NatureOrganisme
from tests.cases.territory import Make, Told, answer, figures, open_year_before, programme
from tests.ledger.network import attend, count, doubtful, school, sure, teams

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

OCTOBER, NOVEMBER = date(2026, 10, 6), date(2026, 11, 10)
JUNE, TYPED = date(2026, 6, 9), datetime(2026, 9, 20, 9, tzinfo=UTC)
RENTREE = date(2026, 9, 12)
LAST_YEAR = "2025-2026"


@pytest.fixture(scope="module")
def year(postes: Make) -> Machine:
    """A fête of June that is typed in September, then an autumn."""
    machine = postes(today=date(2026, 9, 10))
    open_year_before(machine)
    for number in (2, 3, 4):
        machine.record("AxeDefini", numero=number, intitule=f"Axe {number}", le=date(2025, 9, 1))
    june(machine)
    no_pupil(machine)
    about_sixty(machine)
    twice(machine)
    return machine


def june(machine: Machine) -> None:
    """Axe 1: known only on 20 September, the year before being closed."""
    school(machine, "guillestre", "0059001G")
    count(machine, "guillestre", "CM2 20", le=date(2025, 9, 12))
    fete = programme(machine, "guillestre", debut=JUNE, fin=JUNE, le=date(2026, 5, 4))
    machine.record("AnneeClose", LAST_YEAR, le=date(2026, 7, 15))
    machine.at(TYPED)
    with doubtful("annee-close", "l'année scolaire 2025-2026 est close"):
        attend(machine, "guillestre/CM2 12", action=fete, le=JUNE)
    attend(machine, "guillestre/CM2 12", action=fete, le=JUNE, confirme=sure("annee-close"))
    machine.at(datetime(2026, 11, 12, 15, tzinfo=UTC))


def no_pupil(machine: Machine) -> None:
    """Axe 2: teachers of Vars and of the collège one day, families another."""
    school(machine, "vars", "0059003J", le=RENTREE)
    school(machine, "college", "0059002H", college=True, le=RENTREE)
    count(machine, "vars", "CM2 8", teachers=2, le=RENTREE)
    count(machine, "college", "6E 90", teachers=20, le=RENTREE)
    action = programme(machine, "vars", "college", axe="axe-2")
    attend(machine, "vars/CM2 0", action=action, enseignants=teams("vars 2", "college 1"),
           le=OCTOBER)  # fmt: skip
    attend(machine, action=action, familles=15, le=NOVEMBER)


def about_sixty(machine: Machine) -> None:
    """Axe 3: about sixty pupils of the collège."""
    action = programme(machine, "college", axe="axe-3")
    attend(machine, "college/6E 60", action=action, estimation=True, le=NOVEMBER)


def twice(machine: Machine) -> None:
    """Axe 4: the club comes with the école of Eygliers, twice."""
    school(machine, "eygliers", "0059004K", le=RENTREE)
    count(machine, "eygliers", "CM1/CM1 9", le=RENTREE)
    machine.record("OrganismeInscrit", code="club", nom="Ski-club",
                   nature=NatureOrganisme.ASSOCIATION, le=RENTREE)  # fmt: skip
    action = programme(machine, "eygliers", axe="axe-4")
    for day in (OCTOBER, NOVEMBER):
        attend(machine, "eygliers/CM1/", action=action, partenaires=("club",), le=day)


@pytest.fixture(scope="module")
def told(year: Machine) -> Told:
    """The year, as of November."""
    return Told.of(year, of="bilan")


def test_participation_typed_in_september_for_june(year: Machine, told: Told) -> None:
    """« participation typed in September for June »: of the year of its date, once it is known.

    The new year tells it as the year before, and counts nothing of it.
    """
    came = {"projets": 1, "projets_realises": 1, "participations": 12, "eleves_touches": 12}
    places = {"etablissements_touches": 1, "communes_touchees": 1}
    assert figures(year, "axe.axe-1", annee=LAST_YEAR) == came | places
    assert figures(year, "axe.axe-1", annee=LAST_YEAR, known=date(2026, 9, 19)) == {"projets": 1}
    assert told.about("axe.axe-1") == {}
    assert told.chapter("par_axe", "libelle", "eleves_touches", "precedent")[0] == ("axe 1", 0, 12)
    assert told.chapter("synthese", "libelle", "chiffre", "precedent")[2:4] == [
        ("Participations d’élèves", 78, 12), ("Élèves touchés", 69, 12),
    ]  # fmt: skip
    columns = ("date_participation", "annee_scolaire", "nb_eleves")
    assert answer(year, "participations", *columns, annee=LAST_YEAR) == [(JUNE, LAST_YEAR, 12)]
    (typed,) = answer(year, "participations", "enregistre_le", annee=LAST_YEAR)[0]
    assert typed.date() == TYPED.date()
    coverage = {row[0]: row[1:] for row in answer(
        year, "couverture", "libelle", "effectif", "constat", annee=LAST_YEAR
    )}  # fmt: skip
    assert coverage["École de guillestre"] == (20, "touché")
    assert told.coverage["etablissement.0059001G"][3:] == (None, "jamais touché")


def test_zero_pupils(year: Machine, told: Told) -> None:
    """« 0 pupils (teachers or families only) »: a projet was realised, no école was reached."""
    assert told.about("axe.axe-2") == {
        "projets": 1, "projets_realises": 1, "participations_enseignants": 3,
        "enseignants_touches": 3, "familles": 15,
    }  # fmt: skip
    assert told.about("etablissement.0059003J") == {
        "projets": 1, "projets_realises": 1, "eleves_effectif": 8, "enseignants_effectif": 2,
        "participations_enseignants": 2, "enseignants_touches": 2,
    }  # fmt: skip
    assert told.coverage["etablissement.0059003J"][1:] == (8, 0, 0, "jamais touché")
    assert "projets_interdegres" not in told.about()
    assert "3 enseignants touchés, 15 participations de familles" in told.text()
    assert ("École de vars", "établissement", 8) in told.chapter(
        "jamais_touches", "libelle", "sorte", "effectif"
    )
    assert answer(
        year, "participations", "date_participation", "nb_eleves", "nb_enseignants", "familles",
        axe="axe-2",
    ) == [(OCTOBER, 0, 3, None), (NOVEMBER, 0, 0, 15)]  # fmt: skip


def test_about_sixty(year: Machine, told: Told) -> None:
    """« environ 60 » (`estimation`): the number counts as it is, and is said to be one."""
    assert told.about("axe.axe-3") == {
        "projets": 1, "projets_realises": 1, "participations": 60, "eleves_touches": 60,
        "etablissements_touches": 1, "communes_touchees": 1,
    }  # fmt: skip
    assert told.coverage["niveau.6E"] == ("6e", 90, 60, 66, "touché")
    assert [
        row for row in answer(year, "participations", "code_axe", "nb_eleves", "est_estimation")
        if row[2]
    ] == [("axe-3", 60, True)]  # fmt: skip


def test_association_that_helps_twice(year: Machine, told: Told) -> None:
    """« an association that helps twice (1 mobilisé, 2 interventions) », in all and by axe."""
    assert told.about("axe.axe-4") == {
        "projets": 1, "projets_realises": 1, "participations": 18, "eleves_touches": 9,
        "etablissements_touches": 1, "communes_touchees": 1, "partenaires_mobilises": 1,
        "interventions": 2,
    }  # fmt: skip
    whole = told.about()
    assert (whole["partenaires_mobilises"], whole["interventions"]) == (1, 2)
    assert "partenariats_noues" not in whole
    assert "collectivites_mobilisees" not in whole
    assert "1 partenaire mobilisé, pour 2 interventions." in told.text()
    assert answer(year, "participations", "partenaires", axe="axe-4") == [(["club"],)] * 2
