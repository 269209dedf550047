"""A day at the stadium: nine classes of five schools, in two entries."""

from __future__ import annotations

from datetime import date

from tests.ledger.conftest import Machine
from tests.ledger.network import attend, doubtful, groups, network, rows, teams

__all__ = ["network"]

MORNING = ("guillestre/CM2-A", "guillestre/CM2-B", "guillestre/CM1 23", "vars/CM1CM2-U")
AFTERNOON = (
    "risoul/CM2",
    "risoul/Classe 2/",
    "eygliers/CM1-CM2",
    "college/6e 1/",
    "college/6e 2 27 dont 14 filles",
)


def test_nine_classes_in_two_entries(network: Machine) -> None:
    """Each line is a class, typed in a few characters; nothing is asked twice."""
    first = attend(
        network, *MORNING, enseignants=teams("guillestre 3", "vars 1"), accompagnateurs=6, heures=3
    )
    second = attend(
        network,
        *AFTERNOON,
        enseignants=teams("risoul 2", "eygliers 1", "college 2"),
        partenaires=("club",),
        familles=4,
    )

    assert rows(first) == [
        "0059001G/CM2-A/CM2 24",
        "0059001G/CM2-B/CM2 22",
        "0059001G/CM1/CM1 23",
        "0059002H/CM1CM2-U/CM1 6",
        "0059002H/CM1CM2-U/CM2 5",
    ]
    assert rows(second) == [
        "0059003J/CM2/CM2 18",
        "0059003J/Classe 2/CM1 15",
        "0059004K/CM1-CM2/CM1 9",
        "0059004K/CM1-CM2/CM2 8",
        "0059006M/6e 1/6E 30",
        "0059006M/6e 2/6E 27 dont 14",
    ]
    assert {first.record.survenu_le, second.record.survenu_le} == {"2026-11-10"}
    with doubtful("doublon", "« guillestre/CM2-A/CM2 »", "Et un autre cas semblable."):
        attend(network, "guillestre/CM2-A", "college/6e 1/")


def test_what_is_typed_is_what_a_person_says(network: Machine) -> None:
    """The forms of the day, short as they are, are read back as they were."""
    lines = groups(*MORNING, *AFTERNOON)

    assert type(lines[0]).parse(lines[0].short(), date(2026, 11, 10)) == lines[0]
    assert [line.short() for line in lines] == [*MORNING, *AFTERNOON]
