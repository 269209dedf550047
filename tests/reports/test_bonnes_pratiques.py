"""What worked somewhere: told, sent, taken up, by whom and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.events.bonne_pratique import BONNE_PRATIQUE
from ter_core.reports.bonnes_pratiques import BonnesPratiques
from ter_core.vocabulary.choices import EtatBonnePratique, Public
from tests.reports.network import annul, answer, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "bonnes-pratiques"
TEXTS = ("resume", "contexte", "etapes", "moyens", "effets", "conditions", "vigilance")


@pytest.fixture
def told(network: Machine) -> Machine:
    """One published twice, sent twice, taken up twice by Vars and once by Risoul; one noticed."""
    network.record(
        "BonnePratiqueReperee", code="visite", titre="La visite", action="A1", le=date(2026, 3, 2)
    )
    publish(network, "Avant", 2, date(2026, 3, 10))
    publish(network, "Après", 4, date(2026, 9, 10))
    for publics, day in (
        ((Public.FAMILLES, Public.EQUIPES_2D), date(2026, 9, 11)),
        ((Public.EQUIPES_1D, Public.FAMILLES), date(2026, 9, 14)),
    ):
        network.record("BonnePratiqueDiffusee", "visite", publics=publics, canal="courriel", le=day)
    for who, day in (
        ("vars", date(2026, 5, 4)), ("risoul", date(2026, 10, 5)), ("vars", date(2026, 11, 9)),
    ):  # fmt: skip
        take_up(network, who, day)
    network.record("BonnePratiqueReperee", code="carnet", titre="Le carnet", le=date(2026, 11, 2))
    return network


def publish(machine: Machine, text: str, transferable: int, day: date) -> None:
    """Publish the sheet of one."""
    texts = {name: f"{text}, {name}" for name in TEXTS}
    machine.record(
        "BonnePratiquePubliee", "visite", transferabilite=transferable, licence="CC BY-SA 4.0",
        le=day, **texts,
    )  # fmt: skip


def take_up(machine: Machine, who: str, day: date) -> Any:
    """A school takes it up."""
    return machine.record("BonnePratiqueReprise", "visite", etablissement=who, le=day)


def taken_up(machine: Machine, **values: Any) -> list[tuple[Any, ...]]:
    """Who took up what: the day, the school, the practice, and how many times it has."""
    (chapter,) = machine.session.ask(BonnesPratiques(**values)).parts
    names = [column.name for column in chapter.columns]
    wanted = ("date_reprise", "code_etablissement", "code_affiche", "fois")
    return [tuple(row[names.index(one)] for one in wanted) for row in chapter.rows]


def test_every_one_with_what_became_of_it(told: Machine) -> None:
    """By date; a school that takes it up twice is named once and counted twice."""
    assert answer(
        told, NAME, "code_affiche", "titre", "libelle_etat", "transferabilite", "nb_diffusions",
        "libelles_publics", "nb_reprises", "etablissements", "code_action", "annees_scolaires",
    ) == [
        ("visite", "La visite", "publiée", 4, 2,
         ["équipes du premier degré", "équipes du second degré", "familles"], 3,
         ["vars", "risoul"], "A-2026-001", ["2025-2026", "2026-2027"]),
        ("carnet", "Le carnet", "repérée", None, 0, [], 0, [], None, ["2026-2027"]),
    ]  # fmt: skip


def test_the_last_publication_counts(told: Machine) -> None:
    """Its texts are those of the sheet; as of an earlier day, those of the first."""
    for day, text, times in ((None, "Après", 2), (date(2026, 9, 9), "Avant", 1)):
        row = answer(told, NAME, *TEXTS, "nb_publications", "licence", on=day)[0]
        assert row == (*(f"{text}, {name}" for name in TEXTS), times, "CC BY-SA 4.0")


def test_who_took_up_what(told: Machine) -> None:
    """Each time has its row, the latest first, narrowed as the rest is."""
    latest, risoul, first = (
        (date(2026, 11, 9), "vars", "visite", 2),
        (date(2026, 10, 5), "risoul", "visite", 1),
        (date(2026, 5, 4), "vars", "visite", 1),
    )
    assert taken_up(told) == [latest, risoul, first]
    assert taken_up(told, annee="2026-2027") == [latest, risoul]
    assert taken_up(told, etablissement="vars") == [latest, first]
    assert taken_up(told, etat=EtatBonnePratique.REPEREE) == []

    annul(told, take_up(told, "ceillac", date(2026, 11, 12)))
    assert taken_up(told) == [latest, risoul, first]


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"annee": "2025-2026"}, ["visite"]),
    ({"annee": "2026-2027"}, ["visite", "carnet"]),
    ({"annee": "2026-2027", "on": date(2026, 10, 4)}, []),
    ({"annee": "2024-2025"}, []),
    ({"etat": EtatBonnePratique.REPEREE}, ["carnet"]),
    ({"etat": EtatBonnePratique.REPEREE, "on": date(2026, 3, 9)}, ["visite"]),
    ({"etablissement": "risoul"}, ["visite"]),
    ({"etablissement": "college"}, []),
    ({"on": date(2026, 3, 1)}, []),
]


def test_each_filter_narrows(told: Machine) -> None:
    """By the years it was noticed or taken up in, by state, by who took it up, as of a day."""
    for asked, codes in FILTERS:
        assert only(told, NAME, "code_affiche", **asked) == codes, asked


def test_the_words_of_each_state() -> None:
    """What may be typed is what the lifecycle says."""
    assert {one.value: one.label for one in EtatBonnePratique} == dict(BONNE_PRATIQUE.states)


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """The command that notices one, and no chapter about nothing."""
    report = laptop.session.ask(reports.get(NAME)())

    assert report.empty == "Aucune bonne pratique : ter bonne-pratique reperer."
    assert report.parts == ()
