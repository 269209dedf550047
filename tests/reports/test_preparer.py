"""The agenda that a séance could have: what waits for its instance, and nothing of the others."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from ter_core import Entry
from ter_core.errors import InvalidValue, UnknownCode
from ter_core.events.annee import AnneeOuverte
from ter_core.events.evaluation import Critere
from ter_core.events.samples import sample
from ter_core.events.seance_lines import Point
from ter_core.reports.couverture import Couverture
from ter_core.reports.preparer import Preparer
from ter_core.vocabulary.choices import EtatAvancement, Modalite, NatureInstance, Role, SuiteAction
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.ledger.network import attend, inscribe, sure
from tests.reports.conftest import told
from tests.reports.network import answer, laptop, machines, network

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine
    from tests.projections.hand_log import HandLog
    from tests.reports.conftest import Ask

__all__ = ["laptop", "machines", "network"]

NAME = "preparer"
HOSTILE = '=cmd|"[red]" \\'


def meet(machine: Machine, instance: str, debut: datetime) -> str:
    """Programme a séance."""
    return machine.record(
        "SeanceProgrammee", instance=instance, debut=debut, lieu="Collège", modalite=Modalite.VISIO
    ).name


def hour(year: int, month: int, day: int) -> datetime:
    """Nine o'clock."""
    return datetime(year, month, day, 9)  # noqa: DTZ001  # local French time, by design


@pytest.fixture
def meeting(network: Machine) -> Machine:
    """A comité technique that met on 1 October (S2), and meets on 10 December (S3)."""
    network.record("InstanceCreee", code="cotech", nature=NatureInstance.COTECH, nom="COTECH")
    first = meet(network, "cotech", hour(2026, 10, 1))
    network.record("SeanceTenue", first, debut=hour(2026, 10, 1))
    meet(network, "cotech", hour(2026, 12, 10))
    return network


def decided(machine: Machine, due: date | None, libelle: str, **values: Any) -> str:
    """Adopt a decision of the séance of October."""
    when = {"echeance": due} if due else {"echeance": None, "permanente": "Règle"}
    return machine.decide(seance="S2", libelle=libelle, **when, **values).name


def points(machine: Machine, seance: str = "S3", **asked: Any) -> dict[str, tuple[Any, ...]]:
    """Each point by its title: number, rapporteur, codes, why."""
    columns = ("titre", "n", "code_rapporteur", "codes", "pourquoi")
    return {row[0]: row[1:] for row in answer(machine, NAME, *columns, seance=seance, **asked)}


def test_the_decisions_of_the_instance_come_first(meeting: Machine) -> None:
    """Its open decisions, most late first; none that is closed, of another instance, or of none."""
    decided(meeting, date(2026, 11, 10), HOSTILE)
    decided(meeting, None, "Permanente")
    decided(meeting, date(2027, 3, 1), "Plus tard")
    decided(meeting, date(2026, 10, 20), "La plus en retard")
    meeting.record("DecisionExecutee", decided(meeting, date(2026, 10, 5), "Faite"))
    meeting.decide(seance="S1", libelle="Du comité de pilotage")
    meeting.decide(seance=None, hors_seance="courriel", libelle="Par courriel")

    number, rapporteur, codes, why = points(meeting)["Suivi des décisions"]

    assert (number, rapporteur) == (1, "principal")
    assert [int(code[-3:]) for code in codes] == [4, 1, 3, 2]
    assert why.splitlines() == [
        "4 décisions ouvertes, dont 2 en retard.",
        "• D-2026-004 — La plus en retard — 23 jours de retard — principal",
        f"• D-2026-001 — {HOSTILE} — 2 jours de retard — principal",
        "• D-2026-003 — Plus tard — pour le 01/03/2027 — principal",
        "• D-2026-002 — Permanente — permanente — principal",
    ]


def test_a_blocked_decision_is_a_point(meeting: Machine) -> None:
    """What holds it is told; a label that is too long for a title is cut; who left has no say."""
    meeting.record("ActeurInscrit", code="parti", qualite="Parti", roles=(Role.REFERENT,))
    code = decided(meeting, date(2027, 1, 5), "x" * 200, responsables=("parti",))
    other = decided(meeting, date(2027, 1, 5), "Car", responsables=("principal", "coordination"))
    for one in (code, other):
        meeting.record("AvancementConstate", one, etat=EtatAvancement.BLOQUEE, frein="Budget")
    meeting.record("ActeurRetire", "parti")

    found = points(meeting)

    long, short = (title for title in found if title.startswith("Décision bloquée"))
    assert (len(long), long[-2:]) == (200, "x…")
    assert found[long][1] is None
    assert short == f"Décision bloquée {other}\u202f: Car"
    assert found[short] == (
        3, None, [other], f"{other}, bloquée depuis le 12/11/2026\u202f: Budget"
    )  # fmt: skip


