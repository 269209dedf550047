"""Participations: what the classes complete, what is refused, what is doubtful."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core import Entry, Written
from ter_core.errors import KeyReused
from ter_core.events import get
from tests.ledger.conftest import Machine
from tests.ledger.network import (
    attend,
    changes,
    count,
    doubtful,
    groups,
    inscribe,
    network,
    refused,
    rows,
    school,
    sure,
    teams,
)

__all__ = ["network"]


def correct(machine: Machine, made: Written, **values: Any) -> Written:
    """Correct a participation."""
    confirmed = values.pop("confirme", ())
    champs = changes("ParticipationEnregistree", **values)
    return machine.record(
        "ParticipationCorrigee", made.record.sujet, champs=champs, motif="x", confirme=confirmed
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("guillestre/CM2-A 24", ["0059001G/CM2-A/CM2 24"]),
        ("0059001G/CM2-A 20", ["0059001G/CM2-A/CM2 20"]),
        ("guillestre/CM2-A", ["0059001G/CM2-A/CM2 24"]),
        ("guillestre/cm2-a dont 12 filles", ["0059001G/CM2-A/CM2 24 dont 12"]),
        ("guillestre/CM2 40", ["0059001G/CM2 40"]),
        ("guillestre/chorale/CM2 12", ["0059001G/chorale/CM2 12"]),
        ("guillestre/chorale/cm2 12 dont 7 filles", ["0059001G/chorale/CM2 12 dont 7"]),
        ("college/6e 1/", ["0059006M/6e 1/6E 30"]),
        ("college/6e 1/ 29", ["0059006M/6e 1/6E 29"]),
        ("college/6ème", ["0059006M/6E 58"]),
        ("risoul/CM2", ["0059003J/CM2/CM2 18"]),
        ("risoul/cm2 17", ["0059003J/CM2/CM2 17"]),
        ("risoul/Classe 2/", ["0059003J/Classe 2/CM1 15"]),
        ("risoul/CLASSE 2 14", ["0059003J/Classe 2/CM1 14"]),
        ("vars/CM1CM2-U", ["0059002H/CM1CM2-U/CM1 6", "0059002H/CM1CM2-U/CM2 5"]),
        ("vars/cm1cm2-u 11", ["0059002H/CM1CM2-U/CM1 6", "0059002H/CM1CM2-U/CM2 5"]),
        ("vars/CM1CM2-U/CM1", ["0059002H/CM1CM2-U/CM1 6"]),
        ("vars/CM1CM2-U/CM1 3", ["0059002H/CM1CM2-U/CM1 3"]),
        ("ceillac/CM2 4", ["0059005L/CM2 4"]),
    ],
)
def test_what_the_classes_say_is_written(network: Machine, typed: str, stored: list[str]) -> None:
    """The spelling of a class, its level or levels, its headcount."""
    assert rows(attend(network, typed)) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "vars/CM1CM2-U 9",
            ("La classe « CM1CM2-U » a plusieurs niveaux (CM1, CM2) : dites-les, comme vars/CM1",
             "comme vars/CM1CM2-U/CM1 6.", "la classe entière (11 élèves), tapez vars/CM1CM2-U."),
        ),
        (
            "vars/CM1CM2-U dont 4 filles",
            ("plusieurs niveaux (CM1, CM2)", "comme vars/CM1CM2-U/CM1 6 dont 1 fille."),
        ),
        (
            "guillestre/chorale 24",
            ("« chorale » n'est pas une classe connue de « guillestre » en 2026-2027",
             "Classes connues : CM2-A, CM2-B, CM1", "comme guillestre/chorale/CM2 24."),
        ),
        ("risoul/Classe 2", ("Pour la classe entière « Classe 2 », tapez risoul/Classe 2/.",)),
        ("ceillac/CM2", ("L'effectif du niveau CM2 de « ceillac » n'est pas connu",
                         "comme ceillac/CM2 24.")),
        ("ceillac/chorale 3", ("n'est pas une classe connue de « ceillac »",
                               "comme ceillac/chorale/CM2 3.")),
        ("guillestre/CM2", ("L'effectif du niveau CM2 de « guillestre »",
                            "Ou dites la classe : CM2-A, CM2-B.")),
        ("guillestre/chorale/CM2", ("« chorale » n'est pas une classe",
                                    "comme guillestre/chorale/CM2 24.")),
        ("guillestre/CM2-A/CM1", ("La classe « CM2-A » n'a pas d'élèves de CM1 connus (CM2 seul",
                                  "comme guillestre/CM2-A/CM1 24.")),
        ("guillestre/CM2-A dont 25 filles", ("25 filles pour un effectif de 24 élèves",)),
    ],
)  # fmt: skip
def test_what_cannot_be_completed_says_what_to_type(
    network: Machine, typed: str, words: tuple[str, ...]
) -> None:
    """The value, why, and the form to type."""
    with refused("champ « lignes »", *words):
        attend(network, typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("guillestre", "n'a pas la forme attendue, comme « guillestre/CM2-A 24 »"),
        ("guillestre/CM1/CM2 11", "« CM1 » est le nom d'un niveau"),
        ("guillestre/CM2-A 24 dont 25 filles", "25 filles pour 24 élèves"),
        ("guillestre/a/b/CM2 3", "n'a pas la forme attendue"),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, message: str) -> None:
    """Before any log is asked."""
    with pytest.raises(ValueError, match=message):
        groups(typed)


def test_the_headcounts_are_those_of_the_school_year(network: Machine) -> None:
    """The latest of the year by its date, however late it was typed; other years say nothing."""
    count(network, "guillestre", "CM2/CM2-A 26", le=date(2026, 10, 1))
    count(network, "guillestre", "CM2/CM2-A 25", le=date(2026, 9, 1))
    count(network, "guillestre", "CM2/CM2-A 9", le=date(2026, 6, 1))
    long = inscribe(network, debut=date(2025, 9, 1), fin=date(2027, 7, 1), axe="transversal").name

    assert rows(attend(network, "guillestre/CM2-A")) == ["0059001G/CM2-A/CM2 26"]
    last = attend(network, "guillestre/CM2-A", action=long, le=date(2026, 6, 9))
    assert rows(last) == ["0059001G/CM2-A/CM2 9"]
    with refused("« CM2-B » n'est pas une classe connue de « guillestre » en 2025-2026"):
        attend(network, "guillestre/CM2-B", action=long, le=date(2026, 6, 9))


def test_a_day_of_june_typed_in_september_is_of_june(network: Machine) -> None:
    """The date of an action of one day comes before the headcounts are looked for."""
    count(network, "guillestre", "CM2/CM2-A 9", le=date(2025, 9, 12))
    june = inscribe(network, debut=date(2026, 6, 9), fin=date(2026, 6, 9)).name
    made = attend(network, "guillestre/CM2-A", action=june)

    assert (made.record.survenu_le, rows(made)) == ("2026-06-09", ["0059001G/CM2-A/CM2 9"])
    corrected = correct(network, made, lignes=groups("guillestre/cm2-a"))
    assert (corrected.record.survenu_le, rows(corrected)) == (
        "2026-06-09", ["0059001G/CM2-A/CM2 9"],
    )  # fmt: skip


def test_the_day_is_that_of_the_action(network: Machine) -> None:
    """Of one day and past; else it is today's."""
    ahead = inscribe(network, debut=date(2027, 1, 5), fin=date(2027, 1, 5)).name
    long = inscribe(network, debut=date(2026, 9, 1), fin=date(2026, 12, 5), axe="transversal").name

    assert attend(network, "vars/CM1CM2-U").record.survenu_le == "2026-11-10"
    early = attend(network, "vars/CM1CM2-U", action=ahead, confirme=sure("hors-dates"))
    assert early.record.survenu_le == "2026-11-12"
    assert attend(network, "vars/CM1CM2-U", action=long).record.survenu_le == "2026-11-12"


