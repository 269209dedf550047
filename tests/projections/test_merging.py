"""Two postes that were offline: what is known of their subjects once merged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.projections.conftest import LATER, decision

if TYPE_CHECKING:
    from ter_core.projections.engine import Projection
    from tests.projections.conftest import Ask
    from tests.projections.hand_log import HandLog

CONFLICTS = "select champ, valeur, autre_valeur from conflits order by champ"
HEADS = "select etat, nb_tetes, est_incomplet from sujets.decision"


def offline(log: HandLog) -> tuple[str, str, str]:
    """A decision that one poste executes while another abandons it."""
    subject = decision(log)
    known = log.heads(subject)
    done = log.add("DecisionExecutee", subject, {}, on="2027-02-01", after=known)
    left = log.add(
        "DecisionAbandonnee", subject, {"motif": "x"}, on="2027-02-02", poste=1, after=known
    )
    return subject, done, left


def test_two_heads_that_differ_are_a_conflict(territory: HandLog, ask: Ask) -> None:
    """Both values are shown with author and date, the default being the highest."""
    _, done, left = offline(territory)

    assert ask(
        "select champ, libelle_champ, valeur, autre_valeur, survenu_le, autre_survenu_le, auteur, "
        "evenement, autre_evenement from conflits"
    ) == [
        ("etat", "État", "abandonnée", "exécutée", date(2027, 2, 2), date(2027, 2, 1),
         "acteur:principal", left, done)
    ]  # fmt: skip
    assert ask("select etat, est_conflit from suivi_decisions") == [("abandonnee", True)]
    assert ask(HEADS) == [("abandonnee", 2, False)]


def test_a_subject_to_come_has_no_conflict(territory: HandLog, ask: Ask) -> None:
    """Before the day it was created, a subject is not there to disagree about."""
    offline(territory)

    assert ask(CONFLICTS, on=date(2026, 11, 11)) == []
    assert ask(CONFLICTS, on=date(2026, 11, 12)) == [("etat", "abandonnée", "exécutée")]


def test_what_knows_both_settles(log: HandLog, ask: Ask) -> None:
    """A later event that cites both heads and sets the field leaves one live value."""
    subject, *_ = offline(log)
    log.add("DecisionReouverte", subject, {"motif": "x"}, on="2027-03-01")

    assert ask(CONFLICTS) == []
    assert ask(HEADS) == [("a_faire", 1, False)]


def test_what_sets_nothing_settles_nothing(log: HandLog, ask: Ask) -> None:
    """A reminder cites both heads and says nothing of the state."""
    subject, *_ = offline(log)
    log.add("RelanceEmise", subject, {"destinataires": ["acteur:principal"], "canal": "courriel"})

    assert ask(CONFLICTS) == [("etat", "abandonnée", "exécutée")]
    assert ask(HEADS) == [("abandonnee", 1, False)]


def test_two_heads_that_agree_are_none(log: HandLog, ask: Ask) -> None:
    """Two live values that are the same contradict nothing."""
    subject = decision(log)
    known = log.heads(subject)
    for poste in (0, 1):
        log.add(
            "EcheanceReportee",
            subject,
            {"echeance": "2027-04-02", "motif": f"x{poste}"},
            poste=poste,
            after=known,
        )

    assert ask(CONFLICTS) == []
    assert ask("select nb_tetes from sujets.decision") == [(2,)]  # fmt: skip


def test_a_value_emptied_contradicts_a_value_given(log: HandLog, ask: Ask) -> None:
    """Giving one alternative empties the other: both fields are in conflict."""
    subject = decision(log)
    known = log.heads(subject)
    log.add("EcheanceReportee", subject, {"echeance": "2027-04-02", "motif": "x"}, after=known)
    log.add(
        "DecisionRectifiee",
        subject,
        {"champs": {"permanente": "Règle"}, "motif": "x"},
        poste=1,
        after=known,
    )

    assert ask(CONFLICTS) == [("echeance", None, "02/04/2027")]
    assert ask("select echeance, permanente from suivi_decisions") == [(None, "Règle")]  # fmt: skip


def test_a_settled_conflict_repeats_what_it_retains(log: HandLog, ask: Ask) -> None:
    """The retained event applies again, at the place of what settles; its fact keeps its date."""
    subject, done, _ = offline(log)
    log.add("ConflitTranche", subject, {"retient": done, "motif": "vu"}, on="2027-03-01")

    assert ask(CONFLICTS) == []
    assert ask(HEADS) == [("executee", 1, False)]
    assert ask("select date_etat, nb_reports from suivi_decisions") == [(date(2027, 2, 1), 0)]
    assert ask("select etat from suivi_decisions", on=date(2027, 2, 28)) == [("abandonnee",)]


def test_settling_can_be_undone(log: HandLog, ask: Ask) -> None:
    """An annulled ConflitTranche repeats nothing."""
    subject, done, _ = offline(log)
    settled = log.add("ConflitTranche", subject, {"retient": done, "motif": "vu"})
    log.add("EvenementAnnule", subject, {"evenement": settled, "motif": "x"})

    assert ask(CONFLICTS) == [("etat", "abandonnée", "exécutée")]


def test_what_was_retained_then_annulled_counts_no_more(log: HandLog, ask: Ask) -> None:
    """An annulled event counts in no state, even through a conflict settled elsewhere."""
    subject, done, _ = offline(log)
    log.add("ConflitTranche", subject, {"retient": done, "motif": "vu"})
    log.add("EvenementAnnule", subject, {"evenement": done, "motif": "x"}, poste=1)

    assert ask("select etat from suivi_decisions") == [("abandonnee",)]


def test_settling_may_retain_what_settled(log: HandLog, ask: Ask) -> None:
    """Two postes settled a conflict differently: retaining one follows it to the end."""
    subject, done, left = offline(log)
    known = log.heads(subject)
    one = log.add("ConflitTranche", subject, {"retient": done, "motif": "vu"}, after=known)
    log.add("ConflitTranche", subject, {"retient": left, "motif": "vu"}, poste=1, after=known)
    assert ask(CONFLICTS) == [("etat", "abandonnée", "exécutée")]

    log.add("ConflitTranche", subject, {"retient": one, "motif": "vu"})
    assert ask(CONFLICTS) == []
    assert ask("select etat from suivi_decisions") == [("executee",)]


def test_a_number_given_twice_reads_bis(log: HandLog, ask: Ask) -> None:
    """The later by id reads « bis » for good, even once the first is annulled."""
    first = decision(log)
    second = decision(log, poste=1)
    log.add("EvenementAnnule", first, {"evenement": first[9:], "motif": "x"})

    assert ask("select sujet, code_affiche from codes order by 1") == [
        (first, "D-2026-014"),
        (second, "D-2026-014 bis"),
    ]


def test_a_missing_cause_is_projected_as_far_as_known(log: HandLog, ask: Ask) -> None:
    """An event that cites one that has not arrived makes its subject incomplete."""
    subject = decision(log)
    log.add(
        "AvancementConstate",
        subject,
        {"etat": "bloquee"},
        after=["019a9999-0000-7000-8000-000000000000"],
    )

    assert ask(HEADS) == [("bloquee", 2, True)]
    assert ask("select est_incomplet from suivi_decisions") == [(True,)]  # fmt: skip


def test_a_subject_without_creation_is_incomplete(log: HandLog, ask: Ask) -> None:
    """What is said of a subject that is not known yet is shown all the same."""
    log.add("AvancementConstate", "decision:inconnue", {"etat": "bloquee"}, after=[])

    assert ask(HEADS) == [("bloquee", 1, True)]


def test_anomalies_name_both_events(log: HandLog, projection: Projection) -> None:
    """A lifecycle that merging broke is a finding with both events."""
    _, done, left = offline(log)
    projection.load(log.read())

    found = {finding.kind: finding for finding in projection.anomalies()}

    assert set(found["cycle-de-vie"].evenements) == {done, left}
    assert found["cycle-de-vie"].gravite == 1
    assert set(found["conflit"].evenements) == {done, left}


def test_a_settled_anomaly_is_told_no_more(log: HandLog, projection: Projection) -> None:
    """Once someone who knew both has spoken, nothing is left to tell."""
    subject, done, _ = offline(log)
    log.add("ConflitTranche", subject, {"retient": done, "motif": "vu"})
    projection.load(log.read())
    projection.today = LATER

    kinds = {finding.kind for finding in projection.anomalies()}

    assert kinds == {"reference-absente"}  # the acteur is not in this log


def test_two_creations_that_differ_are_told(log: HandLog, projection: Projection) -> None:
    """Two postes inscribed one code for two things; the same thing twice is none."""
    payload = {"code": "vars", "nom": "Mairie de Vars", "nature": "commune"}
    one = log.add("OrganismeInscrit", "organisme:vars", payload, after=[])
    two = log.add(
        "OrganismeInscrit", "organisme:vars", payload | {"nom": "Vars"}, poste=1, after=[]
    )
    projection.load(log.read())

    (found,) = (f for f in projection.anomalies() if f.kind == "creation-double")
    assert set(found.evenements) == {one, two}


def test_a_reference_to_what_was_annulled_is_told(log: HandLog, projection: Projection) -> None:
    """A decision was taken in a séance that another poste annulled."""
    seance = log.add(
        "SeanceProgrammee",
        "seance:",
        {
            "code": "S-2026-001",
            "instance": "instance:copil",
            "debut": "2026-11-12T14:00",
            "lieu": "Vars",
            "modalite": "visio",
        },
    )
    cites = decision(log, hors_seance=None, seance=f"seance:{seance}")
    log.add("EvenementAnnule", f"seance:{seance}", {"evenement": seance, "motif": "x"}, poste=1)
    projection.load(log.read())

    (found,) = (f for f in projection.anomalies() if f.kind == "reference-annulee")
    assert found.evenements == (cites[9:],)  # fmt: skip


def test_one_subject_has_one_name(territory: HandLog, ask: Ask) -> None:
    """A subject created twice under two codes, or one without, is still one row of every mart."""
    for code in ("autre", None):
        payload = {"qualite": "Principale", "roles": ["pilote"]} | ({"code": code} if code else {})
        territory.add("ActeurInscrit", "acteur:principal", payload, poste=1, after=[])
    decision(territory)

    assert ask("select code_affiche, libelle from codes where nature = 'acteur'") == [
        ("principal", "Principale")
    ]
    assert ask("select responsables, libelles_responsables from suivi_decisions") == [
        (["principal"], ["Principale"])
    ]
