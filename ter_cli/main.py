"""The entry of the process, and of whoever runs a command line inside another program."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

import click

from ter_cli import french
from ter_cli.command import CommonOption, current_of
from ter_cli.common import machine_options
from ter_cli.diagnostics import USAGE, exit_code, problem_of, report_problem, wants_json
from ter_cli.env import App
from ter_cli.group import RootGroup
from ter_cli.plugins import load, plugins
from ter_cli.render import Console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ter_core.environment import Environment

__all__ = ["main", "root", "run"]

_WIDEST = 100
_INTERFACE = "tui"  # the command that a terminal opens with
_HELP = """Le suivi d'un Territoire Éducatif Rural.

Ce qui s'est passé s'enregistre en deux mots : « ter decision adopter ». Où l'on en est se demande \
en un : « ter suivi ». « ter COMMANDE --help » dit le reste."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line of this process; the answer is its exit code."""
    Console.prepare()
    return run(sys.argv[1:] if argv is None else argv)


def run(
    argv: Sequence[str],
    env: Environment | None = None,
    *,
    stdin: IO[bytes] | None = None,
    stdout: IO[bytes] | None = None,
    stderr: IO[bytes] | None = None,
) -> int:
    """Run one command line, on any machine and streams; the answer is its exit code."""
    console = Console(stdin, stdout, stderr)
    try:
        return _guarded(argv, App(console, env))
    finally:
        console.close()


def root() -> click.Group:
    """The command `ter`."""
    french.install()
    shown = {"is_flag": True, "is_eager": True, "expose_value": False}
    return RootGroup(
        "ter",
        help=_HELP,
        subcommand_metavar="COMMANDE …",
        invoke_without_command=True,
        callback=_no_command,
        params=[
            *machine_options(),
            CommonOption(["--version"], help="Afficher la version.", callback=_version, **shown),
            CommonOption(
                ["--spec"],
                help="Décrire en JSON toutes les commandes, leurs options et les codes de sortie.",
                callback=_spec,
                **shown,
            ),
        ],
    )


def _guarded(argv: Sequence[str], app: App) -> int:
    try:
        return _invoke(list(argv), app)
    except BrokenPipeError:
        return 0
    except click.exceptions.NoArgsIsHelpError as error:
        app.console.tell_raw(error.format_message())
        return USAGE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last resort tells it
        problem = problem_of(error)
        report_problem(problem, app.console, as_json=wants_json(argv))
        return problem.code


def _invoke(argv: list[str], app: App) -> int:
    if asked := os.environ.get("_TER_COMPLETE"):
        from ter_cli.completion import complete

        return complete(root(), app, asked)
    width = min(app.console.width, _WIDEST)
    with root().make_context("ter", argv, obj=app, terminal_width=width) as context:
        return exit_code(context.command.invoke(context))


@click.pass_context
def _no_command(ctx: click.Context) -> int:
    """`ter` alone: the interface where somebody sits at a terminal, else the help."""
    if ctx.invoked_subcommand is not None:
        return 0
    console = current_of(ctx).console
    interface = plugins().get(_INTERFACE) if console.interactive and console.is_terminal else None
    if interface is not None:
        return exit_code(ctx.invoke(load(interface)))
    console.data(f"{ctx.get_help()}\n")
    return 0


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            told = version("ter")
        except PackageNotFoundError:  # run from a checkout that nobody installed
            told = "(non installé)"
        current_of(ctx).console.say(f"ter {told}")
        ctx.exit()


def _spec(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's
    if asked and not ctx.resilient_parsing:
        from ter_cli.spec import specification

        current_of(ctx).console.data(specification(ctx))
        ctx.exit()
