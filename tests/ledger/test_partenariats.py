"""Partenariats: agreed for some time, renewed, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ter_core import Written
from ter_core.errors import AmbiguousCode
from ter_core.vocabulary.choices import NatureOrganisme
from tests.ledger.conftest import Machine, synchronise
from tests.ledger.network import refused


@pytest.fixture
def valley(laptop: Machine) -> Machine:
    """A machine whose log knows one body."""
    laptop.record("OrganismeInscrit", code="parc", nom="Parc", nature=NatureOrganisme.PARC)
    return laptop


def agree(machine: Machine, **values: Any) -> Written:
    """Agree on an ordinary partnership."""
    usual = {"organisme": "parc", "objet": "L'eau du Guil", "debut": date(2026, 10, 1)}
    return machine.record("PartenariatNoue", **(usual | values))


def test_it_has_existed_since_its_first_day(valley: Machine) -> None:
    """Typed late it dates from that day, typed before from today; its object gives its code."""
    late = agree(valley)
    planned = agree(valley, debut=date(2027, 1, 4))

    assert (late.name, late.record.survenu_le) == ("l-eau-du-guil", "2026-10-01")
    assert (planned.name, planned.record.survenu_le) == ("l-eau-du-guil-2", "2026-11-12")


def test_it_ends_after_it_begins(valley: Machine) -> None:
    """The same day is an end; the day before is none."""
    agree(valley, fin=date(2026, 10, 1))
    with refused("La fin (30 septembre 2026) précède le début (1er octobre 2026)"):
        agree(valley, fin=date(2026, 9, 30))


def test_it_is_renewed_until_later(valley: Machine) -> None:
    """Than the end that was last agreed, a renewal included."""
    agree(valley, fin=date(2027, 8, 31))
    valley.record("PartenariatReconduit", "l-eau-du-guil", fin=date(2028, 8, 31))
    for end in (date(2027, 12, 31), date(2028, 8, 31)):
        with refused("ne suit pas celle qui est connue (31 août 2028)", "ter partenariat clore"):
            valley.record("PartenariatReconduit", "l-eau-du-guil", fin=end)


def test_without_an_end_it_may_be_given_one(valley: Machine) -> None:
    """Any that does not come before its beginning."""
    agree(valley)
    with refused("La fin (30 septembre 2026) précède le début (1er octobre 2026)"):
        valley.record("PartenariatReconduit", "l-eau-du-guil", fin=date(2026, 9, 30))
    valley.record("PartenariatReconduit", "l-eau-du-guil", fin=date(2026, 12, 31))


def test_once_closed_it_is_over(valley: Machine) -> None:
    """It is neither renewed nor closed again, unless its closing is annulled."""
    agree(valley)
    valley.record("PartenariatClos", "l-eau-du-guil", motif="Fin du projet")
    with refused("est dans l'état « clos »", "Plus rien ne peut suivre"):
        valley.record("PartenariatReconduit", "l-eau-du-guil", fin=date(2028, 8, 31))
    with refused("est dans l'état « clos »"):
        valley.record("PartenariatClos", "l-eau-du-guil", motif="Encore")
    valley.record("EvenementAnnule", evenement="l-eau-du-guil", motif="Saisi par erreur")
    valley.record("PartenariatReconduit", "l-eau-du-guil", fin=date(2028, 8, 31))


def test_one_code_given_twice_names_neither(
    valley: Machine, machines: Callable[..., Machine]
) -> None:
    """Two postes offline may give one: both are then listed, and the end of an id names each."""
    other = machines(valley)
    first = agree(valley).record
    other.at(valley.clock[0] + timedelta(minutes=1))
    second = agree(other).record
    synchronise(valley, other)

    with pytest.raises(AmbiguousCode, match="désigne plusieurs choses") as caught:
        valley.record("PartenariatClos", "l-eau-du-guil", motif="Fin")
    for one in (first, second):
        assert one.id[-8:] in str(caught.value)
        closed = valley.record("PartenariatClos", one.id[-8:], motif="Fin")
        assert closed.record.sujet == one.sujet
    assert agree(valley).name == "l-eau-du-guil-2"
