"""Exit codes, which are an API, and the one way an error is told.

0 nothing to report · 1 findings · 2 the command line cannot be read · 3 a rule, a code, a lot or a
file refuses it · 4 the log is damaged · 5 another process is writing · 70 a bug · 130 interrupted.
"""

from __future__ import annotations

import os
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import click

from ter_core import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_cli.render import Console

__all__ = [
    "BUG",
    "EXIT_CODES",
    "INTEGRITY",
    "INTERRUPTED",
    "LOCKED",
    "REFUSED",
    "USAGE",
    "Problem",
    "Refusal",
    "Unreadable",
    "exit_code",
    "problem_of",
    "report_problem",
    "wants_json",
]

FINDINGS, USAGE, REFUSED, INTEGRITY, LOCKED, BUG, INTERRUPTED = 1, 2, 3, 4, 5, 70, 130

EXIT_CODES = {
    0: "rien à signaler",
    FINDINGS: "des constats (controle, verifier, diagnostic seulement)",
    USAGE: "la ligne de commande ne peut pas être lue",
    REFUSED: "une règle, un code inconnu, une ligne d'un lot ou un fichier la refuse",
    INTEGRITY: "le journal est abîmé",
    LOCKED: "un autre processus écrit dans le journal",
    BUG: "un défaut du programme",
    INTERRUPTED: "interrompu (Ctrl-C)",
}


class Unreadable(errors.TerError):
    """A command line that cannot be read: exit 2."""


class Refusal(errors.TerError):
    """A file or a setting that refuses a command that reads: exit 3."""


class Problem(NamedTuple):
    """An error as it is told, and the exit code it calls for."""

    code: int
    kind: str
    what: str
    where: str = ""
    remedy: str = ""
    trace: BaseException | None = None


def problem_of(error: BaseException) -> Problem:
    """The problem that an exception tells."""
    if isinstance(error, errors.TerError):
        return Problem(_code(error), type(error).__name__, error.what, error.where, error.remedy)
    if isinstance(error, click.ClickException):
        return _of_click(error)
    if isinstance(error, KeyboardInterrupt):
        return Problem(INTERRUPTED, "Interruption", "Interrompu.")
    if isinstance(error, click.Abort | EOFError):
        return Problem(INTERRUPTED, "Abandon", "Abandonné : rien n'a été écrit.")
    if isinstance(error, OSError):
        return Problem(
            REFUSED,
            "OSError",
            f"Le système refuse : {errors.system_reason(error)}.",
            str(error.filename or ""),
            "Vérifiez que le fichier existe et que vous y avez droit.",
        )
    return _bug(error)


def report_problem(
    problem: Problem, console: Console, *, as_json: bool, heading: str = "Erreur"
) -> None:
    """Tell a problem on stderr, as one JSON document or as two lines of French."""
    if as_json:
        import json

        told = {
            "schema": "ter.erreur/1",
            "code_sortie": problem.code,
            "erreur": problem.kind,
            "message": problem.what,
            "ou": problem.where,
            "remede": problem.remedy,
        }
        console.tell_raw(json.dumps(told))
    else:
        place = f", {problem.where}" if problem.where else ""
        leaving = problem.code == INTERRUPTED
        named = "À confirmer" if problem.kind == errors.ConfirmationNeeded.__name__ else heading
        console.tell(problem.what if leaving else f"{named}{place} : {problem.what}")
        if problem.remedy:
            console.tell(f"→ {problem.remedy}")
    if problem.trace is not None and os.environ.get("TER_TRACE"):
        import traceback

        console.tell_raw("".join(traceback.format_exception(problem.trace)))


def wants_json(argv: Sequence[str]) -> bool:
    """Whether errors are for a program, known even where the command line cannot be read."""
    for word, following in zip_longest(argv, argv[1:], fillvalue=""):
        name, equals, value = word.partition("=")
        if name == "--format" and (value if equals else following) in ("json", "ndjson"):
            return True
    return False


def _code(error: errors.TerError) -> int:
    if isinstance(error, Unreadable):
        return USAGE
    return LOCKED if isinstance(error, errors.LockBusy) else REFUSED


def _of_click(error: click.ClickException) -> Problem:
    context = getattr(error, "ctx", None)
    helping = f"Voyez « {context.command_path} --help »." if context else ""
    what, where, remedy = error.format_message(), "", helping
    if isinstance(error, click.NoSuchOption):
        what = f"Option inconnue : « {error.option_name} »."
        remedy = _meant(error.possibilities) or helping
    elif isinstance(error, click.exceptions.NoSuchCommand):
        what = f"Commande inconnue : « {error.command_name} »."
        remedy = _meant(error.possibilities) or helping
    elif isinstance(error, click.MissingParameter):
        what = f"Il manque {_named(error)}."
    elif isinstance(error, click.BadParameter):
        what, where = error.message, _named(error)
    return Problem(USAGE, type(error).__name__, what, where, remedy)


def _meant(possibilities: list[str] | None) -> str:
    if not possibilities:
        return ""
    return f"Vouliez-vous dire « {possibilities[0]} » ?"


def _named(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return "la ligne de commande"
    if isinstance(parameter, click.Argument):
        return parameter.human_readable_name
    return f"option {parameter.opts[0]}"


def _bug(error: BaseException) -> Problem:
    from pathlib import Path

    frame, places = error.__traceback__, []
    while frame is not None:
        places.append((Path(frame.tb_frame.f_code.co_filename), frame.tb_lineno))
        frame = frame.tb_next
    ours = [(file, line) for file, line in places if {"ter_core", "ter_cli"} & set(file.parts)]
    place = "".join(f"{file.name}, ligne {line}" for file, line in (ours or places)[-1:])
    return Problem(
        BUG,
        type(error).__name__,
        f"Défaut du programme ({type(error).__name__} : {error}).",
        place,
        "Signalez-le, avec ce que donne la même commande précédée de TER_TRACE=1.",
        error,
    )


def exit_code(value: object) -> int:
    """The exit code that a command answered; nothing means 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
