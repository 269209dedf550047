"""What changed between two days, or two school years: figures, decisions, actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ter_core.errors import InvalidValue
from ter_core.reports.comparer import Comparer
from ter_core.reports.moment import Moment
from ter_core.vocabulary.bounds import Bornes
from tests.ledger.network import attend
from tests.reports.network import answer, classe_de_neige, laptop, machines, network

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

BEFORE, AFTER = "2026-09-10", "2026-10-10"


@pytest.fixture
def autumn(network: Machine) -> Machine:
    """Between the two days: an action is decided, begins, and a class comes to it."""
    classe_de_neige(network)
    attend(network, "guillestre/CM2-A", action="A2", le=date(2026, 10, 6))
    return network


def test_only_what_differs_is_told(autumn: Machine) -> None:
    """A figure that is the same on both days is no change; what nothing made yet is none."""
    found = {
        cle: (then, now)
        for cle, then, now in answer(
            autumn, "comparer", "cle", "avant", "apres", avant="2026-09-20", apres=AFTER
        )
    }

    assert found["eleves_touches.niveau.CM2"][0] == Bornes(0, 0)
    assert found["eleves_touches.niveau.CM2"][1] == found["eleves_touches"][1]
    assert all(then != now for then, now in found.values())
    assert "eleves_effectif" not in found


def test_the_same_day_seen_from_both_sides(autumn: Machine) -> None:
    """The figures of the second day are those that the bilan gives on it."""
    changed = answer(autumn, "comparer", "cle", "apres", avant=BEFORE, apres=AFTER)
    then = dict(answer(autumn, "bilan-chiffres", "cle", "chiffre", on=date(2026, 10, 10)))

    assert changed
    assert {cle: then[cle] for cle, _ in changed} == dict(changed)


def test_actions_that_moved(autumn: Machine) -> None:
    """An action that came, then one that began: before, after, and who had come."""
    report = autumn.session.ask(Comparer(avant="2026-09-20", apres=AFTER))
    moved = {
        row[0]: row[2:] for part in report.parts if part.name == "actions" for row in part.rows
    }

    assert moved["A-2026-002"] == ("à venir", "en cours", 0, 1)
    first = autumn.session.ask(Comparer(avant=BEFORE, apres=AFTER))
    came = {row[0]: row[2:] for part in first.parts if part.name == "actions" for row in part.rows}
    assert came["A-2026-002"] == (None, "en cours", None, 1)


def test_decisions_that_moved(autumn: Machine) -> None:
    """Adopted, then executed: its state before and after, its échéance too."""
    due = date(2026, 12, 1)
    decision = {
        "libelle": "Louer un car",
        "responsables": ("principal",),
        "hors_seance": "courriel",
    }
    autumn.record("DecisionAdoptee", echeance=due, le=date(2026, 9, 12), **decision)
    autumn.record("DecisionExecutee", "D1", le=date(2026, 10, 9))

    def moved(before: str) -> list[tuple[object, ...]]:
        report = autumn.session.ask(Comparer(avant=before, apres=AFTER))
        (chapter,) = (part for part in report.parts if part.name == "decisions")
        return [row[2:] for row in chapter.rows]

    assert moved(BEFORE) == [(None, "exécutée", None, due)]
    assert moved("2026-10-01") == [("à faire", "exécutée", due, due)]


def test_two_years_side_by_side(autumn: Machine) -> None:
    """Years stand beside each other; a month is of one only, and is left out."""
    asked = {"avant": "2025-2026", "apres": "2026-2027"}
    rows = answer(autumn, "comparer", "cle", "avant", "apres", **asked)
    found = {cle: (then, now) for cle, then, now in rows}

    assert found["participations"] == (None, Bornes(24, 24))  # nothing is known of the first
    assert not [cle for cle in found if ".mois." in cle]


@pytest.mark.parametrize(
    ("avant", "apres", "told"),
    [
        (AFTER, BEFORE, "ne vient pas après"),
        (BEFORE, BEFORE, "ne vient pas après"),
        ("2026-2027", "2025-2026", "ne vient pas après"),
        ("2025-2026", AFTER, "ne se compare pas"),
    ],
)
def test_what_cannot_be_compared(network: Machine, avant: str, apres: str, told: str) -> None:
    """The oldest first, and two things of one sort."""
    with pytest.raises(InvalidValue, match=told):
        network.session.ask(Comparer(avant=avant, apres=apres))


@pytest.mark.parametrize(
    ("typed", "held"),
    [("15/03/2026", "2026-03-15"), ("hier", "2026-11-20"), ("2025-2026", "2025-2026")],
)
def test_a_moment_as_it_is_typed(typed: str, held: str) -> None:
    """A day in any of its forms, or a school year."""
    kind = Moment("Moment")

    assert kind.check(kind.parse(typed, date(2026, 11, 21))) == held


@pytest.mark.parametrize("typed", ["31/02/2026", "2025-2027", "bientôt", ""])
def test_what_is_no_moment(typed: str) -> None:
    """Said in French, and nothing is asked."""
    with pytest.raises(ValueError, match="«"):
        Moment("Moment").parse(typed, date(2026, 11, 21))