def test_somebody_came(network: Machine) -> None:
    """No pupil is right where teachers or families did."""
    for values in ({}, {"familles": 0}, {"enseignants": teams("vars 0")}):
        with refused("Personne n'a pris part", "familles"):
            attend(network, **values)
    with refused("Personne n'a pris part"):
        attend(network, "vars/CM1CM2-U/CM1 0")
    attend(network, "vars/CM1CM2-U/CM1 0", familles=12)
    attend(network, enseignants=teams("college 2"))
    attend(network, accompagnateurs=2, estimation=True)


def test_a_line_said_twice_is_refused_and_two_halves_are_added(network: Machine) -> None:
    """However differently the class is spelled."""
    with refused("« guillestre/CM2-A/CM2 24 » est dit deux fois", "le total"):
        attend(network, "guillestre/CM2-A", "guillestre/cm2-a 24")
    halves = attend(network, "guillestre/CM2-A 13", "guillestre/CM2-A 11")
    assert rows(halves) == ["0059001G/CM2-A/CM2 13", "0059001G/CM2-A/CM2 11"]
    corrected = changes("ParticipationEnregistree", lignes=groups("college/6E", "college/6e 58"))
    with refused("« college/6E 58 » est dit deux fois"):
        network.record("ParticipationCorrigee", halves.record.sujet, champs=corrected, motif="x")


