"""Exit codes are an API, and every error is told in one way."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import click
import pytest

from ter_cli import main
from ter_cli.diagnostics import Refusal, Unreadable, problem_of
from ter_core import errors

if TYPE_CHECKING:
    from tests.cli.conftest import Ter

SITUATIONS = [
    (Unreadable("x"), 2),
    (Refusal("x"), 3),
    (errors.InvalidValue("x"), 3),
    (errors.RuleBroken("x"), 3),
    (errors.ConfirmationNeeded("x", rules=("dimanche",)), 3),
    (errors.UnknownCode("x"), 3),
    (errors.AmbiguousCode("x"), 3),
    (errors.KeyReused("x"), 3),
    (errors.JournalNotFound("x"), 3),
    (errors.LogUnreadable("x"), 3),
    (errors.ReadOnlyJournal("x"), 3),
    (errors.NoActor("x"), 3),
    (errors.OutcomeUnknown("x"), 3),
    (errors.WorkspaceProblem("x"), 3),
    (errors.LockBusy("x"), 5),
    (PermissionError(13, "Permission denied", "f"), 3),
    (click.UsageError("x"), 2),
    (click.Abort(), 130),
    (KeyboardInterrupt(), 130),
    (EOFError(), 130),
    (ZeroDivisionError("x"), 70),
]


@pytest.mark.parametrize(("error", "code"), SITUATIONS, ids=lambda value: type(value).__name__)
def test_each_situation_has_its_code(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a command raises, the process answers the code of its situation and says so."""

    def failing(argv: list[str], app: object) -> int:
        raise error

    monkeypatch.setattr(main, "_invoke", failing)
    out, err = io.BytesIO(), io.BytesIO()

    assert main.run([], stdout=out, stderr=err, stdin=io.BytesIO()) == code
    assert out.getvalue() == b""
    told = ("Interrompu.", "Abandonné") if code == 130 else ("Erreur", "À confirmer")
    assert err.getvalue().decode().startswith(told)


def test_every_error_class_has_a_row() -> None:
    """A new situation must say its code here."""
    classes = {name for name in errors.__all__ if isinstance(getattr(errors, name), type)}
    assert {type(error).__name__ for error, _ in SITUATIONS} >= classes - {"TerError"}


def test_a_bug_says_where_it_is() -> None:
    """A bug names its place, and how to send the whole trace."""
    try:
        io.BytesIO().read("x")
    except TypeError as error:
        problem = problem_of(error)

    assert problem.code == 70
    assert "test_exit_codes.py" in problem.where
    assert "TER_TRACE=1" in problem.remedy


def test_a_reader_that_left_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """`ter suivi | head` is no problem of the program."""

    def failing(argv: list[str], app: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(main, "_invoke", failing)
    err = io.BytesIO()

    assert main.run([], stdout=io.BytesIO(), stderr=err, stdin=io.BytesIO()) == 0
    assert err.getvalue() == b""


@pytest.mark.parametrize("words", [("--format", "json"), ("--format=ndjson",)])
def test_errors_are_json_for_programs(words: tuple[str, ...], ter: Ter) -> None:
    """Even a command line that cannot be read answers JSON where JSON was asked for."""
    answer = ter("decision", "adopter", "--libele", "x", *words)

    assert answer.code == 2
    assert answer.out == ""
    assert json.loads(answer.err) == {
        "schema": "ter.erreur/1",
        "code_sortie": 2,
        "erreur": "NoSuchOption",
        "message": "Option inconnue : « --libele ».",
        "ou": "",
        "remede": "Vouliez-vous dire « --libelle » ?",
    }


def test_hostile_text_in_an_error_is_shown(begun: Ter) -> None:
    """What was typed is told back without being obeyed."""
    answer = begun("decision", "executer", "D\x1b[31m\u202e")

    assert answer.code == 3
    assert "\x1b" not in answer.err
    assert "\u202e" not in answer.err


def test_a_refusal_writes_nothing(begun: Ter) -> None:
    """A refused command leaves the log as it was, to the byte."""
    from pathlib import Path

    log = {path: path.read_bytes() for path in Path("events").rglob("*.ndjson")}
    for words in (
        "decision executer D14",
        "decision adopter --hors-seance x --libelle x --responsable nul --echeance 15/03/2027",
        "decision adopter --hors-seance x --seance S1 --libelle x --responsable principal",
        "decision executer D1 --le 31/02",
    ):
        assert begun(*words.split()).code in (2, 3)

    assert {path: path.read_bytes() for path in Path("events").rglob("*.ndjson")} == log
