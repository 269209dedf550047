"""The handover file: nothing that is open is left out, and everything has somebody."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import Entry, reports
from ter_core.events import get
from ter_core.events.samples import sample
from ter_core.vocabulary.choices import (
    NatureAction,
    NatureDepense,
    Public,
    Role,
    SensIndicateur,
)
from tests.ledger.conftest import synchronise
from tests.ledger.network import sure
from tests.reports.network import answer, laptop, machines, network, only

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "passation"
SEPTEMBER = date(2026, 9, 2)


def held_by(machine: Machine, fonction: str | None, **asked: Any) -> list[tuple[Any, ...]]:
    """What a function answers for: nature, code, date and state."""
    rows = answer(machine, NAME, "fonction", "nature", "code", "date", "libelle_etat", **asked)
    return [row[1:] for row in rows if row[0] == fonction]


def codes(machine: Machine, fonction: str, **asked: Any) -> list[str]:
    """The codes of what a function answers for."""
    return [row[1] for row in held_by(machine, fonction, **asked)]


def test_a_decision_of_two_functions_is_under_both(network: Machine) -> None:
    """The permanent ones too; once executed it is nobody's."""
    network.decide(responsables=("principal", "coordination"))
    network.decide(responsables=("principal",), echeance=None, permanente="Règle de vie")

    assert held_by(network, "principal")[:2] == [
        ("décision ouverte", "D-2026-001", date(2027, 3, 15), "à faire"),
        ("décision permanente", "D-2026-002", None, "à faire"),
    ]
    assert "D-2026-001" in codes(network, "coordination")
    assert ("décision ouverte", "D-2026-001", date(2027, 3, 15), "à faire, en retard") in held_by(
        network, "principal", on=date(2027, 3, 16)
    )
    network.record("DecisionExecutee", "D1")
    assert "D-2026-001" not in only(network, NAME, "code")


def test_actions_and_seances_are_of_those_who_carry_them(network: Machine) -> None:
    """The porteur; the coorganisateurs and whoever presides; a relevé until it is sent."""
    kind = {"nature": NatureAction.CULTURE, "axe": "axe-3", "etablissements": ("vars",)}
    for title, start, end in (
        ("Chorale", date(2026, 9, 7), date(2027, 6, 1)),
        ("Forum", date(2027, 3, 4), date(2027, 3, 5)),
        ("Piscine", date(2026, 10, 1), date(2026, 10, 2)),
    ):
        network.record("ActionInscrite", intitule=title, debut=start, fin=end, porteur="club",
                       le=SEPTEMBER, confirme=sure("doublon"), **kind)  # fmt: skip
    network.record("ActionSuspendue", "A4", motif="Travaux", le=date(2026, 10, 1))

    assert held_by(network, "club") == [
        ("action suspendue", "A-2026-004", date(2026, 10, 2), "suspendue le 01/10/2026"),
        ("action à venir", "A-2026-003", date(2027, 3, 4), "à venir"),
        ("action en cours", "A-2026-002", date(2027, 6, 1), "en cours"),
    ]
    assert held_by(network, "coordination")[0] == (
        "séance programmée", "S-2026-001", date(2026, 11, 12), "programmée")  # fmt: skip
    start = datetime(2026, 11, 12, 14)  # noqa: DTZ001  # local French time, by design
    network.record("SeanceTenue", "S1", debut=start, fin=start.replace(hour=15),
                   presidence="principal")  # fmt: skip
    assert held_by(network, "principal") == [
        ("relevé à diffuser", "S-2026-001", date(2026, 11, 12), "tenue")]  # fmt: skip
    network.record("ReleveValide", "S1", par="principal")
    assert held_by(network, "principal")[0][3] == "relevé validé"
    network.record("ReleveDiffuse", "S1", destinataires=("principal",), canal="courriel")
    assert held_by(network, "principal") == []


@pytest.fixture
def busy(network: Machine) -> Machine:
    """One of each thing that belongs to nobody."""
    add = network.record
    add("PartenariatNoue", code="gymnase", organisme="club", objet="Gymnase", debut=SEPTEMBER,
        fin=date(2027, 8, 31))  # fmt: skip
    add("InformationDiffusee", code="enquete", objet="Enquête", publics=(Public.EQUIPES_1D,),
        canal="courriel", retour_attendu=date(2026, 11, 10), le=date(2026, 11, 2))  # fmt: skip
    add("InitiativeProposee", code="orchestre", idee="Orchestre", domaine=NatureAction.CULTURE,
        le=date(2026, 11, 3))  # fmt: skip
    add("FinancementAccorde", code="ter", montant=300_000_050, enveloppe="Crédits du TER",
        annee_scolaire="2026-2027")  # fmt: skip
    add("IndicateurDefini", code="nager", intitule="Savoir nager", mode_calcul="Compte", unite="%",
        sens=SensIndicateur.HAUSSE, le=SEPTEMBER)  # fmt: skip
    add("FinancementAccorde", code="vieux", montant=100, enveloppe="Reliquat",
        annee_scolaire="2025-2026")  # fmt: skip
    network.session.record(Entry(sample(get("MissionConfiee")), on=SEPTEMBER))
    return network


