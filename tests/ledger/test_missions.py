"""Missions: confided for a year, revised, renewed for another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import Volet
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.ledger.conftest import Machine
from tests.ledger.network import changes, refused

CODE = "mission-2026-2027"


@pytest.fixture
def charged(laptop: Machine) -> Machine:
    """A machine whose log knows the letter of the year."""
    made = laptop.record(
        "MissionConfiee",
        annee_scolaire=AnneeScolaire("2026-2027"),
        volets=(Volet.COORDINATION,),
        debut=date(2026, 9, 1),
        fin=date(2027, 8, 31),
    )
    assert made.name == CODE
    return laptop


def renew(machine: Machine, year: str, **values: Any) -> Written:
    """Renew the letter."""
    return machine.record("MissionRenouvelee", CODE, annee_scolaire=AnneeScolaire(year), **values)


def revise(machine: Machine, **values: Any) -> Written:
    """Revise the letter."""
    champs = changes("MissionConfiee", **values)
    return machine.record("MissionRevisee", CODE, champs=champs, motif="Nouvelle lettre")


def test_it_is_revised_as_it_was_confided(charged: Machine) -> None:
    """Its dates stay in order and meet its year; what is not a date is free."""
    with refused("La fin (31 août 2026) précède le début (1er septembre 2026)"):
        revise(charged, fin=date(2026, 8, 31))
    with refused("hors de l'année scolaire 2025-2026"):
        revise(charged, annee_scolaire=AnneeScolaire("2025-2026"))
    revise(charged, volets=(Volet.IMPULSION,), quotite=60)
    revise(charged, fin=date(2027, 7, 5))


def test_it_is_renewed_for_a_year_that_follows(charged: Machine) -> None:
    """Than the one it was last renewed for."""
    for year in ("2025-2026", "2026-2027"):
        with refused("La mission est déjà confiée pour 2026-2027", "vient après"):
            renew(charged, year)
    renew(charged, "2027-2028")
    with refused("La mission est déjà confiée pour 2027-2028"):
        renew(charged, "2027-2028")


def test_renewed_it_lasts_until_the_end_of_the_year(charged: Machine) -> None:
    """Unless its author says until when; it may then be revised as any other."""
    assert (renew(charged, "2027-2028").record.donnees or {})["fin"] == "2028-08-31"
    shorter = renew(charged, "2028-2029", fin=date(2028, 12, 31))
    assert (shorter.record.donnees or {})["fin"] == "2028-12-31"
    revise(charged, quotite=40, fin=date(2029, 7, 5))
    with refused("La fin (31 août 2029) précède le début (1er septembre 2029)"):
        renew(charged, "2029-2030", fin=date(2029, 8, 31))


def test_once_ended_it_is_neither_revised_nor_renewed(charged: Machine) -> None:
    """Until its end is annulled."""
    charged.record("MissionTerminee", CODE, successeur="principal")
    with refused("est dans l'état « terminée »"):
        renew(charged, "2027-2028")
    with refused("est dans l'état « terminée »"):
        revise(charged, quotite=60)
    charged.record("EvenementAnnule", evenement=CODE, motif="Prolongée")
    renew(charged, "2027-2028")
