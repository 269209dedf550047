"""The letters of mission: which years, which part of a full time, what became of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.vocabulary.choices import Volet
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.ledger.network import changes
from tests.reports.network import annul, answer, laptop, machines

if TYPE_CHECKING:
    from ter_core import Written
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines"]

NAME = "missions"
CODE = "mission-2026-2027"


@pytest.fixture
def charged(laptop: Machine) -> Machine:
    """A letter for the year, in June 2028: revised in March 2027, renewed in June for the next."""
    laptop.at(datetime(2028, 6, 15, 9, tzinfo=UTC))
    laptop.record(
        "MissionConfiee", annee_scolaire=AnneeScolaire("2026-2027"), debut=date(2026, 9, 1),
        volets=(Volet.COORDINATION, Volet.IMPULSION), quotite=50, fin=date(2027, 8, 31),
        le=date(2026, 9, 1),
    )  # fmt: skip
    laptop.record(
        "MissionRevisee", CODE, champs=changes("MissionConfiee", quotite=60), motif="Décharge",
        le=date(2027, 3, 1),
    )  # fmt: skip
    renew(laptop, "2027-2028", date(2027, 6, 20))
    return laptop


def renew(machine: Machine, year: str, le: date, **values: Any) -> Written:
    """Renew the letter."""
    asked = {"annee_scolaire": AnneeScolaire(year), "le": le}
    return machine.record("MissionRenouvelee", CODE, **asked | values)


def test_a_letter_as_of_each_day(charged: Machine) -> None:
    """Confided, revised, renewed: its year, its end, its share, its state are those of the day."""
    told = ("annee_scolaire", "fin", "quotite", "libelle_situation", "nb_revisions",
            "nb_renouvellements")  # fmt: skip
    first = date(2027, 8, 31)

    for on, found in (
        (date(2026, 8, 31), []),
        (date(2026, 11, 1), [("2026-2027", first, 50, "en cours", 0, 0)]),
        (date(2027, 3, 1), [("2026-2027", first, 60, "en cours", 1, 0)]),
        (date(2027, 9, 1), [("2027-2028", date(2028, 8, 31), 60, "en cours", 1, 1)]),
        (date(2028, 9, 1), [("2027-2028", date(2028, 8, 31), 60, "échue", 1, 1)]),
    ):
        assert answer(charged, NAME, *told, on=on) == found, on
    assert answer(
        charged, NAME, "annees_scolaires", "debut", "date_revision", "motif_revision", "volets",
        "date_renouvellement",
    ) == [
        (["2026-2027", "2027-2028"], date(2026, 9, 1), date(2027, 3, 1), "Décharge",
         ["coordination", "impulsion"], date(2027, 6, 20))
    ]  # fmt: skip


def test_renewed_then_ended(charged: Machine) -> None:
    """It has all its years, the day it ended and who takes over; that annulled, it goes on."""
    renew(charged, "2028-2029", date(2028, 6, 1), fin=date(2028, 12, 31))
    ended = charged.record("MissionTerminee", CODE, successeur="principal", le=date(2028, 6, 10))
    told = ("libelle_situation", "fin", "date_terminaison", "successeur", "libelle_successeur")

    assert answer(charged, NAME, *told, "annees_scolaires") == [
        ("terminée", date(2028, 12, 31), date(2028, 6, 10), "principal", "Principal",
         ["2026-2027", "2027-2028", "2028-2029"])
    ]  # fmt: skip
    annul(charged, ended)
    assert answer(charged, NAME, *told) == [("en cours", date(2028, 12, 31), None, None, None)]


def test_a_year_that_was_corrected_was_never_confided(charged: Machine) -> None:
    """A revision of the year replaces the one said just before it, and no other."""
    champs = changes(
        "MissionConfiee", annee_scolaire=AnneeScolaire("2028-2029"), fin=date(2029, 8, 31)
    )
    charged.record("MissionRevisee", CODE, champs=champs, motif="Erreur", le=date(2027, 9, 5))

    assert answer(charged, NAME, "annee_scolaire", "annees_scolaires") == [
        ("2028-2029", ["2026-2027", "2028-2029"])
    ]


def test_no_letter_says_what_to_do(laptop: Machine) -> None:
    """The command that confides the first."""
    report = laptop.session.ask(reports.get(NAME)())

    assert report.rows == ()
    assert "ter mission confier" in report.empty
