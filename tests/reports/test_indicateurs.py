"""What each indicateur says in a school year: its last value, how it moves, how far the target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.reports.values import shown
from ter_core.vocabulary.choices import SensIndicateur
from tests.reports.network import annul, answer, laptop, machines, network

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "indicateurs"
READ = ("valeur", "valeur_precedente", "tendance", "est_atteint")


def define(machine: Machine, code: str, **values: Any) -> Any:
    """Define an indicateur expected to rise, from 60 to 85, unless said otherwise."""
    usual = {
        "intitule": code.capitalize(), "mode_calcul": "Compte", "unite": "%",
        "sens": SensIndicateur.HAUSSE, "reference": "60", "cible": "85", "le": date(2025, 9, 1),
    }  # fmt: skip
    return machine.record("IndicateurDefini", code=code, **(usual | values))


def measure(machine: Machine, code: str, value: str, day: date, source: str = "Relevé") -> Any:
    """Measure it on a day."""
    return machine.record("IndicateurMesure", code, valeur=value, source=source, le=day)


def by_code(machine: Machine, *columns: str, **asked: Any) -> dict[str, tuple[Any, ...]]:
    """Some columns of each."""
    rows = answer(machine, NAME, "code_affiche", *columns, **asked)
    return {row[0]: row[1:] for row in rows}


@pytest.fixture
def measured(network: Machine) -> Machine:
    """One measured last year and twice this one, typed out of order; a falling one; an idle one."""
    define(network, "nager", axe="axe-3")
    define(network, "retards", sens=SensIndicateur.BAISSE, reference="20", cible="10", action="A1")
    define(network, "cars", reference=None, cible=None)
    measure(network, "nager", "72.5", date(2026, 11, 10), "Collège")
    measure(network, "nager", "75", date(2026, 10, 1))
    measure(network, "nager", "70", date(2026, 6, 1))
    measure(network, "retards", "10", date(2026, 11, 2))
    return network


def test_the_date_of_the_fact_decides(measured: Machine) -> None:
    """The last value is that of the last day, whatever was typed last; what precedes it is told."""
    assert by_code(measured, *READ, "date_mesure", "source", "nb_mesures")["nager"] == (
        Decimal("72.5"), Decimal(75), "recule", False, date(2026, 11, 10), "Collège", 2,
    )  # fmt: skip


def test_a_falling_indicateur_progresses_as_it_falls(measured: Machine) -> None:
    """Its only measure is compared with the reference; its axe is that of its action."""
    assert by_code(measured, *READ, "code_axe", "code_action")["retards"] == (
        Decimal(10), None, "progresse", True, "axe-3", "A-2026-001",
    )  # fmt: skip
    assert by_code(measured, axe="axe-3").keys() == {"nager", "retards"}


def test_an_indicateur_that_nobody_measured_is_told(measured: Machine) -> None:
    """It has its row, and its name in the text."""
    report = measured.session.ask(reports.get(NAME)())

    assert by_code(measured, *READ)["cars"] == (None, None, None, None)
    assert report.text == (
        "3 indicateurs, dont 2 mesurés en 2026-2027\u202f; 1 cible atteinte sur 2.",
        "Jamais mesuré\u202f: cars («\u202fter indicateur mesurer\u202f»).",
    )


def test_the_last_recorded_of_a_day_counts(measured: Machine) -> None:
    """A first measure without reference has no trend; annulled, the one before it counts again."""
    day = date(2026, 11, 9)
    measure(measured, "cars", "12", day)
    last = measure(measured, "cars", "1200.25", day)

    assert by_code(measured, *READ)["cars"] == (Decimal("1200.25"), None, None, None)
    annul(measured, last)
    assert by_code(measured, "valeur")["cars"] == (Decimal(12),)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"annee": "2025-2026"}, (Decimal(70), None, "progresse", False)),
        ({"on": date(2026, 11, 9)}, (Decimal(75), Decimal(70), "progresse", False)),
        ({"on": date(2026, 9, 20)}, (None, Decimal(70), None, None)),
    ],
    ids=["a past year", "an earlier day", "before any measure of the year"],
)
def test_each_year_and_each_day_has_its_own(
    measured: Machine, asked: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    """What was measured after the day or the year is not known there."""
    assert by_code(measured, *READ, **asked)["nager"] == expected


def test_nothing_was_defined_yet(measured: Machine) -> None:
    """A year before the first definition has no indicateur, and says how to define one."""
    report = measured.session.ask(reports.get(NAME)(annee="2024-2025"))

    assert (report.rows, report.text) == ((), ())
    assert "ter indicateur definir" in report.empty


def test_numbers_are_read_without_useless_zeros(network: Machine) -> None:
    """As they were measured: no decimal that nobody gave, no power of ten."""
    define(network, "cars", reference="1200", cible="1300.5")
    measure(network, "cars", "1250.25", date(2026, 11, 9))

    (row,) = by_code(network, "valeur", "reference", "cible").values()

    assert [shown(value) for value in row] == ["1\u202f250,25", "1\u202f200", "1\u202f300,5"]


def test_every_measure_is_a_row_of_its_mart(network: Machine) -> None:
    """By the date of the fact; of two of one day the one that was recorded last is kept."""
    define(network, "cars")
    day = date(2026, 11, 9)
    for value, on in (("12", day), ("13.5", day), ("11", date(2026, 6, 2))):
        measure(network, "cars", value, on)
    made = Projection(network.env.cache_dir, network.session.today)
    made.load(read(network.session.journal))

    assert made.query(
        "select date_mesure, annee_scolaire, valeur, est_retenue from mesures_indicateurs "
        "order by date_mesure, valeur"
    ).rows == [
        (date(2026, 6, 2), "2025-2026", Decimal(11), True),
        (day, "2026-2027", Decimal(12), False),
        (day, "2026-2027", Decimal("13.5"), True),
    ]
    made.close()


def test_two_equal_values_are_stable(network: Machine) -> None:
    """Neither progress nor the contrary."""
    define(network, "cars")
    measure(network, "cars", "60", date(2026, 11, 9))

    assert by_code(network, "tendance")["cars"] == ("stable",)
