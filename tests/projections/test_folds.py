"""One row per subject: of each field, the last value set, by depth then id."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import events
from ter_core.projections.setters import setters_of
from tests.projections.conftest import decision

if TYPE_CHECKING:
    from tests.projections.conftest import Ask
    from tests.projections.hand_log import HandLog


def test_a_correction_sets_what_it_gives_and_empties_what_it_lists(log: HandLog, ask: Ask) -> None:
    """Absent means unchanged; `vider` empties; an alternative given empties the other."""
    subject = decision(log, axe="axe:axe-1", contributeurs=["acteur:x"])
    log.add("DecisionRectifiee", subject, {
        "champs": {"libelle": "Autre", "permanente": "Règle", "vider": ["axe", "contributeurs"]},
        "motif": "x"})  # fmt: skip

    assert ask(
        "select libelle, axe, contributeurs, echeance, permanente, priorite, responsables "
        "from sujets.decision"
    ) == [("Autre", None, [], None, "Règle", 2, ["acteur:principal"])]


def test_a_correction_may_say_the_state(log: HandLog, ask: Ask) -> None:
    """Its own field says it; without that field the state stays."""
    subject = decision(log)
    log.add(
        "DecisionRectifiee", subject, {"champs": {"priorite": 1}, "etat": "bloquee", "motif": "x"}
    )
    log.add("DecisionRectifiee", subject, {"champs": {"priorite": 3}, "motif": "x"})

    assert ask("select etat, priorite from sujets.decision") == [("bloquee", 3)]  # fmt: skip


def test_a_field_of_another_event_sets_nothing(log: HandLog, ask: Ask) -> None:
    """The séance that gives a decision up is not the one that took it."""
    subject = decision(log)
    log.add("DecisionAbandonnee", subject, {"motif": "Trop cher", "seance": "seance:autre"})

    assert ask("select seance, motif_etat from sujets.decision") == [(None, "Trop cher")]
    assert ask("select motif_cloture from suivi_decisions") == [("Trop cher",)]


def test_depth_comes_before_id(log: HandLog, ask: Ask) -> None:
    """An event written later by a poste that knew less does not win."""
    subject = decision(log)
    known = log.heads(subject)
    for pourcentage in (10, 20):
        log.add("AvancementConstate", subject, {"etat": "en_cours", "pourcentage": pourcentage})
    log.add(
        "AvancementConstate", subject, {"etat": "bloquee", "pourcentage": 90}, poste=1, after=known
    )

    assert ask("select pourcentage, etat from sujets.decision") == [(20, "en_cours")]  # fmt: skip


def test_a_seance_from_its_date_to_its_releve(territory: HandLog, ask: Ask) -> None:
    """Dates move, the last SeanceTenue counts, points and decisions are counted."""
    planned = {
        "code": "S-2026-001",
        "instance": "instance:copil",
        "debut": "2026-11-10T14:00",
        "lieu": "Guillestre",
        "modalite": "visio",
    }
    subject = f"seance:{territory.add('SeanceProgrammee', 'seance:', planned, on='2026-10-01')}"

    def add(type_: str, payload: Any, on: str = "2026-11-12") -> None:
        territory.add(type_, subject, payload, on=on)

    add("SeanceReportee", {"debut": "2026-11-12T14:00", "motif": "neige"}, "2026-11-09")
    add(
        "OrdreDuJourArrete",
        {
            "points": [
                {"n": 1, "titre": "Suivi"},
                {"n": 2, "titre": "Transport", "rapporteur": "acteur:principal"},
            ]
        },
    )
    add("SeanceTenue", {"debut": "2026-11-12T14:05", "presents": ["acteur:principal"]})
    add("PointTraite", {"n": 2, "conclusions": "Oui"})
    add("PointTraite", {"n": 2, "conclusions": "Oui, en janvier"})
    decision(territory, hors_seance=None, seance=subject, point=2)
    add(
        "SeanceTenue",
        {
            "debut": "2026-11-12T14:05",
            "fin": "2026-11-12T16:10",
            "presents": ["acteur:principal", "organisme:mairie-vars"],
        },
    )
    add("ReleveValide", {"par": "acteur:principal", "prochaine_seance": "2027-01-14"})

    assert ask(
        "select code_instance, libelle_instance, debut, fin, libelle_modalite, etat, presents, "
        "nb_points, nb_points_traites, nb_decisions, nb_reports, version_releve, prochaine_seance "
        "from seances"
    ) == [
        (
            "copil",
            "Comité de pilotage",
            datetime(2026, 11, 12, 14, 5),  # noqa: DTZ001
            datetime(2026, 11, 12, 16, 10),  # noqa: DTZ001
            "en visioconférence",
            "releve_valide",
            ["principal", "mairie-vars"],
            2,
            1,
            1,
            1,
            1,
            date(2027, 1, 14),
        )
    ]
    assert ask(
        "select titre, rapporteur from (select unnest(points, recursive := true) "
        "from sujets.seance) order by n"
    ) == [("Suivi", None), ("Transport", "acteur:principal")]
    assert ask("select code_seance, code_instance from suivi_decisions") == [
        ("S-2026-001", "copil")
    ]
    assert ask("select date, heure, nature from calendrier order by 1") == [
        (date(2026, 11, 12), "14:05", "séance"), (date(2027, 3, 15), None, "échéance")]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "types"),
    [
        ("instance", {"SeanceProgrammee"}),
        ("debut", {"SeanceProgrammee", "SeanceReportee", "SeanceTenue"}),
    ],
)
def test_who_sets_what_marts_read_directly(field: str, types: set[str]) -> None:
    """Two marts read these without the fold of séances: a new setter must be added there."""
    setting = {
        setter.type
        for cls in events.classes()
        if cls.declaration.subject.kind == "seance"
        for setter in setters_of(cls)
        if setter.field == field
    }
    assert setting == types


@pytest.mark.parametrize(
    ("mart", "expected"),
    [
        ("select code, qualite, libelles_roles, libelle_etat from acteurs",
         [("principal", "Principal du collège", ["pilote"], "en fonction")]),
        ("select code, nom, libelle_nature from organismes",
         [("mairie-vars", "Mairie de Vars", "commune")]),
        ("select code, libelle_nature, nb_seances_tenues from instances",
         [("copil", "comité de pilotage", 0)]),
        ("select code, numero, intitule, nb_decisions from axes", [("axe-1", 1, "Réussite", 0)]),
        ("select nature, code_affiche, libelle from codes order by 1",
         [("acteur", "principal", "Principal du collège"), ("axe", "axe-1", "Réussite"),
          ("instance", "copil", "Comité de pilotage"),
          ("organisme", "mairie-vars", "Mairie de Vars")]),
    ],
    ids=["acteurs", "organismes", "instances", "axes", "codes"],
)  # fmt: skip
def test_the_network(territory: HandLog, ask: Ask, mart: str, expected: list[Any]) -> None:
    """Each kind of subject is listed with its code and the words people read."""
    assert ask(mart) == expected


def test_a_label_follows_its_changes(territory: HandLog, ask: Ask) -> None:
    """A renamed axe reads by its new name everywhere, and by the old one as of before."""
    territory.add(
        "AxeReformule", "axe:axe-1", {"intitule": "Ambition", "motif": "x"}, on="2026-12-01"
    )
    decision(territory, axe="axe:axe-1")

    assert ask("select libelle_axe from suivi_decisions") == [("Ambition",)]
    assert ask("select libelle_axe from suivi_decisions", on=date(2026, 11, 30)) == [
        ("Réussite",)]  # fmt: skip


def test_the_story_reads_well(territory: HandLog, ask: Ask) -> None:
    """Labels with accents, French dates, codes, words of lists, lines."""
    subject = decision(territory, confirme=[{"regle": "dimanche", "motif": "exception"}])
    territory.add("AvancementConstate", subject, {"etat": "en_cours", "pourcentage": 60})

    assert ask("select libelle, translate(resume, '\u00a0\u202f', '  '), qualite_auteur, id_court "
               "from historique where code_affiche = 'D-2026-014' order by ordre") == [
        ("Décision adoptée",
         ("Code : D-2026-014 ; Hors séance : courriel ; Libellé : Ouvrir une navette ; "
          "Responsables : principal ; Échéance : 15/03/2027 ; Priorité : 2 ; "
          "Confirmations : dimanche exception"),
         "Principal du collège", "00000005"),
        ("Avancement constaté", "État : en cours ; Pourcentage : 60",
         "Principal du collège", "00000006"),
    ]  # fmt: skip
