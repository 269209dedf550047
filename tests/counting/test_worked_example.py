"""The example of the design, typed as people do, through the public door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from ter_core import reports
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Dimension, NatureAction
from tests.ledger.conftest import Machine, making
from tests.ledger.network import attend, count, inscribe, school

RENTREE = date(2026, 9, 12)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """CM2-A does athletics, swimming and a visit; CM1CM2-U and the 6e athletics only."""
    with making(tmp_path_factory.mktemp("exemple")) as make:
        yield lived(make())


def lived(laptop: Machine) -> Machine:
    """A machine on which that was recorded."""
    laptop.record("AxeDefini", code="axe-3", numero=3, intitule="Sciences, arts et sports")
    school(laptop, "guillestre", "0059001G")
    school(laptop, "vars", "0059002H")
    school(laptop, "college", "0059006M", college=True)
    count(laptop, "guillestre", "CM2/CM2-A 24", le=RENTREE)
    count(laptop, "vars", "CM1/CM1CM2-U 6", "CM2/CM1CM2-U 5", le=RENTREE)
    count(laptop, "college", "6E/6e 1 30", le=RENTREE)
    athletics = inscribe(laptop).name
    swimming = _outing(laptop, "Natation", NatureAction.SPORT, date(2026, 11, 3))
    visit = _outing(laptop, "Visite", NatureAction.LIAISON, date(2026, 11, 5))

    attend(laptop, "guillestre/CM2-A", "vars/CM1CM2-U", "college/6e 1/", action=athletics)
    attend(laptop, "guillestre/CM2-A", action=swimming)
    attend(laptop, "guillestre/CM2-A", action=visit)
    return laptop


@pytest.fixture(scope="module")
def figure(example: Machine) -> Callable[[str], Any]:
    """The value of a figure of 2026-2027, by its key."""
    report = example.session.ask(reports.get("bilan-chiffres")(annee="2026-2027"))
    names = [column.name for column in report.columns]
    values = {row[names.index("cle")]: row[names.index("chiffre")] for row in report.rows}
    return values.__getitem__


def test_participations_are_the_sum(figure: Callable[[str], Any]) -> None:
    """Three times 24, 11 and 30."""
    assert figure("participations") == Bornes(113, 113)


def test_who_was_reached(figure: Callable[[str], Any]) -> None:
    """65 pupils, whichever way they are told apart: the bounds meet everywhere."""
    reached = {
        "": 65,
        ".niveau.CM1": 6, ".niveau.CM2": 29, ".niveau.6E": 30,
        ".degre.1D": 35, ".degre.2D": 30,
        ".cycle.C3": 65,
        ".etablissement.0059001G": 24, ".etablissement.0059002H": 11,
        ".etablissement.0059006M": 30,
        ".axe.axe-3": 65, ".nature.sport": 65, ".nature.liaison": 24, ".mois.2026-11": 65,
    }  # fmt: skip
    found = {key: figure(f"eleves_touches{key}") for key in reached}
    assert found == {key: Bornes(number, number) for key, number in reached.items()}


def test_the_projects(figure: Callable[[str], Any]) -> None:
    """Three, all realised, of which athletics joins both degrés."""
    keys = ("projets", "projets_realises", "projets_interdegres")
    assert [figure(key).minimum for key in keys] == [3, 3, 1]


def test_the_answers_say_the_same(example: Machine) -> None:
    """One figure is said where the bounds meet; the whole headcount was reached: 100 %."""
    by_level = reports.get("eleves-touches")(annee="2026-2027", par=(Dimension.NIVEAU,))
    told = example.session.ask(by_level)
    at = [column.name for column in told.columns].index
    assert [(row[at("libelles")], row[at("participations")], row[at("touches")])
            for row in told.rows] == [
        (["CM1"], 6, Bornes(6, 6)), (["CM2"], 77, Bornes(29, 29)), (["6e"], 30, Bornes(30, 30)),
    ]  # fmt: skip

    told = example.session.ask(reports.get("couverture")(annee="2026-2027"))
    at = [column.name for column in told.columns].index
    assert {row[at("taux")] for row in told.rows} == {Bornes(100, 100)}
    assert [row[at("effectif")] for row in told.rows if row[at("dimension")] == "ensemble"] == [65]


def _outing(machine: Machine, title: str, nature: NatureAction, day: date) -> str:
    return str(
        inscribe(
            machine, intitule=title, nature=nature, etablissements=("guillestre",), debut=day,
            fin=day,
        ).name
    )  # fmt: skip
