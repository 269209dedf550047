"""Évaluations: what an action was worth, once it has begun."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core import Written
from ter_core.events.evaluation import Critere
from ter_core.vocabulary.choices import NatureAction, SuiteAction
from tests.ledger.conftest import Machine
from tests.ledger.network import TODAY, doubtful, inscribe, network, refused

__all__ = ["network"]


def evaluate(machine: Machine, *criteria: str, code: str = "A1", **values: Any) -> Written:
    """Evaluate an action, its criteria typed as people do."""
    typed = criteria or ("Adhésion ; 3 ; Questionnaire",)
    return machine.record(
        "ActionEvaluee",
        code,
        criteres=tuple(Critere.parse(one, TODAY) for one in typed),
        suite=SuiteAction.RECONDUIRE,
        **values,
    )


def test_an_action_is_evaluated_once_it_has_begun(network: Machine) -> None:
    """From its first day on, and again later."""
    inscribe(network, nature=NatureAction.CULTURE, le=date(2026, 11, 2))
    with refused("Le 9 novembre 2026, l'action n'a pas commencé", "du 10 novembre 2026", "`--le`"):
        evaluate(network, code="A2", le=date(2026, 11, 9))
    evaluate(network, code="A2", le=date(2026, 11, 10))
    evaluate(network, code="A2")


def test_a_criterion_is_marked_once(network: Machine) -> None:
    """However its name is written; and from 1 to 4."""
    with refused("Le critère « ADHESION » est noté plusieurs fois"):
        evaluate(network, "Adhésion ; 3 ; Enquête", "Effets ; 2 ; Bilan", "ADHESION ; 1 ; Bilan")
    for mark in (0, 5):
        with pytest.raises(ValueError, match="n'est pas entre 1 et 4"):
            Critere.parse(f"Adhésion ; {mark} ; Enquête", TODAY)


def test_what_a_mark_rests_on_may_hold_a_semicolon(network: Machine) -> None:
    """The two first ones part the criterion; its short form is read back the same."""
    typed = "Adhésion ; 3 ; Questionnaire ; 12 réponses"
    one = Critere.parse(typed, TODAY)
    assert (one.nom, one.note, one.appui) == ("Adhésion", 3, "Questionnaire ; 12 réponses")
    assert one.short() == typed
    with pytest.raises(ValueError, match="point-virgule"):
        Critere(nom="Adhésion ; effets", note=3, appui="Enquête")
    evaluate(network, typed)


@pytest.mark.parametrize(
    ("ending", "values"),
    [("ActionSuspendue", {"motif": "Travaux"}), ("ActionTerminee", {"le": date(2026, 11, 10)})],
)
def test_an_action_that_stopped_may_be_evaluated(
    network: Machine, ending: str, values: dict[str, Any]
) -> None:
    """For a time or for good."""
    network.record(ending, "A1", **values)
    evaluate(network)


def test_an_action_that_was_cancelled_is_worth_nothing(network: Machine) -> None:
    """It did not take place."""
    network.record("ActionAnnulee", "A1", motif="Neige")
    with refused("est dans l'état « annulée » : « Action évaluée » ne peut pas suivre"):
        evaluate(network)


def test_a_criterion_names_no_pupil(network: Machine) -> None:
    """Nor does what it rests on."""
    with doubtful("identite", "champ « criteres »"):
        evaluate(network, "Adhésion ; 3 ; Ce qu'en dit l'élève Léa")
