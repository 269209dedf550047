"""The codec: what goes into a line comes back the same, and nothing is coerced on the way."""

from __future__ import annotations

import timeit
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from hypothesis import given

from ter_core import events
from ter_core.errors import InvalidValue
from ter_core.events.base import fields_of
from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.decision import DecisionAdoptee, DecisionRectifiee
from ter_core.events.samples import sample
from ter_core.events.seance import SeanceTenue
from ter_core.events.seance_lines import Point
from ter_core.events.tout_sujet import ContenuEfface
from ter_core.log.codec import event_from, from_payload, to_payload
from ter_core.log.payload import payload_fault
from tests.events.strategies import any_event

if TYPE_CHECKING:
    from ter_core.events.base import Event

DECISION: dict[str, Any] = {
    "seance": "S3",
    "libelle": "Ouvrir une navette",
    "responsables": ["principal"],
    "echeance": "2027-03-15",
    "priorite": 2,
}


def refusal(cls: type[Event], donnees: Any, where: str = "") -> InvalidValue:
    """The error that a payload gets."""
    with pytest.raises(InvalidValue) as caught:
        from_payload(cls, donnees, where=where)
    return caught.value


def json_types(value: object) -> set[type]:
    """The exact types found in a value."""
    parts: list[Any] = []
    if isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, list):
        parts = value
    return {type(value)}.union(*(json_types(part) for part in parts))


@given(any_event())
def test_an_event_comes_back_the_same(event: Event) -> None:
    """Through the bytes of JSON, there and back."""
    stored = orjson.loads(orjson.dumps(to_payload(event)))

    assert from_payload(type(event), stored) == event


@given(any_event())
def test_a_payload_is_canonical(event: Event) -> None:
    """Keys in field order, plain JSON types only, nothing null and no empty list."""
    payload = to_payload(event)

    order = [spec.name for spec in fields_of(type(event))]
    assert list(payload) == [name for name in order if name in payload]
    assert json_types(payload) <= {dict, list, str, int, bool}
    assert None not in payload.values()
    assert [] not in payload.values()
    assert payload_fault(payload) == ""


def test_dates_hours_and_words_are_stored_as_the_format_says() -> None:
    """ISO days, hours to the minute without offset, the stored word of a choice."""
    held = to_payload(sample(SeanceTenue))
    adopted = to_payload(sample(DecisionAdoptee))
    rectified = to_payload(sample(DecisionRectifiee))

    assert held["debut"] == "2026-11-12T14:00"
    assert adopted["echeance"] == "2027-03-15"
    assert rectified["etat"] == "en_cours"


def test_a_default_is_stored_and_an_absence_is_not() -> None:
    """`priorite` is always there, an optional field without value never."""
    event = DecisionAdoptee(
        seance="S3", libelle="x", responsables=("ien",), echeance=date(2027, 3, 15)
    )

    assert list(to_payload(event)) == ["seance", "libelle", "responsables", "echeance", "priorite"]


def test_changes_are_stored_in_field_order_then_what_is_emptied() -> None:
    """`champs` follows the creating event, `vider` comes last."""
    event = from_payload(
        DecisionRectifiee,
        {"champs": {"vider": ["axe"], "priorite": 1, "libelle": "y"}, "motif": "x"},
    )

    assert list(to_payload(event)["champs"]) == ["libelle", "priorite", "vider"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("priorite", "2"),
        ("priorite", 2.0),
        ("priorite", True),
        ("point", 24.9),
        ("libelle", 24),
        ("libelle", None),
        ("echeance", "15/03/2027"),
        ("echeance", "2027-02-31"),
        ("echeance", 20270315),
        ("responsables", "principal"),
        ("responsables", [["principal"]]),
        ("responsables", []),
        ("axe", None),
        ("seance", "decision:d1"),
    ],
)
def test_nothing_is_coerced(name: str, value: object) -> None:
    """A value of another type, even a near one, is refused and its field named."""
    assert refusal(DecisionAdoptee, {**DECISION, name: value}).where.startswith(f"champ « {name} »")


def test_a_sound_payload_is_accepted() -> None:
    """The control of the test above."""
    assert from_payload(DecisionAdoptee, DECISION).echeance == date(2027, 3, 15)


