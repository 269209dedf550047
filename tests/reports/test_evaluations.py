"""What actions were worth, and which of those that are over nobody evaluated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.events.evaluation import Critere
from ter_core.vocabulary.choices import SuiteAction
from tests.ledger.network import attend, inscribe, sure
from tests.reports.network import annul, answer, classe_de_neige, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "evaluations"
TODAY = date(2026, 11, 12)


def evaluate(machine: Machine, code: str, *marks: str, **values: Any) -> Any:
    """Evaluate an action, its criteria typed as people do."""
    criteres = tuple(Critere.parse(mark, TODAY) for mark in marks or ("Adhésion ; 3 ; Avis",))
    usual = {"suite": SuiteAction.RECONDUIRE}
    return machine.record("ActionEvaluee", code, criteres=criteres, **(usual | values))


@pytest.fixture
def over(network: Machine) -> Machine:
    """A1 and A2 are over with participations, A3 has none, A4 is to come."""
    classe_de_neige(network)
    inscribe(network, intitule="Cross", debut=date(2026, 11, 4), fin=date(2026, 11, 4),
             confirme=sure("doublon"))  # fmt: skip
    inscribe(network, intitule="Forum", debut=date(2027, 3, 16), fin=date(2027, 3, 16))
    attend(network, "guillestre/CM2-A 24", le=date(2026, 11, 10))
    attend(network, "guillestre/CM2-B 22", action="A2", le=date(2026, 10, 9))
    return network


def test_the_last_evaluation_of_an_action_counts(over: Machine) -> None:
    """Its criteria are sentences, its mark is their mean; the one before is only counted."""
    evaluate(over, "A1", le=date(2026, 11, 10))
    evaluate(over, "A1", "Adhésion des équipes ; 3 ; Questionnaire de juin", "Coût ; 1 ; Deux cars",
             "Progrès ; 4 ; Attestations", suite=SuiteAction.ADAPTER)  # fmt: skip

    assert answer(over, NAME, "code_action", "date_evaluation", "note_moyenne", "libelle_suite",
                  "criteres", "nb_evaluations", "finie_le", "porteur", "code_axe") == [
        ("A-2026-001", TODAY, Decimal("2.7"), "adapter",
         ["Adhésion des équipes : 3 (Questionnaire de juin)", "Coût : 1 (Deux cars)",
          "Progrès : 4 (Attestations)"], 2, date(2026, 11, 10), "principal", "axe-3"),
    ]  # fmt: skip
    assert only(over, NAME, "date_evaluation", on=date(2026, 11, 11)) == [date(2026, 11, 10)]


def test_what_is_left_to_evaluate(over: Machine) -> None:
    """The actions that are over, with participations, that nobody ever evaluated."""
    question = reports.get(NAME)
    evaluate(over, "A1")

    assert answer(over, NAME, "code_action", "finie_le", a_faire=True) == [
        ("A-2026-002", date(2026, 10, 16))]  # fmt: skip
    assert over.session.ask(question()).text == ("1 action finie sur 2 a été évaluée.",)
    annul(over, evaluate(over, "A2"))
    evaluate(over, "A2")
    assert only(over, NAME, "code_action", a_faire=True) == []
    assert over.session.ask(question()).text == ("2 actions finies sur 2 ont été évaluées.",)


def test_an_action_ended_early_is_over(over: Machine) -> None:
    """From the day it ended, not from the day it was to end."""
    inscribe(over, intitule="Chorale", debut=date(2026, 9, 7), fin=date(2027, 6, 1),
             confirme=sure("doublon"))  # fmt: skip
    attend(over, "vars/CM1CM2-U/CM2 5", action="A5", le=date(2026, 9, 9))
    over.record("ActionTerminee", "A5", le=date(2026, 10, 2))

    assert answer(over, NAME, "code_action", "finie_le", a_faire=True)[0] == (
        "A-2026-005", date(2026, 10, 2))  # fmt: skip


def test_the_evaluation_of_a_merged_action_is_of_the_one_that_stays(over: Machine) -> None:
    """So is its date: the last evaluation of either counts."""
    evaluate(over, "A2", le=date(2026, 11, 11))
    evaluate(over, "A1", le=date(2026, 11, 10))
    over.record("ActionFusionnee", "A2", dans="A1", motif="Doublon")

    assert answer(over, NAME, "code_action", "date_evaluation", "nb_evaluations") == [
        ("A-2026-001", date(2026, 11, 11), 2)]  # fmt: skip
    assert only(over, NAME, "code_action", a_faire=True) == []


def test_a_year_without_anything(over: Machine) -> None:
    """Says how to evaluate; of what is to be done, that nothing is."""
    report = over.session.ask(reports.get(NAME)(annee="2024-2025"))
    todo = over.session.ask(reports.get(NAME)(annee="2024-2025", a_faire=True))

    assert (report.rows, report.text) == ((), ())
    assert report.empty == "Aucune évaluation en 2024-2025 : ter action evaluer."
    assert todo.empty == "Aucune action finie en 2024-2025 ne reste à évaluer."
