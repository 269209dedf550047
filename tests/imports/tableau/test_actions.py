"""A table of actions: inscribed, then modified as the table is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.imports.tableau.tables import proposed, rejected, take_in, told
from tests.reports.network import answer

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_HEAD = (
    "Projet", "Axe", "Type d'action", "Porteur", "Écoles concernées", "Niveaux", "Quand",
    "Nb d'élèves", "Budget", "État",
)  # fmt: skip
_LINE = (
    "Chorale du réseau", "Axe 3", "culturel", "Coordo", "Ec. Vars, école de Risoul", "CM1/2",
    "du 12 au 14/01/2027", "environ 40", "1 250,50 €", "prévue",
)  # fmt: skip
_COLUMNS = (
    "intitule", "code_axe", "nature", "porteur", "etablissements", "niveaux", "debut", "fin",
    "eleves_prevus", "budget_prevu",
)  # fmt: skip


def test_an_action_of_a_table(network: Machine) -> None:
    """Names, levels, days and sums are read as people write them; twice changes nothing."""
    found = proposed(network, _HEAD, _LINE)
    said = [one.said for one in found.remarks]
    assert "« Niveaux » : « CM1/2 » lu CM1, CM2." in said
    assert "« Nb d'élèves » : « environ 40 » lu 40." in said
    take_in(network, _HEAD, _LINE)
    (row,) = answer(network, "actions", *_COLUMNS, nature=_culture())
    assert [str(one) if one.__class__.__name__ == "Decimal" else one for one in row] == [
        "Chorale du réseau", "axe-3", "culture", "coordination", ["vars", "risoul"],
        ["CM1", "CM2"], date(2027, 1, 12), date(2027, 1, 14), 40, "1250.50",
    ]  # fmt: skip
    again = proposed(network, _HEAD, _LINE)
    assert (again.steps, again.same) == ((), 1)


def test_an_action_that_changes(network: Machine) -> None:
    """Other days and another place are one modification; an annulled one is annulled."""
    take_in(network, _HEAD, _LINE)
    moved = (*_LINE[:4], "Ec. Vars", "CM2", "du 12 au 20/01/2027", "40", "1300", "annulée")
    (said,) = told(proposed(network, _HEAD, moved))
    assert said == (
        "~ A-2026-002 : établissements : risoul, vars → vars ; niveaux : CM1, CM2 → CM2 ; "
        "fin : 14/01/2027 → 20/01/2027 ; budget prévu : 1250.5 € → 1300 € ; "
        "état : inscrite → annulée"
    )
    take_in(network, _HEAD, moved)
    again = proposed(network, _HEAD, moved)
    assert (again.steps, again.same) == ((), 1)


def test_what_an_action_lacks(network: Machine) -> None:
    """An action without porteur, nature or school is refused, and told what to say by default."""
    line = ("Chorale", "transversal", None, None, None, None, "12/01/2027")
    reason = rejected(proposed(network, _HEAD, line))[2]
    for name in ("nature = pedagogique", "porteur = coordination", "etablissements = guillestre"):
        assert f"« {name} »" in reason


def _culture() -> object:
    from ter_core.vocabulary.choices import NatureAction

    return NatureAction.CULTURE
