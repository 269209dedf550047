"""`ter relancer`: the messages, and one lot that says they were sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Ter

HOSTILE = "=cmd [red] 'x'"


@pytest.fixture
def late(begun: Ter) -> Ter:
    """Two late decisions of the principal, one of them of the coordination too."""
    adopt = ("decision", "adopter", "--seance", "S1", "--echeance", "15/11/2026")
    for label, who in ((HOSTILE, "principal,coordination"), ("Car", "principal")):
        assert begun(*adopt, "--libelle", label, "--responsable", who).code == 0
    return begun


def rows(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a JSON answer."""
    found: list[dict[str, Any]] = json.loads(answer.out)["donnees"]
    return found


def reminders(ter: Ter) -> int:
    """How many reminders were recorded."""
    told = rows(ter("suivi", "--toutes", "--format", "json"))
    return sum(row["nb_relances"] for row in told)


def test_a_trial_writes_nothing(late: Ter) -> None:
    """The messages on stdout, the narration on stderr, at any date."""
    answer = late("relancer", "--essai")

    assert answer.code == 0
    assert f"• D-2026-002 — {HOSTILE} — échéance du 15/11/2026 — 6 jours de retard" in answer.out
    assert "Coordination du TER\n" in answer.out
    assert "rien n’est écrit" in answer.err
    past = late("relancer", "--essai", "--a-la-date", "1/3/2026", "--format", "json")
    assert (past.code, rows(past)) == (0, [])
    assert reminders(late) == 0


def test_one_lot_records_them(late: Ter) -> None:
    """A reminder per decision; run again the same day, nobody is left to remind."""
    answer = late("relancer", "--canal", "téléphone", "--format", "json")
    found = rows(answer)

    assert [(row["code_fonction"], row["code_affiche"]) for row in found] == [
        ("coordination", "D-2026-002"), ("principal", "D-2026-002"), ("principal", "D-2026-003")
    ]  # fmt: skip
    assert json.loads(answer.out)["schema"] == "ter.relancer/1"
    assert "2 relances enregistrées\u202f: D-2026-002, D-2026-003." in answer.err
    events = rows(late("evenements", "--format", "json"))
    told = [row for row in events if row["type"] == "RelanceEmise"]
    assert {row["evenement"] for row in found} == {row["id"] for row in told}

    again = late("relancer")
    assert (again.code, reminders(late)) == (0, 2)
    assert "Rien à relancer." in again.out
    assert "3 relances laissées de côté" in again.out
    assert len(rows(late("relancer", "--toutes", "--essai", "--format", "json"))) == 3


def test_the_last_reminder_undoes_the_lot(late: Ter) -> None:
    """What the narration proposes when nothing was sent in the end."""
    told = late("relancer").err.replace("\u202f", " ")
    (tail,) = (line.split("annuler ")[1][:8] for line in told.splitlines() if "annuler " in line)

    assert late("evenement", "annuler", tail, "--motif", "Rien n'est parti").code == 0
    assert reminders(late) == 0


def test_a_file_holds_what_a_redirect_would(late: Ter) -> None:
    """The messages as a file, the same bytes; a folder that is not there records nothing."""
    refused = late("relancer", "-o", "absent/x.txt")
    assert (refused.code, reminders(late)) == (3, 0)
    shown = late("relancer", "--essai", "--format", "texte")
    late("relancer", "--essai", "-o", "x.txt")

    assert Path("x.txt").read_bytes().decode() == shown.out


def test_a_spreadsheet_does_not_obey_a_label(late: Ter) -> None:
    """A label that begins like a formula is made harmless."""
    out = late("relancer", "--essai", "--format", "csv").out

    assert f";'{HOSTILE};" in out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("relancer --a-la-date 20/11/2026", 2, "option --a-la-date"),
        ("relancer --connu-le 20/11/2026", 2, "option --connu-le"),
        ("relancer --responsable personne", 3, "option --responsable"),
        ("relancer --signataire personne", 3, "option --signataire"),
        ("relancer --auteur personne", 3, "n’est pas une fonction connue"),
        ("relancer --essai --auteur personne", 3, "n’est pas une fonction connue"),
    ],
)
def test_what_cannot_be_done_is_told(words: str, code: int, told: str, late: Ter) -> None:
    """Each refusal has its place and its remedy, and records nothing."""
    answer = late(*words.split())

    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err
    assert "→" in answer.err
    assert reminders(late) == 0


def test_a_channel_is_a_word(late: Ter) -> None:
    """An empty channel is refused where it was typed."""
    answer = late("relancer", "--canal", "")

    assert (answer.code, reminders(late)) == (2, 0)
    assert "option --canal" in answer.err


def test_the_answer_follows_its_schema(late: Ter) -> None:
    """`--spec` ships the schema of the answer, recorded or not."""
    schema = json.loads(late("--spec").out)["reponses"]["relancer"]

    for words in (("--essai",), ()):
        jsonschema.validate(json.loads(late("relancer", *words, "--format", "json").out), schema)
