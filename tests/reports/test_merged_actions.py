"""An action merged into another: what came to it is told and counted where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.ledger.conftest import Machine, synchronise
from tests.ledger.network import attend, inscribe
from tests.reports.network import answer, laptop, machines, network, only

__all__ = ["laptop", "machines", "network"]


def figures(machine: Machine, *keys: str) -> dict[str, int]:
    """Some figures of the year, each of them exact."""
    found = dict(answer(machine, "bilan-chiffres", "cle", "chiffre"))
    return {key: found[key].maximum for key in keys}


def twice(machine: Machine, **values: Any) -> str:
    """The action of the network inscribed again, for another axe so that nothing is asked."""
    return inscribe(machine, axe="transversal", **values).name


def test_its_participations_follow(network: Machine) -> None:
    """They are told of the one that stands, the other is no project, and nothing is lost."""
    again = twice(network)
    attend(network, "guillestre/CM2-A")
    attend(network, "vars/CM1CM2-U", action=again)
    before = figures(network, "participations", "projets", "projets_realises")

    network.record("ActionFusionnee", again, dans="A1", motif="Inscrite deux fois")

    assert figures(network, "participations", "projets", "projets_realises") == {
        "participations": before["participations"],
        "projets": before["projets"] - 1,
        "projets_realises": before["projets_realises"] - 1,
    }
    assert only(network, "participations", "code_action") == ["A-2026-001", "A-2026-001"]
    told = answer(
        network, "actions", "code_affiche", "nb_participations", "avancement", "motif_feu"
    )
    assert told[0][:2] == ("A-2026-001", 2)
    assert told[1][1:] == (0, "annulee", "Fusionnée le 12/11/2026.")


def test_what_is_merged_in_turn_goes_to_the_last(network: Machine) -> None:
    """A chain, in whatever order it was said; undone, each has its own again."""
    third = inscribe(network, debut=date(2026, 11, 9), fin=date(2026, 11, 9)).name
    second = twice(network)
    attend(network, "vars/CM1CM2-U", action=second)
    network.record("ActionFusionnee", second, dans=third, motif="Doublon")
    network.record("ActionFusionnee", third, dans="A1", motif="Doublon")
    assert only(network, "participations", "code_action") == ["A-2026-001"]

    for code in (third, second):
        network.record("EvenementAnnule", evenement=code, motif="Ce n'étaient pas les mêmes")
    assert only(network, "participations", "code_action") == [second]


def test_two_postes_that_merge_each_into_the_other(
    network: Machine, machines: Callable[..., Machine]
) -> None:
    """Offline, neither knew: every question answers, no participation is lost, and it is told."""
    again = twice(network)
    attend(network, "guillestre/CM2-A")
    attend(network, "vars/CM1CM2-U", action=again)
    other = machines(network)
    network.record("ActionFusionnee", again, dans="A1", motif="Doublon")
    other.record("ActionFusionnee", "A1", dans=again, motif="Doublon")
    synchronise(network, other)

    for machine in (network, other):
        assert figures(machine, "participations", "projets") == {
            "participations": 35,
            "projets": 0,
        }
        assert sorted(only(machine, "participations", "code_action")) == ["A-2026-001", again]
        told = " ".join(finding.message for finding in machine.session.check())
        assert "cite A-2026-001, qui a été annulé" in told
        assert f"cite {again}, qui a été annulé" in told
