"""Lateness is computed, never stored (the rules are in the catalogue of events)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.projections.conftest import decision

if TYPE_CHECKING:
    from tests.projections.conftest import Ask
    from tests.projections.hand_log import HandLog

LATE = (
    "select nb_reports, nb_jours_retard, nb_jours_retard_initial, est_en_retard "
    "from suivi_decisions"
)


def put_off_and_executed(log: HandLog) -> str:
    """D-2026-014 due 15/03/2027, put off on 10/03 to 02/04, executed 05/04."""
    subject = decision(log)
    log.add("EcheanceReportee", subject, {"echeance": "2027-04-02", "motif": "x"}, on="2027-03-10")
    log.add("DecisionExecutee", subject, {}, on="2027-04-05")
    return subject


def test_the_worked_example(log: HandLog, ask: Ask) -> None:
    """1 report, 3 days on the current échéance, 21 on the first."""
    put_off_and_executed(log)

    assert ask(LATE) == [(1, 3, 21, False)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2027, 3, 9), (0, 0, 0, False)),
        (date(2027, 3, 16), (1, 0, 1, False)),
        (date(2027, 4, 2), (1, 0, 18, False)),
        (date(2027, 4, 3), (1, 1, 19, True)),
        (date(2027, 4, 5), (1, 3, 21, False)),
        (date(2027, 9, 1), (1, 3, 21, False)),
    ],
    ids=str,
)
def test_each_earlier_state_of_it(
    log: HandLog, ask: Ask, on: date, expected: tuple[object, ...]
) -> None:
    """Open and past its échéance is late; once executed, lateness no longer grows."""
    put_off_and_executed(log)

    assert ask(LATE, on=on) == [expected]


@pytest.mark.parametrize(
    ("type_", "payload"),
    [("DecisionAbandonnee", {"motif": "x"}), ("DecisionRemplacee", {"par": "decision:autre"})],
)
def test_no_lateness_once_given_up(
    log: HandLog, ask: Ask, type_: str, payload: dict[str, str]
) -> None:
    """An abandoned or replaced decision has no lateness at all."""
    log.add(type_, decision(log), payload, on="2027-05-01")

    assert ask(LATE) == [(0, None, None, False)]


def test_no_lateness_without_echeance(log: HandLog, ask: Ask) -> None:
    """A permanent decision is never late."""
    decision(log, echeance=None, permanente="Règle de vie")

    assert ask(LATE) == [(0, None, None, False)]


def test_reopened_is_late_again(log: HandLog, ask: Ask) -> None:
    """A decision executed then reopened counts to the observation date."""
    subject = put_off_and_executed(log)
    log.add("DecisionReouverte", subject, {"motif": "x"}, on="2027-06-01")

    assert ask(LATE, on=date(2027, 6, 2)) == [(1, 61, 79, True)]


def test_a_corrected_echeance_was_always_so(log: HandLog, ask: Ask) -> None:
    """A correction changes the first échéance too, and is no report."""
    subject = decision(log)
    log.add(
        "DecisionRectifiee",
        subject,
        {"champs": {"echeance": "2027-03-20"}, "motif": "Erreur de saisie"},
    )
    log.add("EcheanceReportee", subject, {"echeance": "2027-04-02", "motif": "x"}, on="2027-03-10")

    assert ask("select echeance_initiale, echeance, nb_reports from suivi_decisions") == [
        (date(2027, 3, 20), date(2027, 4, 2), 1)
    ]  # fmt: skip


def test_an_annulled_report_does_not_count(log: HandLog, ask: Ask) -> None:
    """Undoing the report gives the first échéance back."""
    subject = decision(log)
    report = log.add("EcheanceReportee", subject, {"echeance": "2027-04-02", "motif": "x"})
    log.add("EvenementAnnule", subject, {"evenement": report, "motif": "x"})

    assert ask("select nb_reports, echeance from suivi_decisions") == [(0, date(2027, 3, 15))]
