"""The rules of a séance and of its relevé, each alone against a small fake log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.releve import ReleveValide
from ter_core.events.samples import sample
from ter_core.events.seance import (
    PointTraite,
    SeanceProgrammee,
    SeanceReportee,
    SeanceTenue,
)
from ter_core.events.seance_lines import Point, Represente
from ter_core.vocabulary.choices import Modalite
from tests.events.fake import FakeSituation, breaches, doubts

SEANCE = "seance:s1"
PERIODS = [
    {"debut": "2026-09-01", "fin": "2026-10-16"},
    {"debut": "2026-11-02", "fin": "2026-12-18"},
]


def at(text: str) -> datetime:
    """An hour, as a payload writes it."""
    return datetime.fromisoformat(text)


def meeting(debut: str) -> SeanceProgrammee:
    """A séance programmed at an hour."""
    return SeanceProgrammee(
        instance="instance:copil",
        debut=at(debut),
        lieu="Mairie de Guillestre",
        modalite=Modalite.PRESENTIEL,
    )


def situation(**values: Any) -> FakeSituation:
    """A séance whose kept fields are given, in a school year whose periods are known."""
    periods = {("annee:2026-2027", "periodes"): PERIODS}
    own = {(SEANCE, name): value for name, value in values.items()}
    return FakeSituation(subject=SEANCE, values={**periods, **own})


@pytest.mark.parametrize(
    ("debut", "expected"),
    [
        ("2026-11-12T14:00", []),
        ("2026-11-15T14:00", ["dimanche"]),
        ("2026-11-11T14:00", ["ferie"]),
        ("2026-10-20T14:00", ["vacances"]),
        ("2026-10-16T18:00", []),
        ("2026-11-01T10:00", ["dimanche"]),  # told once, though All Saints' is a Sunday in 2026
        ("2027-10-20T14:00", []),  # the periods of that year are not known
    ],
)
def test_a_meeting_day_is_a_usual_one(debut: str, expected: list[str]) -> None:
    """Sunday, public holiday, school holidays: a doubt; no more than one."""
    assert doubts(meeting(debut), situation()) == expected


def test_a_report_changes_the_hour() -> None:
    """A séance is not put off to the hour it already has."""
    event = SeanceReportee(debut=at("2026-11-12T14:00"), motif="Neige")

    assert breaches(event, situation(debut="2026-11-12T14:00")) == [
        ("debut", "La séance est déjà prévue à cette heure.")
    ]
    assert breaches(event, situation(debut="2026-11-10T14:00")) == []


def test_a_report_to_a_sunday_is_a_doubt() -> None:
    """As when it was programmed."""
    event = SeanceReportee(debut=at("2026-11-15T14:00"), motif="Neige")

    assert doubts(event, situation(debut="2026-11-12T14:00")) == ["dimanche"]


def test_a_seance_ends_after_it_begins() -> None:
    """The end does not come before the beginning."""
    event = SeanceTenue(debut=at("2026-11-12T14:00"), fin=at("2026-11-12T13:00"))

    assert [field for field, _ in breaches(event, situation())] == ["fin"]


def test_a_seance_ends_the_day_it_begins() -> None:
    """One day, which is the date of the fact."""
    event = SeanceTenue(debut=at("2026-11-12T14:00"), fin=at("2026-11-13T09:00"))

    assert breaches(event, situation()) == [("fin", "Une séance finit le jour où elle commence.")]
    assert event.derived_date() == date(2026, 11, 12)


def test_each_member_is_in_one_list() -> None:
    """Present, represented, excused or absent."""
    event = SeanceTenue(
        debut=at("2026-11-12T14:00"),
        presents=("acteur:ien", "acteur:principal"),
        representes=(Represente(qui="acteur:maire-vars", par="acteur:ien"),),
        excuses=("acteur:maire-vars",),
        absents=("acteur:principal",),
    )

    assert breaches(event, situation()) == [
        ("excuses", "« maire-vars » est déjà dans « representes »."),
        ("absents", "« principal » est déjà dans « presents »."),
    ]


def test_a_day_already_confirmed_is_not_told_twice() -> None:
    """The doubt of a Sunday was raised when the séance was programmed."""
    event = SeanceTenue(debut=at("2026-11-15T14:00"))

    assert doubts(event, situation(debut="2026-11-15T14:30")) == []
    assert doubts(event, situation(debut="2026-11-12T14:00")) == ["dimanche"]


def test_a_number_names_one_point() -> None:
    """Two points of an agenda do not have the same number."""
    event = OrdreDuJourArrete(points=(Point(n=1, titre="a"), Point(n=1, titre="b")))

    assert breaches(event, situation()) == [("points", "Le numéro 1 est donné à 2 points.")]


def test_a_point_waits_for_the_seance() -> None:
    """Nothing is concluded before the séance begins."""
    event = sample(PointTraite)

    assert breaches(event, situation(debut="2026-11-21T14:00")) == [
        (
            "n",
            "La séance n'a pas encore commencé : elle est prévue le 21 novembre 2026 à 14:00.",
        )
    ]
    assert breaches(event, situation(debut="2026-11-21T10:00")) == []


def test_a_point_is_dated_as_its_seance() -> None:
    """The séance's day, or today where it is not known."""
    assert sample(PointTraite).default_date(situation(debut="2026-11-12T14:00")) == date(
        2026, 11, 12
    )
    assert sample(PointTraite).default_date(situation()) == date(2026, 11, 21)


def test_a_releve_needs_the_end_of_its_seance() -> None:
    """It is validated once the séance is over."""
    event = ReleveValide(par="acteur:ien")

    assert breaches(event, situation(debut="2026-11-12T14:00")) == [
        ("fin", "L'heure de fin de la séance n'est pas connue.")
    ]
    assert breaches(event, situation(debut="2026-11-12T14:00", fin="2026-11-12T16:00")) == []


def test_the_next_seance_comes_after_this_one() -> None:
    """`prochaine_seance` is a later day."""
    event = ReleveValide(par="acteur:ien", prochaine_seance=date(2026, 11, 12))
    held = situation(debut="2026-11-12T14:00", fin="2026-11-12T16:00")

    assert [field for field, _ in breaches(event, held)] == ["prochaine_seance"]
