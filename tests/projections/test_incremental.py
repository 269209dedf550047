"""However the log came in, piece by piece or at once, sealed or not, the answers are the same."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ter_core.projections.engine import Projection
from tests.projections.conftest import LATER, decision
from tests.projections.hand_log import HandLog

QUERIES = (
    "from suivi_decisions",
    "from historique",
    "from conflits",
    "from codes",
    "from evenements",
    "from evenements_illisibles",
    "select sorte, sujet, evenements from anomalies",
)
ACTS: tuple[tuple[str, Any], ...] = (
    ("EcheanceReportee", {"echeance": "2027-04-02", "motif": "x"}),
    ("AvancementConstate", {"etat": "bloquee", "pourcentage": 20}),
    ("AvancementConstate", {"etat": "en_cours", "pourcentage": "vingt"}),
    ("DecisionExecutee", {"commentaire": "Fait"}),
    ("DecisionRectifiee", {"champs": {"permanente": "Règle", "vider": ["axe"]}, "motif": "x"}),
    ("DecisionReouverte", {"motif": "x"}),
    ("RelanceEmise", {"destinataires": ["acteur:x"], "canal": "courriel"}),
    ("EvenementAnnule", {"motif": "x"}),
    ("ConflitTranche", {"motif": "x"}),
    ("Inconnu", {"x": 1}),
)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),  # poste
        st.integers(-2, len(ACTS) - 1),  # -2 seals, -1 adopts
        st.integers(0, 50),  # which subject, which event
        st.booleans(),  # whether the author knew every head
        st.booleans(),  # whether somebody looks meanwhile
    ),
    min_size=2,
    max_size=25,
)


def write(log: HandLog, step: tuple[int, int, int, bool, bool]) -> None:
    """One act."""
    poste, act, which, knows, _ = step
    subjects = sorted({one.sujet for one in log.records})
    if act == -1 or not subjects:
        decision(log, f"D-2026-{which:03d}", poste=poste)
    elif act == -2:
        if log.is_open(poste):
            log.seal(poste)
    else:
        type_, payload = ACTS[act]
        subject = subjects[which % len(subjects)]
        own = [one for one in log.records if one.sujet == subject]
        cited = own[which % len(own)].id
        named = {"EvenementAnnule": "evenement", "ConflitTranche": "retient"}.get(type_)
        full = {named: cited} | payload if named else payload
        log.add(type_, subject, full, poste=poste, after=None if knows else [own[0].id])


def answers(projection: Projection) -> list[list[str]]:
    """Everything it says, in a fixed order."""
    return [sorted(map(repr, projection.query(sql, a_la_date=LATER).rows)) for sql in QUERIES]


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_an_update_is_a_load(steps: list[tuple[int, int, int, bool, bool]]) -> None:
    """A projection kept up to date says what a new one says, with or without a cache."""
    with TemporaryDirectory() as place:
        log = HandLog(Path(place))
        kept = Projection(Path(place) / "cache")
        kept.load(reading := log.read())
        for step in steps:
            write(log, step)
            if step[-1]:
                kept.update(reading := log.read(reading))
        kept.update(reading := log.read(reading))
        said = answers(kept)
        fresh = Projection(Path(place) / "other")
        for _ in range(2):  # without a cache, then from it
            fresh.load(reading)
            assert answers(fresh) == said
            fresh.close()
        kept.close()
