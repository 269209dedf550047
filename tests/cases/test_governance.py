"""Séances and decisions: an autumn and a winter of one COPIL, read on a day of February."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.vocabulary.choices import Modalite, NatureInstance
from tests.cases.territory import Make, answer, figures
from tests.ledger.network import refused

if TYPE_CHECKING:
    from ter_core.log.record import Record
    from tests.ledger.conftest import Machine

FEBRUARY = date(2027, 2, 11)
FOLLOWED = ("code_affiche", "code_seance", "hors_seance", "echeance", "permanente",
            "est_ouverte", "est_en_retard", "nb_jours_retard")  # fmt: skip


@pytest.fixture(scope="module")
def council(postes: Make) -> Machine:
    """A COPIL in October, an e-mail in November, a winter séance that the snow stops."""
    machine = postes(today=FEBRUARY)
    machine.record("InstanceCreee", code="copil", nature=NatureInstance.COPIL, nom="COPIL",
                   le=date(2026, 9, 2))  # fmt: skip
    programmed(machine, 2026, 10, 8, 14, le=date(2026, 9, 20))
    held(machine, "S1", 2026, 10, 8, 14)
    adopted(machine, "Une navette", seance="S1", echeance=date(2026, 12, 1))
    adopted(machine, "Un repas froid", seance="S1", permanente="Règle de vie")
    adopted(machine, "Un car de plus", hors_seance="courriel", echeance=date(2027, 2, 1),
            le=date(2026, 11, 17))  # fmt: skip
    programmed(machine, 2027, 1, 14, 9, le=date(2026, 12, 3))
    machine.record("SeanceAnnulee", "S2", motif="Route du col fermée par la neige",
                   le=date(2027, 1, 13))  # fmt: skip
    programmed(machine, 2027, 1, 14, 9, lieu="À distance", modalite=Modalite.VISIO,
               le=date(2027, 1, 13))  # fmt: skip
    held(machine, "S3", 2027, 1, 14, 9)
    adopted(machine, "Un report", seance="S3", echeance=date(2027, 3, 30))
    machine.record("DecisionExecutee", "D1", le=date(2026, 11, 30))
    return machine


def programmed(machine: Machine, *debut: int, **values: object) -> None:
    """Programme a séance of the COPIL."""
    usual = {"instance": "copil", "lieu": "Vars", "modalite": Modalite.PRESENTIEL}
    machine.record("SeanceProgrammee", debut=datetime(*debut), **(usual | values))  # noqa: DTZ001


def held(machine: Machine, code: str, *debut: int) -> None:
    """Hold it, the IEN and the principal being there."""
    start = datetime(*debut, 5)  # noqa: DTZ001  # local French time, by design
    machine.record("SeanceTenue", code, debut=start, fin=start.replace(hour=start.hour + 2),
                   presidence="ien", presents=("ien", "principal"))  # fmt: skip


def adopted(machine: Machine, libelle: str, **values: object) -> Record:
    """Adopt a decision of the principal."""
    return machine.record(
        "DecisionAdoptee", libelle=libelle, responsables=("principal",), **values
    ).record


@pytest.fixture(scope="module")
def whole(council: Machine) -> dict[str, Any]:
    """The figures of the whole year."""
    return figures(council)


def test_decision_by_email_between_seances(council: Machine, whole: dict[str, Any]) -> None:
    """« decision by e-mail between séances »: followed as any other, of no séance, no instance."""
    rows = answer(council, "suivi", *FOLLOWED, toutes=True)
    assert ("D-2026-003", None, "courriel", date(2027, 2, 1), None, True, True, 10) in rows
    assert rows[0][0] == "D-2026-003"
    assert [code for (code,) in answer(council, "suivi", "code_affiche", instance="copil")] == [
        "D-2026-004", "D-2026-002",
    ]  # fmt: skip
    assert (whole["decisions_adoptees"], whole["decisions_executees"]) == (4, 1)
    with refused("hors séance n'a pas de point"):
        adopted(council, "Un goûter", hors_seance="courriel", point=1, echeance=FEBRUARY)


def test_permanent_decision(council: Machine) -> None:
    """« permanent decision »: open for good, never late, with no date to hold."""
    rows = answer(council, "suivi", *FOLLOWED, "nb_jours_retard_initial", "echeance_initiale",
                  on=date(2035, 1, 1))  # fmt: skip
    (found,) = [row for row in rows if row[4]]
    assert found == (
        "D-2026-002", "S-2026-001", None, None, "Règle de vie", True, False, None, None, None,
    )  # fmt: skip
    assert "D-2026-002" not in [
        code for (code,) in answer(council, "suivi", "code_affiche", en_retard=True)
    ]
    dated = answer(council, "calendrier", "code_affiche", du=date(2026, 9, 1))
    assert [code for (code,) in dated if code.startswith("D")] == ["D-2026-003", "D-2026-004"]


def test_seance_cancelled_for_snow_held_by_video(council: Machine, whole: dict[str, Any]) -> None:
    """« séance cancelled for snow, held by video »: one of the two was held, with its decision.

    The calendar of the eve holds the second only; nothing more joins the first.
    """
    assert answer(council, "seances", "code_affiche", "libelle_etat", "lieu", "libelle_modalite",
                  "nb_decisions", "nb_presents") == [
        ("S-2026-001", "tenue", "Vars", "en présence", 2, 2),
        ("S-2026-002", "annulée", "Vars", "en présence", 0, 0),
        ("S-2026-003", "tenue", "À distance", "en visioconférence", 1, 2),
    ]  # fmt: skip
    assert whole["seances_tenues"] == 2
    assert answer(council, "instances", "code", "nb_seances_tenues", "derniere_seance") == [
        ("copil", 2, datetime(2027, 1, 14, 9, 5))  # noqa: DTZ001
    ]
    for on, code in ((date(2027, 1, 12), "S-2026-002"), (date(2027, 1, 13), "S-2026-003")):
        seances = answer(council, "calendrier", "nature", "code_affiche", on=on)
        assert [one for nature, one in seances if nature == "séance"] == [code]
    (reason,) = [
        resume for label, resume in answer(council, "historique", "libelle", "resume", sujet="S2")
        if label == "Séance annulée"
    ]  # fmt: skip
    assert "neige" in reason
    with refused("« S-2026-002 » est annulée"):
        adopted(council, "Un goûter", seance="S2", echeance=date(2027, 3, 30))