def test_the_first_of_several_days_comes_before_the_last(network: Machine) -> None:
    """`du` is the first, the date of the fact the last."""
    with refused("Le premier jour (11 novembre 2026) suit la date du fait (10 novembre 2026)"):
        attend(network, "vars/CM1CM2-U", du=date(2026, 11, 11))
    before = {"du": date(2026, 11, 9), "confirme": sure("hors-dates")}
    made = attend(network, "vars/CM1CM2-U", **before)
    with refused("suit la date du fait"):
        correct(network, made, du=date(2026, 11, 12))


def test_a_finished_action_takes_participations(network: Machine) -> None:
    """What is written down afterwards."""
    network.record("ActionTerminee", "A1", le=date(2026, 11, 10))
    attend(network, "vars/CM1CM2-U")


# --- doubts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("guillestre/CM2-A 25",), ("25 élèves pour « guillestre/CM2-A/CM2 »", "est de 24.")),
        (("guillestre/CM2-A 13", "guillestre/CM2-A 12"), ("25 élèves",)),
        (("college/6E 59",), ("59 élèves pour « college/6E », dont l'effectif est de 58",)),
        (("college/chorale/6E 59",), ("college/chorale/6E",)),
        (("vars/CM1CM2-U/CM1 7", "college/6e 1/ 31"), ("Et un autre cas semblable.",)),
    ],
)  # fmt: skip
def test_more_than_there_are_is_a_doubt(
    network: Machine, lines: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """Above the largest headcount of the year of the class, else of the level."""
    with doubtful("effectif", *words):
        attend(network, *lines)
    attend(network, *lines, confirme=sure("effectif"))


def test_the_largest_headcount_of_the_year_is_the_bound(network: Machine) -> None:
    """A pupil may have left since; where nothing is known, nothing is doubtful."""
    count(network, "guillestre", "CM2/CM2-A 23", le=date(2026, 11, 1))
    attend(network, "guillestre/CM2-A 24", "guillestre/chorale/CM2 90", "ceillac/CM2 99")


def test_more_teachers_than_there_are_is_a_doubt(network: Machine) -> None:
    """Of one école, in the year."""
    with doubtful("effectif", "4 enseignants pour « vars », qui en compte 3."):
        attend(network, "guillestre/CM2-A", enseignants=teams("vars 4", "guillestre 1"))
    with doubtful("effectif", "4 enseignants"):
        attend(network, enseignants=teams("vars 1", "vars 3"))


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        (
            "guillestre/CM2A/CM2 20",
            "« CM2A » n'est pas une classe de « guillestre », mais «",
        ),
        ("guillestre/cm2 a/CM2 20", "mais « CM2-A » en est une"),
        ("guillestre/CM2-C/CM2 20", "mais « CM2-"),
        ("vars/CM1-CM2-U/CM1 2", "mais « CM1CM2-U »"),
        ("college/6e 1", "« college/6E 1 » compte 1 élève, mais « 6e 1 » est une classe"),
        ("guillestre/chorale/CM2 20", None),
        ("guillestre/CM2-B/CM2 20", None),
    ],
)
def test_a_name_near_a_class_is_a_doubt(network: Machine, typed: str, near: str | None) -> None:
    """By its spaces and hyphens, or by little more; never a class itself."""
    if near is None:
        attend(network, typed)
    else:
        with doubtful("classe-proche", near):
            attend(network, typed)
        attend(network, typed, confirme=sure("classe-proche"))


def test_a_school_outside_the_network_is_a_doubt(network: Machine) -> None:
    """Of its pupils or of its teachers."""
    school(network, "embrun", "0059007N", code_insee="05046")
    with doubtful("hors-reseau", "« embrun » est à 05046"):
        attend(network, "embrun/CM2 12")
    with doubtful("hors-reseau", "« embrun »"):
        attend(network, enseignants=teams("embrun 1"))


@pytest.mark.parametrize(
    ("day", "rule"), [(date(2026, 11, 8), "dimanche"), (date(2026, 11, 11), "ferie")]
)
def test_a_day_of_rest_is_a_doubt(network: Machine, day: date, rule: str) -> None:
    """The date of the fact; a correction does not tell it twice."""
    long = inscribe(network, debut=date(2026, 11, 2), fin=date(2027, 2, 1), axe="transversal").name
    with doubtful(rule, "champ « survenu_le »"):
        attend(network, "vars/CM1CM2-U", action=long, le=day)
    made = attend(network, "vars/CM1CM2-U", action=long, le=day, confirme=sure(rule))
    correct(network, made, lieu="Stade")


