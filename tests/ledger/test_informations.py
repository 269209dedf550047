"""Informations: what is sent to publics of the network, and what comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from ter_core import Written
from ter_core.vocabulary.choices import NatureOrganisme, Public
from tests.ledger.conftest import Machine
from tests.ledger.network import doubtful, refused


def send(machine: Machine, **values: Any) -> Written:
    """Send an ordinary message."""
    usual = {"objet": "Enquête transports", "publics": (Public.EQUIPES_1D,), "canal": "courriel"}
    return machine.record("InformationDiffusee", **(usual | values))


def test_an_answer_is_awaited_after_the_message(laptop: Machine) -> None:
    """Or the same day; one typed late is told to give the day it was sent."""
    send(laptop, retour_attendu=date(2026, 11, 12))
    with refused("(11 novembre 2026) ne peut pas être attendu avant l'envoi (12", "`--le`"):
        send(laptop, retour_attendu=date(2026, 11, 11))
    send(laptop, retour_attendu=date(2026, 11, 11), le=date(2026, 11, 2))


def test_it_goes_to_somebody(laptop: Machine) -> None:
    """To one public at least, each once."""
    with refused("Il en faut au moins 1"):
        send(laptop, publics=())


def test_answers_come_from_functions_and_from_bodies(laptop: Machine) -> None:
    """As many as there are, one that nobody awaited included."""
    laptop.record("OrganismeInscrit", code="mairie", nom="Mairie", nature=NatureOrganisme.COMMUNE)
    assert send(laptop).name == "enquete-transports"
    for who in ("principal", "mairie", "principal"):
        laptop.record("RetourRecu", "enquete-transports", de=who, resume="D'accord")
    with refused("Le fait est daté du 11 novembre 2026", "que depuis le 12 novembre 2026"):
        laptop.record("RetourRecu", "enquete-transports", de="principal", le=date(2026, 11, 11))


def test_an_answer_names_no_pupil(laptop: Machine) -> None:
    """As any text."""
    send(laptop)
    with doubtful("identite"):
        laptop.record(
            "RetourRecu", "enquete-transports", de="principal", resume="L'élève Léa a 50 min de car"
        )
