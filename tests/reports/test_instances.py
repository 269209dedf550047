"""How often each instance met in a school year, and how often it still has to."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.vocabulary.choices import Modalite, NatureInstance
from tests.reports.network import answer, laptop, machines, network

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "instances"
COUNTED = ("nb_tenues_annee", "nb_programmees", "nb_manquantes", "nb_a_programmer")


def programme(machine: Machine, *day: int, **values: Any) -> str:
    """Programme a séance of the CEC at 17 h; its code."""
    usual = {"instance": "cec", "lieu": "Collège", "modalite": Modalite.PRESENTIEL}
    debut = datetime(*day, 17)  # noqa: DTZ001  # local French time, by design
    written = machine.record("SeanceProgrammee", debut=debut, le=date(2026, 9, 3), **usual | values)
    return str(written.record.sujet)


def hold(machine: Machine, seance: str, *day: int) -> None:
    """Hold it."""
    debut = datetime(*day, 17)  # noqa: DTZ001  # local French time, by design
    machine.record("SeanceTenue", seance, debut=debut)


def counted(machine: Machine, code: str = "cec", **asked: Any) -> tuple[Any, ...]:
    """What is counted of an instance."""
    rows = answer(machine, NAME, "code", *COUNTED, **asked)
    return next(row[1:] for row in rows if row[0] == code)


@pytest.fixture
def council(network: Machine) -> Machine:
    """A conseil école-collège whose minimum nobody said, and a working group without any."""
    for code, nature in (("cec", NatureInstance.CEC), ("groupe", NatureInstance.GROUPE_TRAVAIL)):
        network.record("InstanceCreee", code=code, nature=nature, nom=code.upper(),
                       presidence=("principal",), le=date(2026, 9, 1))  # fmt: skip
    return network


def test_a_cec_meets_twice_a_year_at_least(council: Machine) -> None:
    """Each séance that is held counts; what is programmed is told apart."""
    assert counted(council) == (0, 0, 2, 2)
    assert counted(council, "groupe") == (0, 0, None, None)
    first = programme(council, 2026, 10, 6)
    hold(council, first, 2026, 10, 6)
    programme(council, 2027, 3, 16)
    assert counted(council) == (1, 1, 1, 0)
    second = programme(council, 2026, 11, 10)
    hold(council, second, 2026, 11, 10)
    assert counted(council) == (2, 1, 0, 0)
    assert counted(council, on=date(2026, 10, 5)) == (0, 3, 2, 0)


def test_those_below_their_minimum_are_named(council: Machine) -> None:
    """With what they held, and what is to come; the others are not."""
    programme(council, 2027, 3, 16)
    council.record("InstanceCreee", code="cotech", nature=NatureInstance.COTECH, nom="COTECH",
                   min_par_an=1)  # fmt: skip
    hold(council, programme(council, 2026, 10, 6, instance="cotech"), 2026, 10, 6)

    (told,) = council.session.ask(reports.get(NAME)()).text

    assert told == "Sous leur minimum\u202f: CEC (0 séance tenue sur 2, 1 à venir)."


def test_a_cancelled_seance_does_not_count_and_one_by_video_does(council: Machine) -> None:
    """Snow cancels the one, the network holds the other."""
    snowed = programme(council, 2026, 11, 10)
    council.record("SeanceAnnulee", snowed, motif="Neige", le=date(2026, 11, 9))
    held = programme(council, 2026, 11, 10, modalite=Modalite.VISIO)
    hold(council, held, 2026, 11, 10)

    assert counted(council) == (1, 0, 1, 1)


def test_a_minimum_that_was_given_is_the_one(council: Machine) -> None:
    """What was recorded is kept apart from what the law says."""
    council.record("InstanceCreee", code="cec-2", nature=NatureInstance.CEC, nom="CEC du lycée",
                   min_par_an=3)  # fmt: skip

    assert answer(council, NAME, "code", "min_par_an", "minimum", "presidence")[:2] == [
        ("cec", None, 2, ["principal"]), ("cec-2", 3, 3, [])]  # fmt: skip


def test_years_stand_side_by_side(council: Machine) -> None:
    """Next year has what is programmed for it; last year, no instance that was made since."""
    programme(council, 2027, 9, 21)

    assert counted(council, annee="2027-2028") == (0, 1, 2, 1)
    assert counted(council) == (0, 0, 2, 2)
    report = council.session.ask(reports.get(NAME)(annee="2025-2026"))
    assert (report.rows, report.text) == ((), ())
    assert report.empty == "Aucune instance créée en 2025-2026 : ter instance creer."


def test_what_was_told_of_all_years_still_is(council: Machine) -> None:
    """All the séances that were ever held, the last and the next, whatever the year asked."""
    hold(council, programme(council, 2026, 10, 6), 2026, 10, 6)
    programme(council, 2027, 3, 16)

    rows = answer(council, NAME, "code", "nb_seances_tenues", "derniere_seance",
                  "prochaine_seance", annee="2027-2028")  # fmt: skip
    assert rows[0] == ("cec", 1, datetime(2026, 10, 6, 17), datetime(2027, 3, 16, 17))  # noqa: DTZ001