def test_a_participation_already_there_is_a_doubt(network: Machine) -> None:
    """Same action, same day, and a group or the teachers of an école in both."""
    attend(network, "guillestre/CM2-A", "college/6e 1/", enseignants=teams("vars 1"))
    long = inscribe(network, debut=date(2026, 9, 1), fin=date(2026, 12, 5), axe="transversal").name
    with doubtful("doublon", "« guillestre/CM2-A/CM2 » est déjà", "10 novembre 2026"):
        attend(network, "vars/CM1CM2-U", "guillestre/cm2-a 3")
    with doubtful("doublon", "« enseignants de vars »"):
        attend(network, "vars/CM1CM2-U", enseignants=teams("vars 1"))
    attend(network, "guillestre/CM2-B", "college/6e 2/", enseignants=teams("guillestre 2"))
    attend(network, "guillestre/CM2-A", action=long, le=date(2026, 11, 10))
    attend(network, "guillestre/CM2-A", le=date(2026, 11, 12), confirme=sure("hors-dates"))
    attend(network, "guillestre/CM2-A", confirme=sure("doublon"))


def test_an_annulled_or_a_moved_participation_repeats_nothing(network: Machine) -> None:
    """Nor does one that is corrected repeat itself."""
    other = inscribe(network, axe="transversal").name
    first = attend(network, "guillestre/CM2-A")
    correct(network, first, lignes=groups("guillestre/CM2-A 20"))
    correct(network, first, action=other)
    second = attend(network, "guillestre/CM2-A")
    with doubtful("doublon"):
        correct(network, second, action=other)
    for _ in range(3):
        network.record("EvenementAnnule", evenement=first.record.sujet, motif="Erreur")
    correct(network, second, action=other)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("guillestre/élève Léa/CM2 1", {}),
        ("guillestre/CM2-A", {"lieu": "Chez l'élève Léa"}),
    ],
)
def test_a_pupil_is_never_named(network: Machine, line: str, values: dict[str, Any]) -> None:
    """In the name of a group, in a place, and in their corrections."""
    with doubtful("identite", "« élève Léa »"):
        attend(network, line, **values)
    made = attend(network, "college/6e 1/")
    with doubtful("identite", "« élève Léa »"):
        correct(network, made, **(values or {"lignes": groups(line)}))


def test_a_closed_year_is_a_doubt(network: Machine) -> None:
    """Its figures may have been sent."""
    network.record("AnneeClose", "2026-2027")
    with doubtful("annee-close"):
        attend(network, "guillestre/CM2-A")


# --- corrections and keys -------------------------------------------------------------------


def test_a_correction_is_completed_and_judged(network: Machine) -> None:
    """As the participation was, on the fields that it changes."""
    made = attend(network, "guillestre/CM2-A", enseignants=teams("guillestre 1"))
    lines = groups("vars/CM1CM2-U", "guillestre/cm2-b 20")

    assert rows(correct(network, made, lignes=lines)) == [
        "0059002H/CM1CM2-U/CM1 6", "0059002H/CM1CM2-U/CM2 5", "0059001G/CM2-B/CM2 20",
    ]  # fmt: skip
    with refused("champ « champs »", "a plusieurs niveaux"):
        correct(network, made, lignes=groups("vars/CM1CM2-U 9"))
    with doubtful("effectif", "champ « champs »"):
        correct(network, made, lignes=groups("college/6e 1/ 31"))
    with doubtful("classe-proche"):
        correct(network, made, lignes=groups("college/6e1/6E 30"))
    with doubtful("effectif", "4 enseignants"):
        correct(network, made, enseignants=teams("vars 4"))


def test_a_correction_does_not_empty_a_participation(network: Machine) -> None:
    """What is left counts somebody."""
    made = attend(network, "guillestre/CM2-A")
    with refused("Personne n'a pris part"):
        correct(network, made, vider=("lignes",))
    with refused("Personne n'a pris part"):
        correct(network, made, lignes=groups("guillestre/CM2-A 0"))
    correct(network, made, vider=("lignes",), familles=3)
    correct(network, made, lieu="Stade")


def test_a_key_comes_back_with_what_was_typed(network: Machine) -> None:
    """What the program completed is no other content."""
    event = get("ParticipationEnregistree")(action="A1", lignes=groups("guillestre/cm2-a"))
    first = network.session.record(Entry(event, key="fiche-7"))
    again = network.session.record(Entry(event, key="fiche-7"))
    assert [one.record for one in again] == [one.record for one in first]
    other = event.with_values(lignes=groups("guillestre/cm2-a 23"))
    with pytest.raises(KeyReused):
        network.session.record(Entry(other, key="fiche-7"))