def test_gaps_are_points(meeting: Machine) -> None:
    """Actions to evaluate, axes without action in the year of the séance, schools never reached."""
    for number in (4, 5):
        meeting.record("AxeDefini", code=f"axe-{number}", numero=number, intitule=f"Axe {number}")
    days = {"debut": date(2025, 5, 6), "fin": date(2025, 5, 6), "le": date(2025, 4, 1)}
    inscribe(meeting, axe="axe-4", **days, intitule="Ancienne")
    attend(meeting, "guillestre/CM2-A 24", le=date(2026, 11, 10))

    found = points(meeting)

    assert list(found)[:4] == [
        "Évaluation des actions finies", "Axe 4 sans action", "Axe 5 sans action",
        "Établissements jamais touchés",
    ]  # fmt: skip
    assert found["Axe 5 sans action"][2:] == (
        ["axe-5"], "Aucune action en 2026-2027\u202f: axe-5 — Axe 5"
    )  # fmt: skip
    number, who, codes, why = found["Évaluation des actions finies"]
    assert (number, who, codes) == (1, "principal", ["A-2026-001"])
    assert "Rencontre d'athlétisme — finie le 10/11/2026 — principal" in why
    never = meeting.session.ask(Couverture(jamais=True))
    schools = {code for kind, code in told(never, "dimension", "valeur") if kind == "etablissement"}
    uais = {"vars": "0059002H", "risoul": "0059003J", "eygliers": "0059004K",
            "ceillac": "0059005L", "college": "0059006M"}  # fmt: skip
    assert {uais[code] for code in found["Établissements jamais touchés"][2]} == schools


def test_an_evaluated_action_is_no_gap(meeting: Machine) -> None:
    """Once evaluated, or before it is over, an action has nothing to do there."""
    mark = Critere(nom="Adhésion", note=3, appui="Questionnaire")
    inscribe(meeting, debut=date(2026, 11, 20), fin=date(2026, 11, 20))
    meeting.record("ActionEvaluee", "A1", criteres=(mark,), suite=SuiteAction.RECONDUIRE)

    assert "Évaluation des actions finies" not in points(meeting)


def test_a_new_bilan_is_presented(meeting: Machine) -> None:
    """The bilan of last year, to the first séance that follows it and to none after."""
    year = AnneeScolaire("2025-2026")
    _open(meeting, year)
    unsaid = sure("aucune-reussite", "aucune-difficulte", "aucune-perspective")
    meeting.record("BilanArrete", year, confirme=unsaid)
    title = "Présentation du bilan 2025-2026"

    assert points(meeting)[title][2:] == (
        ["2025-2026"], "Bilan 2025-2026 arrêté le 12/11/2026, après la dernière séance"
    )  # fmt: skip
    meeting.at(datetime(2026, 12, 10, 15).astimezone())
    meeting.record("SeanceTenue", "S3", debut=hour(2026, 12, 10))
    later = meet(meeting, "cotech", hour(2027, 2, 4))
    assert title not in points(meeting, later)


def _open(machine: Machine, year: AnneeScolaire) -> None:
    event = sample(AnneeOuverte)
    shifted = tuple(
        evolve(one, debut=_before(one.debut), fin=_before(one.fin)) for one in event.periodes
    )
    machine.session.record(Entry(event.with_values(annee_scolaire=year, periodes=shifted)))


def _before(day: date) -> date:
    return day.replace(year=day.year - 1)


