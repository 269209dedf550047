"""What was sent, what came back, and what is still awaited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.vocabulary.choices import Public
from tests.reports.network import annul, answer, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "informations"
AWAITED = date(2026, 11, 5)


@pytest.fixture
def sent(network: Machine) -> Machine:
    """One answered thrice, one that awaits, one that awaits nothing, one of last year."""
    for code, day, awaited, publics in (
        ("piscine", date(2026, 10, 5), date(2026, 10, 20), (Public.EQUIPES_1D,)),
        ("transport", date(2026, 10, 12), AWAITED, (Public.FAMILLES, Public.EQUIPES_1D)),
        ("forum", date(2026, 11, 9), None, (Public.FAMILLES,)),
        ("enquete", date(2026, 6, 1), date(2026, 6, 30), (Public.PARTENAIRES,)),
    ):
        network.record(
            "InformationDiffusee", code=code, objet=f"Objet de {code}", publics=publics,
            canal="courriel", retour_attendu=awaited, le=day,
        )  # fmt: skip
    for who, day, said in (
        ("club", date(2026, 10, 8), "Trois classes"),
        ("principal", date(2026, 10, 9), None),
        ("club", date(2026, 10, 12), "Quatre"),
    ):
        network.record("RetourRecu", "piscine", de=who, resume=said, le=day)
    return network


def test_what_was_sent_in_the_year(sent: Machine) -> None:
    """By date, with who answered, each once, and what each said, every time."""
    assert answer(
        sent, NAME, "code_affiche", "date_diffusion", "libelles_publics", "canal",
        "retour_attendu", "nb_retours", "repondants", "date_dernier_retour", "est_en_attente",
    ) == [
        ("piscine", date(2026, 10, 5), ["équipes du premier degré"], "courriel",
         date(2026, 10, 20), 3, ["club", "principal"], date(2026, 10, 12), False),
        ("transport", date(2026, 10, 12), ["familles", "équipes du premier degré"], "courriel",
         AWAITED, 0, [], None, True),
        ("forum", date(2026, 11, 9), ["familles"], "courriel", None, 0, [], None, False),
    ]  # fmt: skip
    assert answer(sent, NAME, "noms_repondants", "retours")[0] == (
        ["Club", "Principal"],
        ["Club (08/10/2026) : Trois classes", "Principal (09/10/2026)",
         "Club (12/10/2026) : Quatre"],
    )  # fmt: skip


LATENESS: list[tuple[date, bool, bool, int | None]] = [
    (date(2026, 11, 4), True, False, 0),
    (AWAITED, True, False, 0),
    (date(2026, 11, 6), True, True, 1),
    (date(2026, 11, 9), True, True, 4),
    (date(2026, 11, 10), False, False, None),
]


def test_lateness(sent: Machine) -> None:
    """Late from the day after the awaited one, until an answer comes, even late."""
    sent.record("RetourRecu", "transport", de="club", le=date(2026, 11, 10))

    for day, *expected in LATENESS:
        rows = answer(
            sent, NAME, "code_affiche", "est_en_attente", "est_en_retard", "nb_jours_retard",
            on=day,
        )  # fmt: skip
        assert ("transport", *expected) in rows, day


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"annee": "2025-2026"}, ["enquete"]),
    ({"public": Public.FAMILLES}, ["transport", "forum"]),
    ({"public": Public.CIRCONSCRIPTION}, []),
    ({"en_attente": True}, ["enquete", "transport"]),
    ({"en_attente": True, "annee": "2026-2027"}, ["transport"]),
    ({"en_attente": True, "public": Public.PARTENAIRES}, ["enquete"]),
    ({"en_attente": True, "on": date(2026, 10, 7)}, ["enquete", "piscine"]),
    ({"on": date(2026, 10, 11)}, ["piscine"]),
]


def test_each_filter_narrows(sent: Machine) -> None:
    """By year or public; what awaits an answer does so whatever its year; as of a day."""
    for asked, told in FILTERS:
        assert only(sent, NAME, "code_affiche", **asked) == told, asked


def test_an_annulled_answer_is_awaited_again(sent: Machine) -> None:
    """The one that came back was a mistake."""
    written = sent.record("RetourRecu", "transport", de="club", le=date(2026, 11, 10))
    assert "transport" not in only(sent, NAME, "code_affiche", en_attente=True)
    annul(sent, written)

    assert answer(
        sent, NAME, "code_affiche", "nb_retours", "repondants", "nb_jours_retard",
        en_attente=True, annee="2026-2027",
    ) == [("transport", 0, [], 7)]  # fmt: skip


EMPTY: list[tuple[dict[str, Any], str]] = [
    ({}, "Aucune information en 2026-2027 : ter information diffuser."),
    ({"en_attente": True}, "Aucune réponse attendue."),
    ({"en_attente": True, "annee": "2025-2026"}, "Aucune réponse attendue en 2025-2026."),
    ({"public": Public.FAMILLES}, "Rien ne répond à cette demande."),
]


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """What was asked for, and the command that sends one."""
    for asked, said in EMPTY:
        assert laptop.session.ask(reports.get(NAME)(**asked)).empty == said
