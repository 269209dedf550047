"""What each kind of field accepts, reads and refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.events.decision import DecisionAdoptee
from ter_core.events.fields import (
    Choices,
    Code,
    Count,
    Day,
    EventId,
    Fingerprint,
    Flag,
    Hour,
    Named,
    OneChoice,
    Payload,
    Ref,
    Refs,
    Text,
    Title,
    Words,
)
from ter_core.vocabulary.choices import Modalite, Role
from ter_core.vocabulary.identifiers import CodeInsee, Siren, Uai
from ter_core.vocabulary.school_year import AnneeScolaire

if TYPE_CHECKING:
    from ter_core.events.kinds import Kind

TODAY = date(2026, 11, 21)
SCHOOL = Ref("École", to=("etablissement", "organisme"))
WHO = Refs("Qui", to=("acteur", "organisme"), least=1)
YEAR = Named("Année", of=AnneeScolaire)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (Title("t"), "  Cafe\u0301 ", "Café"),
        (Text("t"), "un\r\ndeux", "un\ndeux"),
        (Code("c"), "axe-3", "axe-3"),
        (Code("c"), "D-2026-014", "D-2026-014"),
        (Count("n"), 0, 0),
        (Flag("f"), False, False),
        (Day("d"), date(2026, 11, 12), date(2026, 11, 12)),
        (Named("u", of=Uai), "0783774d", "0783774D"),
        (Named("s", of=Siren), "200 067 452", "200067452"),
        (Named("i", of=CodeInsee), "2a004", "2A004"),
        (SCHOOL, "etablissement:0059001g", "etablissement:0059001G"),
        (SCHOOL, "0059001g", "0059001G"),
        (SCHOOL, "guillestre", "guillestre"),
        (WHO, ("acteur:ien", "@x"), ("acteur:ien", "@x")),
        (Ref("Axe", to=("axe",), words=("transversal",)), "transversal", "transversal"),
        (EventId("e"), "9c41e07b", "9c41e07b"),
        (EventId("e"), "decision:9c41e07b", "decision:9c41e07b"),
        (Choices("r", choices=Role), (Role.IEN,), (Role.IEN,)),
        (Payload("p"), {"a": [1]}, {"a": [1]}),
    ],
)
def test_what_is_kept(kind: Kind, value: Any, kept: Any) -> None:
    """A value of the right type, normalised."""
    assert kind.check(value) == kept


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (Title("t"), " ", "est vide"),
        (Title("t"), "é" * 201, "201 caractères : 200 au plus"),
        (Title("t"), "un\ndeux", "sur une ligne"),
        (Title("t"), "a\u202eb", r"invisible ou de commande \(U\+202E\)"),
        (Title("t"), 24, "un texte d'une ligne"),
        (Text("t"), "é" * 4001, "4000 au plus"),
        (Code("c"), "École", "n'est pas un code"),
        (Code("c"), "adopter", "le verbe d'une commande"),
        (Count("n"), True, "un nombre entier"),
        (Count("n"), 2.0, "un nombre entier"),
        (Count("n", least=1, most=3), 4, "entre 1 et 3"),
        (Flag("f"), 1, "oui ou non"),
        (Day("d"), datetime(2026, 11, 12), "une date"),  # noqa: DTZ001 - local hour
        (Day("d"), date(1999, 12, 31), "2000 à 2100"),
        (Hour("h"), datetime(2026, 11, 12, 14, tzinfo=UTC), "sans fuseau"),
        (Hour("h"), date(2026, 11, 12), "avec son heure"),
        (OneChoice("c", choices=Modalite), "presentiel", "n'est pas dans la liste : presentiel"),
        (Choices("r", choices=Role, least=1), (), "au moins 1"),
        (Choices("r", choices=Role), (Role.IEN, Role.IEN), "deux fois"),
        (Named("u", of=Uai), "0059001A", "la lettre de 0059001 est G, non A"),
        (YEAR, "2026-2028", "année scolaire"),
        (SCHOOL, "0059001A", "la lettre de 0059001 est G, non A"),
        (SCHOOL, "etablissement:0059001A", "la lettre de 0059001 est G, non A"),
        (SCHOOL, "acteur:ien", "« etablissement:… » ou « organisme:… »"),
        (SCHOOL, "a" * 121, "n'est pas un code"),
        (SCHOOL, "\u200b", "n'est pas un code"),
        (SCHOOL, " ", "est vide"),
        (WHO, ["acteur:ien"], "une liste"),
        (WHO, ("ien", "ien"), "deux fois"),
        (Fingerprint("e"), "AB", "64 chiffres"),
        (Words("w"), ("axe", "axe"), "deux fois"),
        (Payload("p"), [1], "un objet JSON"),
    ],
)
def test_what_is_refused(kind: Kind, value: Any, message: str) -> None:
    """Another type, another form, out of bounds: told in French."""
    with pytest.raises((ValueError, TypeError), match=message):
        kind.check(value)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Count("n"), "12 500", 12500),
        (Flag("f"), "Oui", True),
        (Day("d"), "15/03/2027", date(2027, 3, 15)),
        (Day("d"), "hier", date(2026, 11, 20)),
        (Hour("h"), "12/11/2026 14h30", datetime(2026, 11, 12, 14, 30)),  # noqa: DTZ001 - local
        (OneChoice("c", choices=Modalite), "en présence", Modalite.PRESENTIEL),
        (Choices("r", choices=Role), "IEN", Role.IEN),
        (WHO, "ien", "ien"),
        (Words("w"), " axe ", "axe"),
        (YEAR, "2026-2027", "2026-2027"),
        (Payload("p"), '{"motif":"Neige"}', {"motif": "Neige"}),
    ],
)
def test_what_is_typed(kind: Kind, typed: str, value: Any) -> None:
    """One value; of a list, one of its values."""
    assert kind.parse(typed, TODAY) == value


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        (Count("n"), "24,9", "n'est pas un nombre entier"),
        (Count("n"), "٢٤", "n'est pas un nombre entier"),
        (Flag("f"), "peut-être", "répondez oui ou non"),
        (Day("d"), "31/02/2027", "n'existe pas"),
        (OneChoice("c", choices=Modalite), "pigeon", "n'est pas dans la liste"),
        (Payload("p"), "{motif}", "n'est pas du JSON"),
    ],
)
def test_what_is_typed_wrong(kind: Kind, typed: str, message: str) -> None:
    """What was typed is in the message."""
    with pytest.raises(ValueError, match=message):
        kind.parse(typed, TODAY)


def test_an_event_reads_one_code_or_several_alike() -> None:
    """`Refs` keeps what `Ref` would, for each of them."""
    event = DecisionAdoptee(
        hors_seance="courriel",
        libelle=" Ouvrir ",
        responsables=(" principal ",),
        permanente="Règle de vie",
    )

    assert (event.libelle, event.responsables) == ("Ouvrir", ("principal",))