def test_what_belongs_to_nobody_is_of_the_coordination(busy: Machine) -> None:
    """In the order of the file, with date and state; what is left of a past year is not open."""
    assert held_by(busy, "coordination")[1:] == [
        ("partenariat en cours", "gymnase", date(2027, 8, 31), "à reconduire"),
        ("réponse attendue", "enquete", date(2026, 11, 10), "attendue, en retard"),
        ("initiative proposée", "orchestre", date(2026, 11, 3), "proposée"),
        ("financement à engager", "ter", date(2027, 8, 31),
         "il reste 3\u202f000\u202f000,50\u202f€"),
        ("indicateur non mesuré", "nager", None, "jamais mesuré"),
        ("bilan à transmettre", "2026-2027", date(2027, 8, 31), "en rédaction"),
        ("mission en cours", "mission-2026-2027", date(2027, 8, 31), "en cours"),
    ]  # fmt: skip


def test_what_is_settled_is_not_handed_over(busy: Machine) -> None:
    """Renewed, answered, set aside, spent, measured, ended."""
    add = busy.record
    add("PartenariatReconduit", "gymnase", fin=date(2028, 8, 31))
    add("RetourRecu", "enquete", de="principal")
    add("InitiativeEcartee", "orchestre", motif="Sans intervenant")
    add("DepenseEngagee", "ter", action="A1", nature=NatureDepense.AUTRE, montant=300_000_050)
    add("IndicateurMesure", "nager", valeur="72.5", source="Collège")
    add("MissionRenouvelee", "mission-2026-2027", annee_scolaire="2027-2028")
    assert held_by(busy, "coordination")[-1][2:] == (date(2028, 8, 31), "en cours")
    add("MissionTerminee", "mission-2026-2027")

    assert codes(busy, "coordination") == ["S-2026-001", "2026-2027"]
    assert "gymnase" in codes(busy, "coordination", on=date(2027, 9, 1))
    later = held_by(busy, "coordination", on=date(2027, 9, 1))
    assert ("indicateur non mesuré", "nager", date(2026, 11, 12), "pas depuis la rentrée") in later


def test_a_conflict_is_handed_over(machines: Callable[..., Machine], laptop: Machine) -> None:
    """Two machines contradict each other: there is something to settle, once the subject exists."""
    laptop.decide()
    other = machines(laptop)
    laptop.record("DecisionExecutee", "D1")
    other.record("DecisionAbandonnee", "D1", motif="Renoncé")
    synchronise(laptop, other)

    conflict = ("conflit à trancher", "D-2026-001", None, "deux saisies opposées")
    assert conflict in held_by(laptop, "coordination")
    assert "D-2026-001" not in only(laptop, NAME, "code", on=date(2026, 11, 11))


def test_a_function_that_left_is_told(network: Machine) -> None:
    """What it still answers for is under its name, which the text and its chapter point out."""
    network.decide(responsables=("principal",))
    network.record("ActeurRetire", "principal")

    report = network.session.ask(reports.get(NAME)())

    assert report.text[1] == (
        "Fonction retirée qui répond encore de quelque chose\u202f: principal."
    )
    (chapter,) = (one for one in report.parts if one.name == "acteur:principal")
    assert chapter.title == "Principal (principal)"
    assert chapter.text[1].startswith("Cette fonction a quitté le réseau")
    assert answer(network, NAME, "est_fonction_retiree", fonction="principal") == [(True,)]


def test_two_coordinations_share_and_none_leaves_it_to_nobody(network: Machine) -> None:
    """By the role, not by the code; without anybody in function, the file says so."""
    network.record("ActeurInscrit", code="relais", qualite="Relais", roles=(Role.COORDINATION,))
    assert codes(network, "relais") == codes(network, "coordination") == [
        "S-2026-001", "2026-2027"]  # fmt: skip

    for code in ("relais", "coordination"):
        network.record("ActeurRetire", code)
    assert codes(network, "(sans responsable)") == ["S-2026-001", "2026-2027"]
    chapters = network.session.ask(reports.get(NAME)()).parts
    assert [one.title for one in chapters] == ["(sans responsable)"]


def test_functions_come_by_what_they_hold(network: Machine) -> None:
    """The one that answers for most things first; before anybody came, nobody does."""
    for _ in range(3):
        network.decide(responsables=("principal",))
    report = network.session.ask(reports.get(NAME)())

    assert [one.name for one in report.parts] == ["acteur:principal", "acteur:coordination"]
    assert report.text[0].startswith("5 choses ouvertes le 12 novembre 2026, 2 fonctions")
    assert codes(network, "(sans responsable)", on=date(2026, 11, 5)) == ["S-2026-001"]


def test_nothing_is_open(network: Machine) -> None:
    """Before the territory opened, or for a function that answers for nothing."""
    question = reports.get(NAME)

    assert network.session.ask(question(fonction="club")).empty == (
        "Cette fonction ne répond de rien d'ouvert."
    )
    before = network.session.ask(question(), a_la_date=date(2024, 1, 1))
    assert (before.rows, before.parts) == ((), ())
