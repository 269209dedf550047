"""What the carnet says of people: values, names that are typed, functions handed over, time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from ter_core.carnet import Tenure
from ter_core.carnet.access import held_on
from ter_core.carnet.display import with_names
from ter_core.carnet.listing import who_holds_what
from ter_core.carnet.retention import DEFAULT, Duration, expired
from ter_core.carnet.values import checked
from ter_core.errors import AmbiguousCode, InvalidValue, RuleBroken, UnknownCode
from ter_core.reports.instances import Instances
from ter_core.reports.relancer import Relancer
from ter_core.reports.reseau import Acteurs
from ter_core.reports.suivi import Suivi
from ter_core.vocabulary.choices import NatureOrganisme, Role
from tests.carnet.conftest import DAY, add, carnet_of

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

HANDOVER = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("courriel", "camille.exemple+ter@ac-exemple.fr", "camille.exemple+ter@ac-exemple.fr"),
        ("telephone", "0492000000", "04 92 00 00 00"),
        ("telephone", "+33 (0)4.92.00.00.00", "04 92 00 00 00"),
        ("nom", "  Camille \u00a0 Exemple ", "Camille Exemple"),
        ("courriel", " camille @ exemple.fr", "camille@exemple.fr"),
        ("telephone", "0033 4-92-00-00-00", "04 92 00 00 00"),
        ("telephone", "+39 011 234 5678", "+390112345678"),
    ],
)
def test_a_value_is_written_in_one_way(name: str, typed: str, kept: str) -> None:
    """Whatever the spaces and the dots."""
    assert checked(name, typed) == kept


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("nom", ""),
        ("nom", "…"),
        ("nom", "Camille\nExemple"),
        ("nom", "\u202eelpmexE"),
        ("nom", "\x1b]52;c;x\x07"),
        ("nom", "x" * 121),
        ("courriel", "camille"),
        ("courriel", "camille@exemple"),
        ("courriel", "a b@exemple.fr"),
        ("courriel", "<a@exemple.fr>"),
        ("courriel", "a@exemple.fr,b@exemple.fr"),
        ("telephone", "12"),
        ("telephone", "04 92 00 00"),
        ("telephone", "quatre"),
    ],
)
def test_a_value_that_cannot_be_one_is_refused(name: str, typed: str) -> None:
    """The field is named, and an example given."""
    with pytest.raises(InvalidValue, match=r"^.+ : ") as caught:
        checked(name, typed)
    assert caught.value.where == name


@pytest.mark.parametrize("typed", ["camille", "exem", "CAM EXEM", "Camille Exemple"])
def test_a_person_is_named_by_a_part_of_the_name(typed: str, laptop: Machine) -> None:
    """Without regard to case or accents, each word by its beginning."""
    person = add(laptop)
    add(laptop, "Camille-Anne Essai")

    if typed == "camille":
        with pytest.raises(AmbiguousCode, match="Camille-Anne Essai"):
            carnet_of(laptop).find(typed)
    else:
        assert carnet_of(laptop).find(typed) == person


def test_namesakes_are_named_by_their_ids(laptop: Machine) -> None:
    """The message gives what to type for each."""
    one, two = add(laptop), add(laptop)
    carnet = carnet_of(laptop)

    with pytest.raises(AmbiguousCode) as caught:
        carnet.find("camille exemple")
    assert one.id[:8] in caught.value.what
    assert two.id[:8] in caught.value.what
    assert carnet.find(two.id[:8]) == two
    with pytest.raises(UnknownCode):
        carnet.find("personne")


def test_a_function_of_the_log_is_asked_for(laptop: Machine) -> None:
    """Another one is refused with those that are near; one inscribed since is known."""
    carnet = carnet_of(laptop)

    with pytest.raises(UnknownCode, match="principal"):
        carnet.add(nom="Camille Exemple", acteur="principale")
    laptop.record("ActeurInscrit", code="principale", qualite="X", roles=(Role.AUTRE,))
    assert carnet.add(nom="Camille Exemple", acteur="principale").tenures == (
        Tenure("acteur:principale", DAY),
    )


def test_a_function_is_handed_over(laptop: Machine) -> None:
    """It ends the day before for who had it, and begins for a successor who may be new."""
    old = add(laptop)
    carnet = carnet_of(laptop)

    new, left = carnet.hand_over(
        "principal", "Dominique Essai", on=HANDOVER, values={"courriel": "d@exemple.fr"}
    )

    assert [one.id for one in left] == [old.id]
    assert left[0].tenures == (Tenure("acteur:principal", date(2026, 9, 1), date(2026, 10, 31)),)
    assert new.tenures == (Tenure("acteur:principal", HANDOVER),)
    assert carnet.holders("acteur:principal", date(2026, 10, 31)) == left
    assert carnet.holders("acteur:principal", HANDOVER) == (new,)
    with pytest.raises(RuleBroken, match="tient déjà"):
        carnet.hand_over("principal", new, on=DAY)
    back, _ = carnet.hand_over("principal", left[0], on=DAY)
    assert [one.du for one in back.tenures] == [date(2026, 9, 1), DAY]


def test_a_handover_that_cannot_be_is_refused(laptop: Machine) -> None:
    """Two who hold it, one who does not, a day before it began: nothing is written."""
    one, _ = add(laptop), add(laptop, "Dominique Essai")
    third = add(laptop, "Lou Test", acteur="coordination")
    carnet = carnet_of(laptop)
    before = carnet.people()

    with pytest.raises(RuleBroken, match="Plusieurs personnes"):
        carnet.hand_over("principal", third, on=DAY)
    with pytest.raises(RuleBroken, match="ne tient pas"):
        carnet.hand_over("principal", "Andréa Test", on=DAY, outgoing=third)
    with pytest.raises(RuleBroken, match="depuis le 01/09/2026 seulement"):
        carnet.hand_over("principal", third, on=date(2026, 9, 1), outgoing=one)
    with pytest.raises(RuleBroken, match="à partir du 01/09/2026"):
        carnet.hand_over("principal", third, on=date(2026, 8, 1))
    assert carnet_of(laptop).people() == before
    carnet.hand_over("principal", third, on=DAY, outgoing=one)
    assert {found.nom for found in carnet.holders("acteur:principal", DAY)} == {
        "Dominique Essai",
        "Lou Test",
    }


def test_a_function_written_by_mistake_goes(laptop: Machine) -> None:
    """As if it had never been held; nobody goes without a name, nothing ends before it begins."""
    person = add(laptop)
    carnet = carnet_of(laptop)

    assert carnet.change(person, {}, release=["principal"], trial=True).tenures == ()
    for refused in (
        {"release": ["coordination"]},
        {"empty": ["nom"]},
        {"acteur": "principal", "until": date(2026, 8, 1)},
        {"until": DAY},
    ):
        with pytest.raises((RuleBroken, InvalidValue)):
            carnet.change(person, {}, **refused)
    assert carnet_of(laptop).people() == (person,)


def test_who_holds_what_is_asked_at_any_date(laptop: Machine) -> None:
    """Of a day, of a function with its history, of a person; what competes is told."""
    person = add(laptop, telephone="0492000000")
    carnet = carnet_of(laptop)
    carnet.hand_over("principal", "Dominique Essai", on=HANDOVER)

    def names(day: date, about: str | None = None) -> list[str]:
        return [row["nom"] for row in who_holds_what(carnet, day, about).named()]

    assert names(date(2026, 10, 1)) == ["Camille Exemple"]
    assert names(DAY) == ["Dominique Essai"]
    assert names(date(2026, 8, 31)) == []
    assert names(DAY, "principal") == ["Camille Exemple", "Dominique Essai"]
    assert names(DAY, "camille") == ["Camille Exemple"]
    assert "coordination" in who_holds_what(carnet, DAY).text[0]
    with pytest.raises(UnknownCode):
        who_holds_what(carnet, DAY, "personne")
    assert person.id in {row["personne"] for row in who_holds_what(carnet, DAY, "cam").named()}


@pytest.fixture
def handed(laptop: Machine) -> Machine:
    """On the 20th: a decision late since the 15th, whose function was handed over on the 18th."""
    laptop.decide(echeance=date(2026, 11, 15), contributeurs=("coordination",))
    laptop.decide(libelle="principal", responsables=("coordination",))
    laptop.at(datetime(2026, 11, 20, 9, tzinfo=UTC))
    add(laptop, telephone="0492000000")
    carnet_of(laptop).hand_over(
        "principal", "Dominique Essai", on=date(2026, 11, 18), values={"courriel": "d@exemple.fr"}
    )
    return laptop


def test_names_are_joined_where_they_are_asked_for(handed: Machine) -> None:
    """In the columns that hold functions and nowhere else, as of the day of the answer."""
    carnet = carnet_of(handed)
    asked = handed.session.ask(Suivi())

    first, second = with_names(asked, carnet).named()

    assert first["responsables"] == ["principal (Dominique Essai)"]
    assert first["contributeurs"] == ["coordination"]
    assert second["libelle"] == "principal"
    assert asked.named()[0]["responsables"] == ["principal"]
    past = with_names(handed.session.ask(Suivi(), a_la_date=date(2026, 11, 17)), carnet).named()
    assert past[0]["responsables"] == ["principal (Camille Exemple)"]


def test_a_reminder_says_whom_it_goes_to(handed: Machine) -> None:
    """With the mail to send it to; without names, it says none."""
    asked = handed.session.ask(Relancer())

    (message,) = with_names(asked, carnet_of(handed)).parts

    assert message.text == ("À\u202f: Dominique Essai <d@exemple.fr>", *asked.parts[0].text)


def test_functions_are_listed_with_who_holds_them(handed: Machine) -> None:
    """And how to reach them; a function that nobody holds has nobody."""
    rows = {
        row["code"]: (row["titulaire"], row["courriel"], row["telephone"])
        for row in with_names(handed.session.ask(Acteurs()), carnet_of(handed)).named()
    }

    assert rows == {
        "principal": ("Dominique Essai", "d@exemple.fr", None),
        "coordination": (None, None, None),
    }


def test_a_code_that_an_organisme_has_too_names_nobody(laptop: Machine) -> None:
    """Where a column may hold either, a person must not be put in the place of a body."""
    laptop.record("OrganismeInscrit", code="principal", nom="X", nature=NatureOrganisme.ASSOCIATION)
    laptop.record("CompositionModifiee", "copil", membres=("organisme:principal",))
    add(laptop)

    (row,) = with_names(laptop.session.ask(Instances()), carnet_of(laptop)).named()

    assert row["membres"] == ["principal"]


def test_everything_held_on_a_person_is_told(laptop: Machine) -> None:
    """The file, the functions with what they recorded in that time, the texts that name them."""
    person = add(laptop, courriel="camille@exemple.fr", acteur="coordination", since=DAY)
    laptop.decide(libelle="Appeler Camille Exemple", confirme=())
    laptop.decide(libelle="Imprimer vingt exemplaires", confirme=())
    carnet = carnet_of(laptop)

    told = held_on(carnet, carnet.find(person.id))

    assert [line["champ"] for line in told["fiche"]["lignes"]].count("fonction") == 1
    (held,) = told["fonctions"]
    assert (held["fonction"], held["qualite"]) == ("coordination", "Coordination du TER")
    assert held["nb_evenements"] == len(held["evenements"]) > 3
    (text,) = told["textes"]
    assert (text["sujet"], text["texte"]) == ("D-2026-001", "Appeler Camille Exemple")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1a", date(2025, 2, 28)),
        ("1 an", date(2025, 2, 28)),
        ("3 ans", date(2023, 2, 28)),
        ("24m", date(2024, 2, 28)),
        ("1 mois", date(2026, 1, 28)),
        ("30j", date(2026, 1, 29)),
        ("9999a", date.min),
    ],
)
def test_a_duration_is_typed_shortly(typed: str, day: date) -> None:
    """Years, months or days, counted back on the calendar."""
    assert Duration.parse(typed).before(date(2026, 2, 28)) == day


@pytest.mark.parametrize("typed", ["", "a", "3", "3x", "-1a", "1,5a", "٣a"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    """With how to write one."""
    with pytest.raises(ValueError, match="3a, 36m ou 90j"):
        Duration.parse(typed)


def test_who_has_been_kept_long_enough(laptop: Machine) -> None:
    """A year after the end of the last function; who holds one, or will, is kept."""
    gone = add(laptop, since=date(2024, 9, 1), until=date(2025, 8, 31))
    both = add(laptop, "Dominique Essai", since=date(2024, 9, 1), until=date(2025, 8, 31))
    carnet_of(laptop).change(both, {}, acteur="coordination", since=date(2025, 9, 1))
    add(laptop, "Lou Test", since=date(2024, 9, 1), until=date(2025, 11, 12))
    carnet_of(laptop).add(nom="Sans fonction")
    people = carnet_of(laptop).people()

    assert expired(people, DEFAULT, DAY) == (gone,)
    assert [one.nom for one in expired(people, Duration.parse("10a"), DAY)] == []
    assert "Sans fonction" in {one.nom for one in expired(people, Duration(), date(2027, 1, 1))}
