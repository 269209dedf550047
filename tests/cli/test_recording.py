"""Writing commands: how options become one event."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from ter_cli.main import run

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from tests.cli.conftest import Ter

_ADOPT = "decision adopter --hors-seance courriel --libelle Car --echeance 15/03/2027"
ADOPT = _ADOPT.split()


def last() -> dict[str, Any]:
    """The last line of the log."""
    (path,) = Path("events").rglob("actif.ndjson")
    found: dict[str, Any] = json.loads(path.read_bytes().splitlines()[-1])
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("--responsable", "principal", "--responsable", "coordination"),
        ("--responsables", "principal", "--responsables", "coordination"),
        ("--responsable", "principal,coordination"),
        ("--responsable", "@qui.json"),
    ],
    ids=" ".join,
)
def test_a_repeated_option_may_be_written_in_four_ways(words: tuple[str, ...], begun: Ter) -> None:
    """Singular or plural, repeated or with commas, or from a file: one value."""
    Path("qui.json").write_text('["principal", "coordination"]', encoding="utf-8")

    assert begun(*ADOPT, *words).code == 0
    assert last()["donnees"]["responsables"] == ["acteur:principal", "acteur:coordination"]


@pytest.mark.parametrize(
    "content",
    ['["1 Bilan", "2 Car"]', '[{"n": 1, "titre": "Bilan"}, {"n": 2, "titre": "Car"}]'],
)
def test_lines_come_from_options_or_from_a_file(content: str, begun: Ter) -> None:
    """A structured field is repeated short forms, or a JSON file of them or of objects."""
    Path("points.json").write_text(content, encoding="utf-8")

    assert begun("ordre-du-jour", "arreter", "S1", "--point", "@points.json").code == 0
    first = last()["donnees"]
    assert (
        begun("ordre-du-jour", "arreter", "S1", "--point", "1 Bilan", "--point", "2 Car").code == 0
    )
    assert last()["donnees"] == first


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('[{"n": "1x", "titre": "a"}]', "élément 1 : « 1x » n’est pas un nombre entier."),
        ('[{"titre": "a"}]', "élément 1 : Il manque « n »."),
        ('[{"n": 1, "titre": "a", "x": 1}]', "Le champ « x » est inconnu"),
        ("[3]", "Il faut"),
        ("{}", "doit contenir une liste JSON."),
        ("[", "n’est pas du JSON"),
    ],
)
def test_a_bad_file_is_refused(content: str, told: str, begun: Ter) -> None:
    """The message names the file and the element, and the exit code is that of a file."""
    Path("points.json").write_text(content, encoding="utf-8")
    answer = begun("ordre-du-jour", "arreter", "S1", "--point", "@points.json")

    assert answer.code == 3
    assert told in answer.err.replace("\u202f", " ")


def test_a_file_is_told_by_its_fingerprint(begun: Ter) -> None:
    """`--fichier` computes the hash of the document that was sent."""
    Path("releve.pdf").write_bytes(b"%PDF")
    steps = """
