"""A body or a function that is already there, written otherwise, is a doubt."""

from __future__ import annotations

from typing import Any

import pytest

from ter_core import Written
from ter_core.vocabulary.choices import NatureOrganisme, Role
from tests.ledger.conftest import Machine
from tests.ledger.network import changes, doubtful, network, sure

__all__ = ["network"]


def body(machine: Machine, nom: str, **values: Any) -> Written:
    """Inscribe a body."""
    return machine.record("OrganismeInscrit", nom=nom, nature=NatureOrganisme.COMMUNE, **values)


def function(machine: Machine, qualite: str, **values: Any) -> Written:
    """Inscribe a function."""
    return machine.record("ActeurInscrit", qualite=qualite, roles=(Role.DIRECTION,), **values)


def renamed(machine: Machine, code: str, **values: Any) -> Written:
    """Change a body, or a function."""
    noun = "Organisme" if {"nom", "nature"} & values.keys() else "Acteur"
    confirmed = values.pop("confirme", ())
    champs = changes(f"{noun}Inscrit", **values)
    return machine.record(f"{noun}Modifie", code, champs=champs, confirme=confirmed)


def test_a_body_that_reads_the_same_is_a_doubt(laptop: Machine) -> None:
    """However it is written; confirmed, it is another one."""
    body(laptop, "Mairie de Saint-Crépin")
    with doubtful("doublon", "champ « nom »", "« mairie-de-saint-crepin »", "Saint-Crépin)"):
        body(laptop, "MAIRIE DE ST CREPIN")
    body(laptop, "Mairie de Saint-Clément")
    body(laptop, "MAIRIE DE ST CREPIN", confirme=sure("doublon"))
    with doubtful("doublon", "Et un autre cas semblable."):
        body(laptop, "mairie de st-crépin")


def test_a_body_may_not_take_the_name_of_another(laptop: Machine) -> None:
    """Its own may be written otherwise, and anything else of it may change."""
    body(laptop, "Mairie de Vars", code="vars")
    body(laptop, "Commune de Risoul", code="risoul")
    with doubtful("doublon", "champ « champs »", "« vars » est déjà inscrit sous ce nom"):
        renamed(laptop, "risoul", nom="Mairie de VARS")
    renamed(laptop, "vars", nom="MAIRIE DE VARS")
    renamed(laptop, "risoul", nature=NatureOrganisme.AUTRE)
    renamed(laptop, "risoul", nom="Mairie de VARS", confirme=sure("doublon"))
    renamed(laptop, "risoul", nature=NatureOrganisme.COMMUNE)


def test_the_name_that_counts_is_the_present_one(laptop: Machine) -> None:
    """That which a body left is free, that which it took is not."""
    body(laptop, "Mairie de Vars", code="vars")
    renamed(laptop, "vars", nom="Mairie de Vars-Sainte-Marie")
    body(laptop, "Mairie de Vars")
    with doubtful("doublon", "« vars »"):
        body(laptop, "Mairie de Vars Ste Marie")


@pytest.mark.parametrize("gone", ["retired", "annulled"])
def test_what_is_gone_leaves_its_name(laptop: Machine, gone: str) -> None:
    """A body that left the network, or that was inscribed by mistake."""
    body(laptop, "Mairie de Vars", code="vars")
    if gone == "retired":
        laptop.record("OrganismeRetire", "vars")
    else:
        laptop.record("EvenementAnnule", evenement="vars", motif="Erreur")
    body(laptop, "Mairie de Vars")


def test_a_body_and_a_function_are_no_namesakes(laptop: Machine) -> None:
    """Each is compared with its own kind."""
    body(laptop, "Principal")


def test_two_directions_of_two_schools_are_two(network: Machine) -> None:
    """One function in one place is a doubt; elsewhere, or nowhere in particular, it is another."""
    function(network, "Directrice d'école", etablissement="vars")
    function(network, "Directrice d'école", etablissement="risoul")
    function(network, "Directrice d'école", organisme="club")
    function(network, "Directrice d'école")
    for place in ({"etablissement": "vars"}, {"organisme": "club"}, {}):
        with doubtful("doublon", "champ « qualite »", "(Directrice d'école)"):
            function(network, "DIRECTRICE D’ECOLE", **place)


def test_a_function_that_moves_may_meet_another(network: Machine) -> None:
    """By its name or by its place; its roles bring nobody nearer."""
    function(network, "Directrice", code="vars-dir", etablissement="vars")
    function(network, "Directrice", code="risoul-dir", etablissement="risoul")
    function(network, "Adjointe", code="adjointe", etablissement="vars")
    with doubtful("doublon", "champ « champs »", "« vars-dir »"):
        renamed(network, "risoul-dir", etablissement="vars")
    with doubtful("doublon", "« vars-dir »"):
        renamed(network, "adjointe", qualite="DIRECTRICE")
    renamed(network, "adjointe", qualite="DIRECTRICE", etablissement="eygliers")
    renamed(network, "vars-dir", roles=(Role.REFERENT,))
    renamed(network, "vars-dir", vider=("etablissement",))
    with doubtful("doublon", "« vars-dir »"):
        renamed(network, "risoul-dir", vider=("etablissement",))
