"""Schools and their headcounts, as they may be recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ter_core.errors import InvalidValue
from ter_core.vocabulary.choices import NatureEtablissement
from tests.ledger.conftest import Machine, synchronise
from tests.ledger.network import changes, count, doubtful, network, refused, school, sure

__all__ = ["network"]

NEW = "0059007N"


def test_a_school_is_known_by_its_uai_and_its_code(laptop: Machine) -> None:
    """Either is typed; a code is proposed from the name."""
    nature = NatureEtablissement.COLLEGE
    values: dict[str, Any] = {"nom": "Collège des Hautes Vallées", "nature": nature}
    made = laptop.record("EtablissementRattache", uai=NEW, code_insee="05065", **values)

    assert (made.record.sujet, made.name) == (f"etablissement:{NEW}", "college-des-hautes-vallees")
    for typed in (made.name, NEW, NEW.lower(), made.record.sujet):
        assert count(laptop, typed, "6E 30").record.sujet == made.record.sujet


@pytest.mark.parametrize(
    ("nature", "degre"),
    [("ecole_maternelle", "1D"), ("ecole_primaire", "1D"), ("college", "2D"), ("lycee", "2D")],
)
def test_the_nature_says_the_degre(laptop: Machine, nature: str, degre: str) -> None:
    """It is written, whoever typed it."""
    made = school(laptop, "x", NEW, nature=NatureEtablissement.of(nature))

    assert made.record.donnees["degre"] == degre
    assert made.record.donnees["secteur"] == "public"


def test_a_nature_that_says_none_needs_a_degre(laptop: Machine) -> None:
    """An « autre » établissement, until its degré is given; and no nature is contradicted."""
    from ter_core.vocabulary.levels import Degre

    with refused("Il manque le degré", "« autre »", "--degre"):
        school(laptop, "x", NEW, nature=NatureEtablissement.AUTRE)
    with refused("« école primaire » est du premier degré", "retirez le degré"):
        school(laptop, "x", NEW, degre=Degre.SECOND)
    school(laptop, "x", NEW, nature=NatureEtablissement.AUTRE, degre=Degre.SECOND)


def test_a_school_is_attached_once(network: Machine) -> None:
    """Its UAI is its key."""
    with refused("« guillestre » existe déjà", "champ « uai »"):
        school(network, "autre", "0059001G")


def test_a_key_never_changes() -> None:
    """`champs` has neither code nor UAI."""
    for name, value in (("uai", NEW), ("code", "x")):
        with pytest.raises(TypeError, match=name):
            changes("EtablissementRattache", **{name: value})


def test_a_new_nature_brings_its_degre(network: Machine) -> None:
    """Where it changes; and a degré is never emptied."""

    def modify(**values: Any) -> Any:
        champs = changes("EtablissementRattache", **values)
        made = network.record("EtablissementModifie", "vars", champs=champs, motif="Rentrée")
        return (made.record.donnees or {})["champs"]

    assert modify(nature=NatureEtablissement.ECOLE_ELEMENTAIRE) == {"nature": "ecole_elementaire"}
    assert modify(nature=NatureEtablissement.COLLEGE) == {"nature": "college", "degre": "2D"}
    with refused("Un établissement a toujours un degré", "--degre"):
        modify(vider=("degre",))


def test_what_left_the_network_takes_no_headcount(network: Machine) -> None:
    """It is closed."""
    network.record("EtablissementRetire", "vars", motif="Fermeture")
    with refused("« retiré »"):
        count(network, "vars", "CM2 5")


def test_two_headcounts_made_offline_are_no_conflict(machines: Callable[..., Machine]) -> None:
    """They set nothing: both stand, the latest of the year wins."""
    one = machines()
    school(one, "vars", "0059002H")
    two = machines(one)
    count(one, "vars", "CM2 5")
    count(two, "vars", "CM2 6")
    synchronise(one, two)
    state = one.session._known_ledger().index.subjects["etablissement:0059002H"]

    assert state.forked
    assert list(state.live()) == []


def test_a_headcount_counts_something_once(network: Machine) -> None:
    """Pupils or teachers; each level, class or cycle once."""
    with refused("Aucun effectif n'est donné", "--ligne", "--enseignants"):
        count(network, "vars")
    with refused("« CM2/CM1CM2-U » est donné 2 fois", "le total"):
        count(network, "vars", "CM2/CM1CM2-U 5", "CM2/CM1CM2-U 6")
    count(network, "vars", "CM2 11", "CM2/CM1CM2-U 5", "C3 20")
    count(network, "vars", teachers=0)


def test_a_level_of_the_other_degre_is_a_doubt(network: Machine) -> None:
    """A 6e in an école, a C2 in a collège; ULIS are in both, and the C3 too."""
    with doubtful("niveau-inattendu", "« 6E 30 »", "« vars » est du premier degré"):
        count(network, "vars", "6E 30", "CM2 4")
    with doubtful("niveau-inattendu", "« C2 30 »", "second degré", "Et un autre cas semblable."):
        count(network, "college", "C2 30", "C1 4")
    count(network, "college", "ULIS 8", "SEGPA 9", "C3 58", "C4 90", "UPE2A 2")
    count(network, "vars", "6E 30", confirme=sure("niveau-inattendu"))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("CM1/CM2 11", "« CM2 » est le nom d'un niveau"),
        ("C1/PS-A 11", "n'est pas dans la liste"),
        ("CM2", "comme « CM2/CM2-A 24 »"),
        ("CM9 11", "n'est pas dans la liste"),
    ],
)
def test_a_headcount_that_could_be_misread_is_refused(typed: str, message: str) -> None:
    """« CM1/CM2 11 » is a class of two levels, never a group of CM1 called CM2."""
    from ter_core.events.effectif_lines import Effectif

    with pytest.raises(ValueError, match=message):
        Effectif.parse(typed, date(2026, 11, 12))


def test_a_level_and_a_cycle_exclude_each_other() -> None:
    """One of them is given; a class is of a level."""
    from ter_core.events.effectif_lines import Effectif
    from ter_core.vocabulary.levels import Cycle, Niveau

    for values, message in (
        ({"niveau": Niveau.CM2, "cycle": Cycle.C3}, "s'excluent"),
        ({}, "Il manque le niveau"),
        ({"cycle": Cycle.C1, "groupe": "Petits"}, "avec son niveau"),
        ({"niveau": Niveau.CM2, "groupe": "a/b"}, "ne contient pas de « / »"),
    ):
        with pytest.raises(ValueError, match=message):
            Effectif(nombre=3, **values)


def test_a_missing_field_is_told(network: Machine) -> None:
    """A headcount that is no whole number."""
    with pytest.raises(InvalidValue, match="nombre entier"):
        network.record("EffectifConstate", "vars", source="Constat", enseignants="six")
