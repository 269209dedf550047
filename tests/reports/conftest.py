"""A territory that a coordinator would recognise, and a way to ask it a question."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from ter_core.projections.engine import Projection
from ter_core.reports.asking import AsOf
from tests.projections.conftest import decision
from tests.projections.hand_log import HandLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ter_core.reports.question import Question
    from ter_core.reports.report import Report

TODAY = date(2027, 4, 20)


class Ask(Protocol):
    """The answer to a question."""

    def __call__(self, question: Question, on: date = ...) -> Report:
        """Ask."""


def told(report: Report, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of an answer."""
    columns = [column.name for column in report.columns]
    return [tuple(row[columns.index(name)] for name in names) for row in report.rows]


@pytest.fixture
def log(tmp_path: Path) -> HandLog:
    """Two acteurs, an organisme of the same code as one of them, two instances, two séances."""
    log = HandLog(tmp_path)
    for code, qualite in (("principal", "Principal du collège"), ("vars", "Direction de Vars")):
        log.add(
            "ActeurInscrit",
            f"acteur:{code}",
            {"code": code, "qualite": qualite, "roles": ["pilote"]},
            on="2026-09-01",
        )
    log.add(
        "OrganismeInscrit",
        "organisme:vars",
        {"code": "vars", "nom": "Mairie de Vars", "nature": "commune"},
        on="2026-09-01",
    )
    for code, nom in (("copil", "Comité de pilotage"), ("cotech", "Comité technique")):
        log.add(
            "InstanceCreee",
            f"instance:{code}",
            {"code": code, "nature": code, "nom": nom},
            on="2026-09-01",
        )
    log.add(
        "AxeDefini",
        "axe:axe-1",
        {"code": "axe-1", "numero": 1, "intitule": "Réussite"},
        on="2026-09-01",
    )
    for number, (code, debut) in enumerate(
        (("copil", "2026-11-12T14:00"), ("cotech", "2027-05-04T09:30")), 1
    ):
        log.add(
            "SeanceProgrammee",
            "seance:",
            {
                "code": f"S-2026-{number:03d}",
                "instance": f"instance:{code}",
                "debut": debut,
                "lieu": "Guillestre",
                "modalite": "presentiel",
            },
            on="2026-10-01",
        )
    _outing(log)
    return log  # fmt: skip


def _outing(log: HandLog) -> None:
    """A commune, its école with its headcount, an action there, who came, what was thought."""
    territory = {
        "nom": "TER du Guillestrois",
        "departement": "05",
        "academie": "Aix-Marseille",
        "zone": "B",
        "communes": [{"code_insee": "05065", "nom": "Guillestre"}],
    }
    log.add("TerritoireOuvert", "territoire:", territory, on="2026-09-01")
    school = "etablissement:0059001G"
    log.add(
        "EtablissementRattache",
        school,
        {
            "uai": "0059001G",
            "code": "guillestre",
            "nom": "École de Guillestre",
            "nature": "ecole_primaire",
            "degre": "1D",
            "secteur": "public",
            "code_insee": "05065",
        },
        on="2026-09-01",
    )
    line = {"niveau": "CM2", "groupe": "CM2-A", "nombre": 24}
    counted = {"source": "Constat de rentrée", "lignes": [line], "enseignants": 6}
    log.add("EffectifConstate", school, counted, on="2026-09-15")
    made = {
        "code": "A-2026-001",
        "intitule": "Rencontre d'athlétisme",
        "axe": "axe:axe-1",
        "nature": "sport",
        "porteur": "acteur:principal",
        "etablissements": [school],
        "debut": "2026-11-10",
        "fin": "2026-11-10",
        "budget_prevu": 125050,
    }
    action = f"action:{log.add('ActionInscrite', 'action:', made, on='2026-10-01')}"
    came = {"etablissement": school, "groupe": "CM2-A", "niveau": "CM2", "eleves": 24}
    team = {"etablissement": school, "nombre": 2}
    who = {"action": action, "lignes": [came], "enseignants": [team], "estimation": False}
    log.add("ParticipationEnregistree", "participation:", who, on="2026-11-10")
    thought = {"texte": "Les élèves ont tenu les ateliers", "action": action}
    log.add("ReussiteRelevee", "appreciation:", thought, on="2026-11-12")
    figure = {"cle": "eleves_touches", "minimum": 24, "maximum": 24}
    place = {"poste": "a" * 16, "rang": 1, "empreinte": "0" * 64}
    drawn = {"version": 1, "position": [place], "chiffres": [figure], "empreinte": "0" * 64}
    log.add("BilanArrete", "bilan:2026-2027", drawn, on="2027-04-01")


@pytest.fixture
def decisions(log: HandLog) -> dict[str, str]:
    """Decisions in several states, by code."""
    seance = next(one.sujet for one in log.records if one.type == "SeanceProgrammee")
    found = {
        "late": decision(log, "D-2026-001", hors_seance=None, seance=seance, axe="axe:axe-1"),
        "soon": decision(log, "D-2026-002", echeance="2027-05-02", axe="transversal",
                         responsables=["organisme:vars"]),
        "blocked": decision(log, "D-2026-003", echeance="2027-06-30",
                            responsables=["acteur:vars", "acteur:principal"]),
        "done": decision(log, "D-2026-004"),
        "always": decision(log, "D-2026-005", echeance=None, permanente="Règle de vie"),
    }  # fmt: skip
    log.add("AvancementConstate", found["blocked"], {"etat": "bloquee", "frein": "Budget"})
    log.add("DecisionExecutee", found["done"], {}, on="2027-03-20")
    return found


@pytest.fixture
def ask(log: HandLog, tmp_path: Path) -> Iterator[Ask]:
    """Ask the log as it stands when asked, on a day of April 2027 unless said."""
    made = Projection(tmp_path / "cache")

    def answer(question: Question, on: date = TODAY) -> Report:
        made.load(log.read())
        return question.answer(AsOf(made, on))

    yield answer
    made.close()
