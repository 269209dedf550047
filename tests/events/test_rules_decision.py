"""The rules of a decision, each alone against a small fake log."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core.events.avancement import EcheanceReportee
from ter_core.events.changes import changes_class
from ter_core.events.decision import (
    DecisionAbandonnee,
    DecisionAdoptee,
    DecisionRectifiee,
    DecisionRemplacee,
)
from ter_core.events.situation import Known
from tests.events.fake import FakeSituation, breaches

SEANCE = "seance:s1"
DECISION, OTHER = "decision:d1", "decision:d2"


def adopted(**values: Any) -> DecisionAdoptee:
    """A decision taken in the séance, due on 15 March 2027 unless said otherwise."""
    said = {
        "seance": SEANCE,
        "libelle": "Ouvrir une navette",
        "responsables": ("acteur:principal",),
        "echeance": date(2027, 3, 15),
    }
    return DecisionAdoptee(**{**said, **values})


def rectified(**values: Any) -> DecisionRectifiee:
    """A decision of which some fields are put right."""
    return DecisionRectifiee(champs=changes_class(DecisionAdoptee)(**values), motif="Erreur")


def in_seance(state: str, debut: str = "2026-11-12T14:00") -> FakeSituation:
    """A séance in a state, at an hour."""
    return FakeSituation(states={SEANCE: state}, values={(SEANCE, "debut"): debut})


def created(subject: str, day: date, state: str = "a_faire") -> Known:
    """The adoption of a decision."""
    return Known(f"id-{subject}", "DecisionAdoptee", subject, day, state, effective=True)


@pytest.mark.parametrize("state", ["programmee", "tenue"])
def test_a_seance_that_began_takes_decisions(state: str) -> None:
    """Whether or not its holding was recorded."""
    assert breaches(adopted(), in_seance(state)) == []


@pytest.mark.parametrize(
    "event",
    [
        adopted(),
        rectified(seance=SEANCE),
        DecisionAbandonnee(motif="Retrait", seance=SEANCE),
    ],
    ids=lambda event: type(event).__name__,
)
@pytest.mark.parametrize(
    ("situation", "what"),
    [
        (in_seance("annulee"), "La séance « s1 » est annulée."),
        (
            in_seance("releve_valide"),
            "Le relevé de la séance « s1 » est validé : plus rien ne s'y ajoute.",
        ),
        (
            in_seance("diffuse"),
            "Le relevé de la séance « s1 » est validé : plus rien ne s'y ajoute.",
        ),
        (
            in_seance("programmee", "2026-11-21T10:01"),
            "La séance n'a pas encore commencé : elle est prévue le 21 novembre 2026 à 10:01.",
        ),
    ],
)
def test_a_seance_that_takes_no_decision(event: Any, situation: FakeSituation, what: str) -> None:
    """Cancelled, not begun, or with a validated relevé: no decision joins, ends or moves there."""
    assert [found for _, found in breaches(event, situation)] == [what]


@pytest.mark.parametrize(
    "event", [adopted(echeance=date(2026, 11, 11)), rectified(echeance=date(2026, 11, 11))]
)
def test_a_decision_is_due_after_it_is_taken(event: Any) -> None:
    """Its échéance does not precede the fact."""
    assert breaches(event, in_seance("tenue")) == [
        ("echeance", "L'échéance (11 novembre 2026) précède la décision (12 novembre 2026).")
    ]


def test_a_decision_may_be_due_the_same_day() -> None:
    """The day itself is not before."""
    assert breaches(adopted(echeance=date(2026, 11, 12)), in_seance("tenue")) == []


def test_a_point_belongs_to_a_seance() -> None:
    """A decision by e-mail has no point of an agenda."""
    event = adopted(seance=None, hors_seance="courriel", point=2)

    assert [field for field, _ in breaches(event)] == ["point"]


@pytest.mark.parametrize("event", [adopted(), DecisionAbandonnee(motif="x", seance=SEANCE)])
def test_a_decision_is_dated_as_its_seance(event: Any) -> None:
    """The séance's day."""
    assert event.default_date(in_seance("tenue")) == date(2026, 11, 12)


@pytest.mark.parametrize(
    "event", [adopted(seance=None, hors_seance="courriel"), DecisionAbandonnee(motif="x")]
)
def test_a_decision_out_of_a_seance_is_dated_today(event: Any) -> None:
    """Unless its author says otherwise."""
    assert event.default_date(FakeSituation()) == date(2026, 11, 21)


def test_an_echeance_moves_to_a_later_day() -> None:
    """An earlier or equal day is a correction, not a report."""
    now = FakeSituation(values={(DECISION, "echeance"): "2027-03-15"})

    assert breaches(EcheanceReportee(echeance=date(2027, 3, 16), motif="Budget"), now) == []
    ((field, what),) = breaches(EcheanceReportee(echeance=date(2027, 3, 15), motif="Budget"), now)
    assert field == "echeance"
    assert "n'est pas après l'échéance actuelle (15 mars 2027)" in what


def test_a_permanent_decision_has_nothing_to_put_off() -> None:
    """It has no échéance."""
    now = FakeSituation(values={(DECISION, "permanente"): "Règle de vie"})

    event = EcheanceReportee(echeance=date(2027, 3, 15), motif="Budget")

    assert [field for field, _ in breaches(event, now)] == ["echeance"]


def test_a_decision_does_not_replace_itself() -> None:
    """Another one replaces it."""
    assert breaches(DecisionRemplacee(par=DECISION)) == [
        ("par", "Une décision ne se remplace pas elle-même.")
    ]


@pytest.mark.parametrize(
    ("state", "adopted_on", "broken"),
    [
        ("a_faire", date(2026, 10, 1), False),
        ("bloquee", date(2026, 10, 1), False),
        ("executee", date(2026, 12, 1), False),
        ("executee", date(2026, 10, 1), True),
        ("abandonnee", date(2026, 12, 1), True),
        ("remplacee", date(2026, 12, 1), True),
    ],
)
def test_what_replaces_a_decision_holds(state: str, adopted_on: date, broken: bool) -> None:  # noqa: FBT001
    """It is open, or was adopted since and executed."""
    now = FakeSituation(
        states={OTHER: state},
        known=(created(DECISION, date(2026, 11, 12)), created(OTHER, adopted_on)),
    )

    assert bool(breaches(DecisionRemplacee(par=OTHER), now)) is broken
