"""Several people write offline; any file sync merges what they wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from ter_core.errors import AmbiguousCode, RuleBroken
from tests.ledger.conftest import Machine, synchronise

Make = Callable[..., Machine]


def test_the_next_event_cites_both_heads(machines: Make) -> None:
    """After offline work a subject has two heads, and the next event stands on both."""
    one = machines()
    one.decide()
    two = machines(one)
    late = one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 2), motif="Neige").record
    other = two.record("EcheanceReportee", "D1", echeance=date(2027, 5, 2), motif="Car").record
    synchronise(one, two)
    after = one.record("DecisionExecutee", "D1", le=date(2026, 11, 12)).record
    assert after.apres == tuple(sorted((late.id, other.id)))
    assert after.profondeur == 3


def test_either_branch_can_be_undone(machines: Make) -> None:
    """After a merge each branch has its own last event; a bare code is ambiguous."""
    one = machines()
    one.decide()
    two = machines(one)
    late = one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 2), motif="Neige").record
    two.record("EcheanceReportee", "D1", echeance=date(2027, 5, 2), motif="Car")
    synchronise(one, two)
    with pytest.raises(AmbiguousCode):
        one.record("EvenementAnnule", evenement="D1", motif="?")
    undone = one.record("EvenementAnnule", evenement=late.id[-8:], motif="Erreur").record
    assert (undone.donnees or {})["evenement"] == late.id


def test_one_number_given_twice_reads_bis(machines: Make) -> None:
    """Two postes offline may give one number: the later by id reads « bis » for good."""
    one = machines()
    two = machines(one)
    first = one.decide(libelle="A").record
    two.at(one.clock[0] + timedelta(minutes=1))
    second = two.decide(libelle="B").record
    synchronise(one, two)
    with pytest.raises(AmbiguousCode, match="D-2026-001 bis"):
        one.record("DecisionExecutee", "D1")
    done = one.record("DecisionExecutee", "D1 bis", le=date(2026, 11, 12))
    assert done.record.sujet == second.sujet != first.sujet
    assert done.name == "D-2026-001 bis"
    assert one.decide().name == "D-2026-002"


def test_a_conflict_is_settled_by_what_it_retains(machines: Make) -> None:
    """`ConflitTranche` retains one of the values that compete, and needs some that do."""
    one = machines()
    one.decide()
    kept = one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 2), motif="Neige").record
    with pytest.raises(RuleBroken):
        one.record("ConflitTranche", retient=kept.id, motif="Rien à trancher")
    two = machines(one)
    mine = one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 9), motif="Neige").record
    two.record("EcheanceReportee", "D1", echeance=date(2027, 5, 2), motif="Car")
    synchronise(one, two)
    one.record("ConflitTranche", retient=mine.id, motif="Confirmé")
    with pytest.raises(RuleBroken, match="échéance actuelle"):
        one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 9), motif="Encore")
    one.record("EcheanceReportee", "D1", echeance=date(2027, 4, 10), motif="Encore")


def test_a_new_machine_opens_its_poste_and_says_what_it_saw(machines: Make) -> None:
    """A copied folder brings no identity: the first append opens a poste and deposes a witness."""
    one = machines()
    two = machines(one)
    two.decide()
    two.session.follow()
    mine = [r for r in two.session._fetch(_ids(two)) if r.poste != _ids_poste(one)]
    assert [r.type for r in mine] == ["PosteOuvert", "TemoinDepose", "DecisionAdoptee"]
    seen = (mine[1].donnees or {})["position"]
    assert [line["poste"] for line in seen] == [_ids_poste(one)]


def test_a_witness_is_deposed_once_a_day_and_only_for_news(machines: Make) -> None:
    """A day's first append says what the others gained; a second one says nothing more."""
    one = machines()
    two = machines(one)
    two.decide()
    synchronise(one, two)
    for _ in range(2):
        one.decide()
    synchronise(one, two)
    one.at(one.clock[0] + timedelta(days=1))
    one.decide()
    types = [r.type for r in one.session._fetch(_ids(one)) if r.poste == _ids_poste(one)]
    assert types.count("TemoinDepose") == 1


def _ids(machine: Machine) -> list[str]:
    return [record.id for record in machine.session._known_reading().records()]


def _ids_poste(machine: Machine) -> str:
    from ter_core.log.identity import load

    return str(load(machine.session.journal, machine.env).poste)
