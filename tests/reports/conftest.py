"""A territory that a coordinator would recognise, and a way to ask it a question."""

from __future__ import annotations

from contextlib import contextmanager
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
    return territory(tmp_path)


def territory(root: Path) -> HandLog:
    """The log that most tests begin with."""
    log = HandLog(root)
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
    said = {"annee_scolaire": "2026-2027", "section": "reussites", "texte": "De beaux ateliers"}
    log.add("SectionRedigee", "bilan:2026-2027", said, on="2027-03-31")
    figure = {"cle": "eleves_touches", "minimum": 24, "maximum": 24}
    place = {"poste": "a" * 16, "rang": 1, "empreinte": "0" * 64}
    drawn = {"version": 1, "position": [place], "chiffres": [figure], "empreinte": "0" * 64}
    log.add("BilanArrete", "bilan:2026-2027", drawn, on="2027-04-01")


def every_matter(log: HandLog) -> None:
    """One thing at least of each kind that can be said, in the territory."""
    school, college = "etablissement:0059001G", "etablissement:0059004K"
    action = next(one.sujet for one in log.records if one.type == "ActionInscrite")
    log.add("EtablissementRattache", college, {
        "uai": "0059004K", "code": "college", "nom": "Collège", "nature": "college",
        "degre": "2D", "secteur": "public", "code_insee": "05065",
    })  # fmt: skip
    came = [
        {"etablissement": school, "niveau": "CM2", "eleves": 20},
        {"etablissement": college, "niveau": "6E", "eleves": 26},
    ]
    for number, nature in enumerate(("formation", "liaison", "concertation", "famille"), 2):
        inscribed = {
            "code": f"A-2026-{number:03d}", "intitule": nature.title(), "axe": "axe:axe-1",
            "nature": nature, "porteur": "acteur:principal", "etablissements": [school, college],
            "debut": "2026-11-10", "fin": "2026-11-10",
        }  # fmt: skip
        made = f"action:{log.add('ActionInscrite', 'action:', inscribed)}"
        log.add("ParticipationEnregistree", "participation:", {
            "action": made, "lignes": came, "familles": 3, "heures": 2, "estimation": True,
            "enseignants": [{"etablissement": college, "nombre": 1}],
        })  # fmt: skip
    for type_, subject, payload in (
        ("ConventionSignee", _only(log, "TerritoireOuvert"),
         {"lieu": "Guillestre", "debut": "2024-10-14", "signataires": [
             {"organisme": "organisme:vars", "qualite": "La maire"}]}),
        ("MissionConfiee", "mission:",
         {"code": "mission-2026-2027", "annee_scolaire": "2026-2027", "volets": ["coordination"],
          "quotite": 50, "debut": "2026-09-01", "fin": "2027-08-31"}),
        ("PartenariatNoue", "partenariat:",
         {"code": "neige", "organisme": "organisme:vars", "objet": "Ski", "apports": ["lieu"],
          "debut": "2026-11-01", "action": action}),
        ("RencontreTenue", "rencontre:",
         {"objet": "Forum", "organismes": ["organisme:vars"], "etablissements": [school],
          "suites": "Salle"}),
        ("RessourceMutualisee", "ressource:",
         {"code": "malle", "titre": "Malle", "niveaux": ["CM2"]}),
        ("InitiativeProposee", "initiative:",
         {"code": "radio", "idee": "Radio", "domaine": "culture", "interdegre": True}),
        ("InformationDiffusee", "information:",
         {"code": "appel", "objet": "Appel", "publics": ["familles"], "canal": "courriel",
          "retour_attendu": "2026-12-01"}),
        ("BonnePratiqueReperee", "bonne_pratique:",
         {"code": "visite", "titre": "Visite", "action": action}),
        ("IndicateurDefini", "indicateur:",
         {"code": "nager", "intitule": "Savoir nager", "mode_calcul": "Attestations",
          "unite": "%", "sens": "hausse", "cible": "85", "axe": "axe:axe-1"}),
        ("FinancementAccorde", "financement:",
         {"code": "ter", "organisme": "organisme:vars", "montant": 300000,
          "enveloppe": "Crédits du TER", "annee_scolaire": "2026-2027"}),
        ("ActionEvaluee", action,
         {"criteres": [{"nom": "Adhésion", "note": 3, "appui": "Questionnaire"}],
          "suite": "reconduire"}),
    ):  # fmt: skip
        log.add(type_, subject, payload)
    log.add("BonnePratiqueReprise", _only(log, "BonnePratiqueReperee"), {"etablissement": school})
    log.add("IndicateurMesure", _only(log, "IndicateurDefini"), {"valeur": "72.5", "source": "x"})
    spent = {"action": action, "nature": "transport", "montant": 45000}
    log.add("DepenseEngagee", _only(log, "FinancementAccorde"), spent)


def _only(log: HandLog, type_: str) -> str:
    (subject,) = (one.sujet for one in log.records if one.type == type_)
    return subject


@pytest.fixture
def decisions(log: HandLog) -> dict[str, str]:
    """Decisions in several states, by code."""
    return decided(log)


def decided(log: HandLog) -> dict[str, str]:
    """Adopt them."""
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


@contextmanager
def asking(log: HandLog) -> Iterator[Ask]:
    """Ask a log that nothing is added to any more: it is taken in once."""
    made = Projection(log.root / "cache")
    made.load(log.read())
    yield lambda question, on=TODAY: question.answer(AsOf(made, on))
    made.close()
