"""What does not fit is told, never turned into an empty value; what is not known is kept raw."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.projections.conftest import decision

if TYPE_CHECKING:
    from tests.projections.conftest import Ask
    from tests.projections.hand_log import HandLog

UNREADABLE = "select type, champs, motif from evenements_illisibles"
WRONG = "valeur absente ou d'une autre nature"


OF_ANOTHER_KIND: tuple[tuple[str, Any], ...] = (
    ("priorite", "vingt"),
    ("priorite", "2"),
    ("priorite", True),
    ("libelle", 24),
    ("libelle", None),
    ("libelle", ["x"]),
    ("echeance", "2027-02-30"),
    ("echeance", "2027-3-5"),
    ("echeance", "epoch"),
    ("echeance", 20270315),
    ("echeance", "2027-03-15T10:00"),
    ("responsables", "acteur:principal"),
    ("responsables", ["acteur:principal", 3]),
    ("responsables", {"0": "acteur:principal"}),
    ("responsables", [None]),
    ("confirme", [{"regle": "x"}]),
    ("confirme", [{"regle": "x", "motif": 3}]),
    ("confirme", ["x"]),
)


def test_a_value_of_another_kind(log: HandLog, ask: Ask) -> None:
    """Its event is a row of `evenements_illisibles` that names the field, and no typed row."""
    payload = {
        "code": "D-2026-014",
        "hors_seance": "x",
        "libelle": "x",
        "responsables": ["acteur:x"],
        "echeance": "2027-03-15",
        "priorite": 2,
    }
    for field, value in OF_ANOTHER_KIND:
        log.add("DecisionAdoptee", "decision:", payload | {field: value})

    assert ask(f"{UNREADABLE} order by id") == [
        ("DecisionAdoptee", [field], WRONG) for field, _ in OF_ANOTHER_KIND
    ]
    assert ask("from evenements.decision_adoptee") == []
    assert ask("select etat, est_incomplet, libelle from suivi_decisions") == [
        ("a_faire", True, None) for _ in OF_ANOTHER_KIND
    ]


@pytest.mark.parametrize(
    "payload",
    [
        {"priorite": 2, "libelle": "x", "responsables": ["a"], "code": "x"},
        {"code": "x", "libelle": "x", "responsables": ["a"], "autre": {"inconnu": [1, None]}},
        {"code": "x", "libelle": "x", "responsables": ["a"], "echeance": "2028-02-29"},
        {"code": "x", "libelle": 'x"} ,{"', "responsables": []},
        {"code": "x", "libelle": "x\n\\", "responsables": ["a\\"], "confirme": []},
    ],
    ids=["order", "unknown", "leap", "braces", "escapes"],
)
def test_an_unusual_payload_is_no_mistake(log: HandLog, ask: Ask, payload: dict[str, Any]) -> None:
    """Keys in another order or unknown, a leap day, braces in a text: read as they are."""
    log.add("DecisionAdoptee", "decision:", payload)

    assert ask(UNREADABLE) == []
    assert ask("select libelle from evenements.decision_adoptee") == [(payload["libelle"],)]


def test_a_missing_field(log: HandLog, ask: Ask) -> None:
    """What a class requires and a payload lacks is told."""
    decision(log, libelle=None, responsables=None)

    assert ask(UNREADABLE) == [("DecisionAdoptee", ["libelle", "responsables"], WRONG)]


def test_an_unreadable_change_changes_nothing(log: HandLog, ask: Ask) -> None:
    """The state it states holds, its values do not: the échéance stays what it was."""
    subject = decision(log)
    log.add("EcheanceReportee", subject, {"echeance": "bientôt", "motif": "x"})
    log.add("DecisionRectifiee", subject, {"champs": {"priorite": "haute"}, "motif": "x"})
    log.add("DecisionExecutee", subject, {"preuve": 3})

    assert ask("select etat, echeance, priorite, preuve from suivi_decisions") == [
        ("executee", date(2027, 3, 15), 2, None)
    ]
    assert ask("select champs from evenements_illisibles order by id") == [
        (["echeance"],),
        (["champs"],),
        (["preuve"],),
    ]


def test_a_newer_version_is_kept_raw(log: HandLog, ask: Ask) -> None:
    """What a newer program wrote is not read by an older one."""
    log.add("EcheanceReportee", decision(log), {"echeance": "2028-01-01", "motif": "x"}, version=2)

    newer = "écrit par une version plus récente du programme"
    assert ask("select champs, motif from evenements_illisibles") == [([], newer)]
    assert ask("select echeance from suivi_decisions") == [(date(2027, 3, 15),)]


def test_an_unknown_type_is_kept_raw(log: HandLog, ask: Ask) -> None:
    """It is an event like another, under its own name, and never unreadable."""
    subject = decision(log)
    log.add("DecisionPlusTardInventee", subject, {"quoi": ["que", "ce", "soit"]})

    assert ask(
        "select libelle, donnees, est_type_connu from evenements where not est_type_connu"
    ) == [("DecisionPlusTardInventee", '{"quoi":["que","ce","soit"]}', False)]
    assert ask(UNREADABLE) == []
    assert ask("select libelle from historique where ordre = 2") == [("DecisionPlusTardInventee",)]


HOSTILE = [
    "'; drop table lignes; --",
    '"; select 1; --',
    "$sujet",
    "a\u0000b",
    "[red]rouge[/red]",
    "\u202eabc",
    "é" * 4000,
    "ligne\nligne",
    "{{x}} %s \\' \\\\",
    "😀",
]


@pytest.mark.parametrize(
    "text", HOSTILE, ids=lambda text: text[:12].encode("unicode_escape").decode()
)
def test_a_text_is_never_sql(log: HandLog, ask: Ask, text: str) -> None:
    """Whatever a value holds comes out as it went in, from every mart."""
    subject = decision(log, libelle=text, code=text, responsables=[text])
    log.add("DecisionExecutee", subject, {"commentaire": text})

    assert ask("select code, libelle, commentaire from suivi_decisions") == [(text, text, text)]
    assert ask("select libelle from codes") == [(text,)]
    assert text in ask("select resume from historique where ordre = 2")[0][0]
