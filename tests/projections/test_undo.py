"""An annulled event stays in the story and counts in no state, value or figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.projections.conftest import decision

if TYPE_CHECKING:
    from tests.projections.conftest import Ask
    from tests.projections.hand_log import HandLog

STATE = "select etat, pourcentage from suivi_decisions"


def test_undo_twice_goes_back_twice(log: HandLog, ask: Ask) -> None:
    """Each annulment gives back the state before."""
    subject = decision(log)
    first = log.add("AvancementConstate", subject, {"etat": "en_cours", "pourcentage": 60})
    second = log.add("DecisionExecutee", subject, {})
    assert ask(STATE) == [("executee", 60)]

    log.add("EvenementAnnule", subject, {"evenement": second, "motif": "x"})
    assert ask(STATE) == [("en_cours", 60)]
    log.add("EvenementAnnule", subject, {"evenement": first, "motif": "x"})
    assert ask(STATE) == [("a_faire", None)]


def test_a_subject_whose_creation_is_annulled_is_gone(log: HandLog, ask: Ask) -> None:
    """It is in no mart but the story and the codes, which keep its number."""
    subject = decision(log)
    log.add("EvenementAnnule", subject, {"evenement": subject[9:], "motif": "x"})

    assert ask("from suivi_decisions") == []
    assert ask("select code_affiche, est_annule from codes") == [("D-2026-014", True)]
    assert ask("select libelle, est_annule, est_annulation from historique order by ordre") == [
        ("Décision adoptée", True, False),
        ("Événement annulé", False, True),
    ]


def test_an_annulment_cannot_be_annulled(log: HandLog, ask: Ask) -> None:
    """An event naming an annulment or an erasure has no effect."""
    subject = decision(log)
    done = log.add("DecisionExecutee", subject, {"commentaire": "Vu avec Mme X"})
    undone = log.add("EvenementAnnule", subject, {"evenement": done, "motif": "x"})
    log.add("EvenementAnnule", subject, {"evenement": undone, "motif": "x"})

    assert ask(STATE) == [("a_faire", None)]
    assert ask("select count(*) filter (est_annule) from historique") == [(1,)]


def test_an_annulment_stands_on_the_subject_it_annuls(log: HandLog, ask: Ask) -> None:
    """One that names the event of another subject has no effect."""
    subject, other = decision(log), decision(log, "D-2026-015")
    done = log.add("DecisionExecutee", subject, {})
    log.add("EvenementAnnule", other, {"evenement": done, "motif": "x"})

    assert ask("select etat from suivi_decisions order by code") == [("executee",), ("a_faire",)]
