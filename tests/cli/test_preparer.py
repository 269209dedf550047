"""`ter preparer`: the agenda shown, arrested, or written as a lot that is edited and recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ter_cli.commands.preparer import command
from ter_cli.render import Console

if TYPE_CHECKING:
    from tests.cli.conftest import Ter

HOSTILE = "=cmd [red] 'x'"


@pytest.fixture
def due(begun: Ter) -> Ter:
    """A second séance, and a late decision of the first one with an awkward label."""
    late = ("--responsable", "principal", "--echeance", "15/11/2026")
    for words in (
        "seance programmer --instance copil --debut 2026-12-10T17:00 --lieu X --modalite visio",
        "seance tenir S1 --debut 2026-11-12T14:00 --present principal",
    ):
        assert begun(*words.split()).code == 0
    assert begun("decision", "adopter", "--seance", "S1", "--libelle", HOSTILE, *late).code == 0
    return begun


def history(ter: Ter) -> list[str]:
    """What was recorded about the second séance."""
    told = json.loads(ter("historique", "S2", "--format", "json").out)["donnees"]
    return [row["libelle"] for row in told]


def test_it_is_shown_and_nothing_is_written(due: Ter) -> None:
    """A question in every form, at any date; a program gets the points with their codes."""
    answer = due("preparer", "S2", "--format", "json", "--a-la-date", "25/11/2026")
    envelope = json.loads(answer.out)

    assert (answer.code, answer.err) == (0, "")
    assert (envelope["schema"], envelope["a_la_date"]) == ("ter.preparer/1", "2026-11-25")
    first = envelope["donnees"][0]
    assert (first["n"], first["code_rapporteur"]) == (1, "principal")
    assert first["codes"] == ["D-2026-002", "D-2026-001"]
    assert f"{HOSTILE} — 10 jours de retard" in first["pourquoi"]
    assert HOSTILE in due("preparer", "S2").out
    assert history(due) == ["Séance programmée"]


def test_accepting_records_one_event(due: Ter) -> None:
    """A trial shows it, accepting records it, and accepting again has nothing to add."""
    trial = due("preparer", "S2", "--accepter", "--essai")
    assert "Essai" in trial.out
    assert "titre Suivi des décisions, rapporteur acteur:principal" in trial.out
    assert history(due) == ["Séance programmée"]

    accepted = due("preparer", "S2", "--accepter")
    assert accepted.out.startswith("Ordre du jour arrêté\u202f: S-2026-002 (événement ")
    again = due("preparer", "S2", "--accepter", "--format", "json")
    assert (again.code, json.loads(again.out)["donnees"]) == (0, [])
    assert "rien à enregistrer" in again.err
    assert history(due) == ["Séance programmée", "Ordre du jour arrêté"]


def test_a_lot_is_edited_then_recorded(due: Ter) -> None:
    """The lot is what `ter enregistrer` reads; a file that exists is not overwritten unasked."""
    path = Path("odj.ndjson")
    written = due("preparer", "S2", "--lot", "odj.ndjson")
    assert (written.code, written.out) == (0, "")
    assert "ter enregistrer odj.ndjson" in written.err
    text = path.read_text(encoding="utf-8")
    assert due("preparer", "S2", "--lot", "-").out == text
    assert history(due) == ["Séance programmée"]

    path.write_text(text.replace("Questions diverses", "Divers"), encoding="utf-8")
    refused = due("preparer", "S2", "--lot", "odj.ndjson")
    assert (refused.code, "existe déjà" in refused.err) == (3, True)
    assert due("enregistrer", "odj.ndjson").code == 0

    titles = [row["titre"] for row in json.loads(due("preparer", "S2", "--format", "json").out)[
        "donnees"]]  # fmt: skip
    assert titles == [
        "Suivi des décisions", "Divers", "Date de la prochaine séance", "Questions diverses"
    ]  # fmt: skip
    assert due("preparer", "S2", "--lot", "odj.ndjson", "--remplacer").code == 0
    assert "Divers" in path.read_text(encoding="utf-8")
    assert [one.name for one in Path().iterdir() if "ter-" in one.name] == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("preparer", 2, "Il manque « SEANCE »."),
        ("preparer S9", 3, "SEANCE : « S9 » ne désigne rien"),
        ("preparer S2 --accepter --lot x", 2, "s’excluent"),
        ("preparer S2 --essai --lot x", 2, "s’excluent"),
        ("preparer S2 --lot x --format md", 2, "option --format"),
        ("preparer S2 --lot x -o y", 2, "option -o"),
        ("preparer S2 --accepter --csv-standard", 2, "option --csv-standard"),
        ("preparer S2 --accepter --a-la-date 20/11/2026", 2, "option --a-la-date"),
        ("preparer S2 --essai --connu-le 21/11/2026", 2, "option --connu-le"),
        ("preparer S1 --lot absent/x", 3, "n’existe pas"),
        ("preparer S1 --lot events/x", 3, "celui du journal"),
    ],
)
def test_what_cannot_be_done_is_told(words: str, code: int, told: str, begun: Ter) -> None:
    """Each refusal has its place and its remedy, and writes nothing."""
    answer = begun(*words.split())

    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err.replace("\u202f", " ")
    assert "→" in answer.err
    assert not Path("x").exists()


def test_a_cancelled_seance_has_no_agenda(due: Ter) -> None:
    """The error says so, and what to do instead."""
    assert due("seance", "annuler", "S2", "--motif", "Neige").code == 0

    answer = due("preparer", "S2", "--accepter")

    assert answer.code == 3
    assert "a été annulée" in answer.err
    assert "ter seance programmer" in answer.err


def test_a_doubt_is_confirmed(due: Ter) -> None:
    """A title that quotes a label which looks like a pupil's asks for the same confirmation."""
    label = ("--libelle", "Accueillir les élèves malades", "--confirmer", "identite=aucun nom")
    adopt = ("decision", "adopter", "--seance", "S1", "--responsable", "principal")
    assert due(*adopt, *label, "--echeance", "1/12/2026").code == 0
    assert due("avancement", "constater", "D3", "--etat", "bloquee").code == 0

    assert due("preparer", "S2", "--accepter").code == 3
    assert due("preparer", "S2", "--accepter", "--confirmer", "identite=aucun nom").code == 0


def test_a_terminal_is_told_how_to_go_on(due: Ter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the answer, and never in it."""
    monkeypatch.setattr(Console, "is_terminal", property(lambda _: True))

    answer = due("preparer", "S2")

    assert "ter preparer S2 --accepter" in answer.err
    assert "--lot" in answer.err
    assert "--accepter" not in answer.out


def test_the_specification_has_its_options(due: Ter) -> None:
    """What records stands beside what asks."""
    commands = json.loads(due("--spec").out)["commandes"]
    (found,) = (one for one in commands if one["commande"] == "ter preparer")

    names = {name for one in found["parametres"] for name in one["noms"]}
    assert {"SEANCE", "--accepter", "--lot", "--essai", "--a-la-date", "-o"} <= names
    assert found["aide"] == command.help
