"""`ter chercher`, `ter contenu`, `ter contenu effacer`: a name found, then taken out of the log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Ter

NAME = "Zoé Martin-Quincampoix"
BASIS = ("--fondement", "RGPD, article 17")


def rows(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a JSON answer."""
    found: list[dict[str, Any]] = json.loads(answer.out)["donnees"]
    return found


def written() -> bytes:
    """Every byte of the log."""
    return b"".join(path.read_bytes() for path in sorted(Path("events").rglob("*.ndjson")))


@pytest.fixture
def said(begun: Ter) -> str:
    """A decision executed with a name in the comment; the end of the event's identifier."""
    comment = ("--commentaire", f"Vu avec {NAME}, au collège")
    assert begun("decision", "executer", "D1", *comment).code == 0
    (found,) = rows(begun("chercher", "QUINCAMPOIX", "--format", "json"))
    return str(found["id_court"])


def test_found_without_accents_or_capitals(begun: Ter, said: str) -> None:
    """A name is found as one types it in a hurry, and the command that shows it is named."""
    (found,) = rows(begun("chercher", "zoe martin", "--format", "json"))

    assert (found["id_court"], found["champ"], found["code_affiche"]) == (
        said, "commentaire", "D-2026-001",
    )  # fmt: skip
    assert begun("chercher", "inconnue").out.startswith("Ce texte n’est écrit nulle part")


def test_erased_by_its_words(begun: Ter, said: str) -> None:
    """The words leave the log, the rest of the sentence and the state of the decision stay."""
    answer = begun("contenu", "effacer", said, "--texte", "zoe martin-quincampoix", *BASIS)

    assert answer.code == 0, answer
    assert "D-2026-001" in answer.out
    assert "sauvegardes" in answer.err
    assert NAME.encode() not in written()
    (left, *_) = rows(begun("contenu", said, "--format", "json"))
    assert left["texte"] == "Vu avec [texte effacé], au collège"
    (decision,) = rows(begun("suivi", "--toutes", "--format", "json"))
    assert (decision["libelle_etat"], decision["commentaire"]) == ("exécutée", left["texte"])
    assert begun("verifier").code == 0


def test_erased_by_its_field(begun: Ter, said: str) -> None:
    """A whole field of the last event of a subject, replaced by what one says."""
    done = begun("contenu", "effacer", "D1", "--champ", "commentaire", "--par", "Fait.", *BASIS)

    assert done.code == 0, done
    (left, *_) = rows(begun("contenu", said, "--format", "json"))
    assert left["texte"] == "Fait."


def test_a_trial_writes_nothing(begun: Ter, said: str) -> None:
    """What would be written is shown; the log stays as it is."""
    before = written()
    answer = begun("contenu", "effacer", said, "--texte", NAME, *BASIS, "--essai")

    assert (answer.code, written()) == (0, before)
    assert "[texte effacé]" in answer.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--texte", NAME), 2, "--fondement"),
        (BASIS, 2, "Il manque ce qui est à effacer"),
        (("--champ", "responsables", *BASIS), 3, "n’est pas un texte de cet événement"),
        (("--texte", "Basile", *BASIS), 3, "ne se lit pas dans cet événement"),
        (("--texte", NAME, "--par", f"M. {NAME}", *BASIS), 3, "dit encore"),
        (("--texte", NAME, "--par", "x" * 5000, *BASIS), 3, "4000"),
        (("--texte", NAME, "--par", "a\x1b[31m", *BASIS), 3, "caractère"),
    ],
)
def test_refused(begun: Ter, said: str, words: tuple[str, ...], code: int, told: str) -> None:
    """What cannot be erased is told, and nothing is written."""
    before = written()
    answer = begun("contenu", "effacer", said, *words)

    assert answer.code == code, answer
    assert told in answer.err
    assert written() == before


def test_an_unknown_event_is_told(begun: Ter) -> None:
    """Its identifier is asked for."""
    answer = begun("contenu", "effacer", "deadbeef", "--texte", NAME, *BASIS)

    assert answer.code == 3
    assert "ter evenements" in answer.err or "ter historique" in answer.err