def test_an_arrested_agenda_comes_first(meeting: Machine) -> None:
    """Its points keep number, words and rapporteur; what it already has is not proposed again."""
    decided(meeting, date(2026, 11, 10), "Navette")
    agenda = (
        Point(n=2, titre="Transport", rapporteur="coordination"),
        Point(n=7, titre="SUIVI des decisions !"),
    )
    meeting.record("OrdreDuJourArrete", "S3", points=agenda)

    found = points(meeting)

    assert [(title, row[:2]) for title, row in found.items()] == [
        ("Transport", (2, "coordination")),
        ("SUIVI des decisions !", (7, None)),
        ("Évaluation des actions finies", (8, "principal")),
        ("Établissements jamais touchés", (9, None)),
        ("Questions diverses", (10, None)),
        ("Date de la prochaine séance", (11, None)),
    ]
    assert found["Transport"][2:] == ([], None)
    assert "Navette" in found["SUIVI des decisions !"][3]


def test_what_is_accepted_is_proposed_no_more(meeting: Machine) -> None:
    """The proposal is one event; once recorded, the agenda is settled, word for word."""
    decided(meeting, date(2026, 11, 10), HOSTILE)
    meeting.record("AvancementConstate", "D1", etat=EtatAvancement.BLOQUEE)
    question = Preparer(seance="S3")
    report = meeting.session.ask(question)
    ((event, subject),) = question.recordings(report)
    assert not question.is_settled(report)

    (written,) = meeting.session.record(Entry(event, subject))
    again = meeting.session.ask(question)

    assert written.record.type == "OrdreDuJourArrete"
    assert question.is_settled(again)
    assert question.recordings(again) == ((event, subject),)
    columns = ("n", "titre", "code_rapporteur", "codes", "pourquoi")
    assert told(again, *columns) == told(report, *columns)


def test_numbers_that_leave_no_room_are_told(meeting: Machine) -> None:
    """A point 999 leaves no number for what would follow it."""
    meeting.record("OrdreDuJourArrete", "S3", points=(Point(n=999, titre="Divers"),))
    question = Preparer(seance="S3")

    with pytest.raises(InvalidValue, match="après 999"):
        question.recordings(meeting.session.ask(question))


def test_a_territory_that_begins(laptop: Machine) -> None:
    """With nothing to propose there remain the two points of every meeting, and who meets."""
    report = laptop.session.ask(Preparer(seance="S1"))

    assert told(report, "n", "titre", "motif") == [
        (1, "Questions diverses", "divers"), (2, "Date de la prochaine séance", "suite")
    ]  # fmt: skip
    assert report.text[0] == "COPIL, jeudi 12 novembre 2026 à 14\u202fh\u202f00, Mairie."
    assert "aucune séance" in report.text[1]


def test_what_follows_is_told(meeting: Machine) -> None:
    """When the instance last met, and when it next does."""
    later = meet(meeting, "cotech", hour(2027, 2, 4))

    report = meeting.session.ask(Preparer(seance="S3"))

    assert report.text[1] == "Dernière séance tenue le jeudi 1er octobre 2026."
    assert points(meeting)["Date de la prochaine séance"][2:] == (
        [later], f"{later} est programmée le 04/02/2027"
    )  # fmt: skip


def test_a_seance_that_is_over_is_refused(meeting: Machine) -> None:
    """Cancelled, or its relevé settled: there is no agenda to prepare any more."""
    meeting.record("SeanceAnnulee", "S3", motif="Neige")
    meeting.record("SeanceTenue", "S2", debut=hour(2026, 10, 1), fin=datetime(2026, 10, 1, 11))  # noqa: DTZ001
    meeting.record("ReleveValide", "S2", par="principal")

    for seance, why in (("S3", "a été annulée"), ("S2", "relevé validé")):
        with pytest.raises(InvalidValue, match=why) as refused:
            points(meeting, seance)
        assert refused.value.remedy
    with pytest.raises(UnknownCode):
        points(meeting, "S99")


def test_only_its_own_conflicts(log: HandLog, ask: Ask, decisions: dict[str, str]) -> None:
    """A decision that two postes contradict is for the séance of its instance, not for another."""
    known = log.heads(decisions["late"])
    for poste, percent in enumerate((10, 20)):
        payload = {"etat": "en_cours", "pourcentage": percent}
        log.add("AvancementConstate", decisions["late"], payload, poste=poste, after=known)
    title = "Saisies contradictoires à trancher"

    own = dict(told(ask(Preparer(seance="S-2026-001")), "titre", "pourquoi"))
    other = dict(told(ask(Preparer(seance="S-2026-002")), "titre", "pourquoi"))

    assert own[title] == "• D-2026-001, pourcentage\u202f: 20 ou 10"
    assert title not in other