def test_every_problem_is_told_with_its_place() -> None:
    """One error lists them all; lines are counted from one."""
    error = refusal(
        OrdreDuJourArrete,
        {"points": [{"n": 1, "titre": "a"}, {"n": "2", "titre": "", "z": 1}, 4]},
        "ligne 3",
    )

    assert error.where == "ligne 3"
    assert error.what.splitlines() == [
        "champ « points », ligne 2, champ « n » : Il faut un nombre entier, écrit en chiffres.",
        "champ « points », ligne 2, champ « titre » : Le texte est vide.",
        "champ « points », ligne 2, champ « z » : Ce champ n'existe pas.",
        "champ « points », ligne 3 : Il faut un objet JSON.",
    ]


def test_one_problem_stands_at_its_place() -> None:
    """The place goes to `where`, inside the caller's."""
    error = refusal(DecisionAdoptee, {**DECISION, "priorite": 4}, "ligne 3")

    assert error.where == "ligne 3, champ « priorite »"
    assert error.what == "4 n'est pas entre 1 et 3."
    assert error.remedy == "`ter decision adopter --help` décrit chaque champ."


def test_a_missing_field_and_an_unknown_one() -> None:
    """The nearest known name is offered."""
    donnees = {name: value for name, value in DECISION.items() if name != "libelle"}

    assert refusal(DecisionAdoptee, {**donnees, "libele": "x"}).what.splitlines() == [
        "champ « libelle » : Il manque.",
        "champ « libele » : Ce champ n'existe pas. Vouliez-vous dire « libelle » ?",
    ]


@pytest.mark.parametrize(
    ("donnees", "what"),
    [
        ({**DECISION, "permanente": "règle"}, "« echeance » et « permanente » s'excluent."),
        ({**DECISION, "hors_seance": "courriel"}, "« seance » et « hors_seance » s'excluent."),
        (
            {name: DECISION[name] for name in ("seance", "libelle", "responsables")},
            "Il manque « echeance » ou « permanente ».",
        ),
    ],
)
def test_alternatives(donnees: dict[str, Any], what: str) -> None:
    """Two at once, or none, are refused."""
    assert refusal(DecisionAdoptee, donnees).what == what


def test_what_is_not_an_object_is_no_payload() -> None:
    """A list or a text is refused as such."""
    assert refusal(DecisionAdoptee, []).what == "Il faut un objet JSON."
    assert refusal(DecisionRectifiee, {"champs": 3, "motif": "x"}).where == "champ « champs »"


def test_an_unknown_type_is_told_before_anything_else() -> None:
    """The nearest types are offered."""
    with pytest.raises(InvalidValue, match="« DecisionAdopte » n'est pas un type") as caught:
        event_from("DecisionAdopte", {"rien": 1}, where="ligne 2")

    assert "DecisionAdoptee" in caught.value.remedy
    assert caught.value.where == "ligne 2"


def test_a_type_and_a_payload_make_an_event() -> None:
    """The tag chooses the class."""
    event = event_from("OrdreDuJourArrete", {"points": [{"n": 1, "titre": "Transport"}]})

    assert event == OrdreDuJourArrete(points=(Point(n=1, titre="Transport"),))


def test_a_raw_payload_is_kept_as_it_is() -> None:
    """`reprise` holds the payload of another event, untouched."""
    raw = {"motif": "x", "champs": {"vider": ["axe"]}, "priorite": 1}
    event = ContenuEfface(evenement="9c41e07b", fondement="RGPD", reprise=raw)

    assert to_payload(event)["reprise"] == raw


def test_hours_are_local_and_to_the_minute() -> None:
    """Seconds or an offset have no place in a payload."""
    with pytest.raises(InvalidValue, match="à la minute"):
        SeanceTenue(debut=datetime(2026, 11, 12, 14, 0, 30))  # noqa: DTZ001 - local hour


def test_writing_a_payload_costs_little() -> None:
    """A typical event takes a few microseconds at most (a wide bound: machines differ)."""
    event = sample(events.get("DecisionAdoptee"))
    to_payload(event)

    assert min(timeit.repeat(lambda: to_payload(event), number=1000, repeat=5)) < 0.02