seance tenir S1 --debut 2026-11-12T14:00 --fin 2026-11-12T16:00 --present principal
releve valider S1 --par principal
releve diffuser S1 --destinataire principal --canal courriel --fichier releve.pdf
"""
    for step in steps.strip().splitlines():
        answer = begun(*step.split())
        assert answer.code == 0, answer
    assert last()["donnees"]["empreinte"] == sha256(b"%PDF").hexdigest()


def test_a_correction_changes_and_empties(begun: Ter) -> None:
    """Fields of `champs` are options; `--vider` names a field as its option does."""
    assert begun(*ADOPT, "--responsable", "principal", "--contributeur", "coordination").code == 0
    words = "decision rectifier D2 --libelle Autre --vider contributeur --motif x"
    answer = begun(*words.split())

    assert answer.code == 0, answer
    assert last()["donnees"] == {
        "champs": {"libelle": "Autre", "vider": ["contributeurs"]},
        "motif": "x",
    }


def test_two_alternatives_in_a_correction(begun: Ter) -> None:
    """Giving both sides of an alternative cannot be read."""
    words = "decision rectifier D1 --echeance 15/03/2027 --permanente x --motif x"

    assert begun(*words.split()).code == 2


def test_an_event_of_any_subject_names_an_event(begun: Ter) -> None:
    """`evenement annuler D1` stands on the sujet of what it annuls."""
    assert begun("evenement", "annuler", "D1", "--motif", "Saisi deux fois").code == 0
    assert last()["type"] == "EvenementAnnule"
    assert last()["sujet"].startswith("decision:")


def test_a_key_makes_a_command_idempotent(begun: Ter) -> None:
    """The same command with the same key writes once."""
    words = (*ADOPT, "--responsable", "principal", "--cle", "lot-1")

    first, again = begun(*words), begun(*words)

    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out


def test_a_doubt_is_confirmed(begun: Ter) -> None:
    """The remedy of a warning is the option to add, and it works."""
    words = (*ADOPT[:4], "--libelle", "Suivre l'élève Martin", *ADOPT[6:])
    doubted = begun(*words, "--responsable", "principal")
    confirmed = begun(*words, "--responsable", "principal", "--confirmer", "identite=nom du lieu")

    assert doubted.code == 3
    assert "--confirmer" in doubted.err
    assert confirmed.code == 0, confirmed
    assert last()["donnees"]["confirme"] == [{"regle": "identite", "motif": "nom du lieu"}]


def test_a_trial_writes_nothing(begun: Ter) -> None:
    """`--essai` shows the event, in French or as JSON."""
    before = last()
    told = begun(*ADOPT, "--responsable", "principal", "--essai")
    listed = begun(*ADOPT, "--responsable", "principal", "--essai", "--format", "json")

    assert told.out.startswith("Essai : rien n’est écrit.\n".replace(" :", "\u202f:"))
    assert "acteur:principal" in told.out
    assert json.loads(listed.out)["donnees"][0]["type"] == "DecisionAdoptee"
    assert last() == before


def test_the_author_and_the_journal_may_be_said_anywhere(begun: Ter) -> None:
    """`--auteur` and `--journal` are read before the words and after."""
    after = begun(*ADOPT, "--responsable", "principal", "--auteur", "principal", "--journal", ".")
    assert after.code == 0, after
    assert last()["auteur"] == "acteur:principal"
    before = begun("--auteur", "principal", *ADOPT, "--responsable", "principal")
    assert before.code == 0, before
    assert last()["auteur"] == "acteur:principal"


def test_a_lot_is_whole_or_not_at_all(begun: Ter) -> None:
    """A wrong third line leaves the first two unwritten."""
    before = last()
    lot = "".join(
        f'{{"type":"AxeDefini","donnees":{{"code":"a-{n}","numero":{value},"intitule":"x"}}}}\n'
        for n, value in ((1, 1), (2, 2), (3, '"24"'))
    )
    refused = begun("enregistrer", "-", stdin=lot)

    assert refused.code == 3
    assert "ligne 3 du lot" in refused.err
    assert last() == before
    assert begun("enregistrer", "-", stdin=lot.replace('"24"', "3")).code == 0
    assert last()["lot"].startswith("3/3:")


def test_another_machine_joins(begun: Ter, fixed: Environment, tmp_path: Path) -> None:
    """`ter init --acteur CODE` opens a poste of its own, and what it writes is signed by it."""
    other = evolve(fixed, state_dir=tmp_path / "autre")
    out = io.BytesIO()
    joining = ["init", "--acteur", "principal", "--poste", "Portable du principal"]
    assert run(joining, other, stdin=io.BytesIO(), stdout=out, stderr=out) == 0, out.getvalue()
    assert "Poste ouvert\u202f: Portable du principal" in out.getvalue().decode()

    writing = [*ADOPT, "--responsable", "principal"]
    assert run(writing, other, stdin=io.BytesIO(), stdout=out, stderr=out) == 0, out.getvalue()
    assert "2 postes de travail" in begun("verifier").out
    authors = {row["code_auteur"] for row in _rows(begun("evenements", "--format", "json").out)}
    assert authors == {"coordination", "principal"}


def _rows(answer: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer)["donnees"]
    return found
