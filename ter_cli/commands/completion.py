"""`ter completion bash`: the script to load in one's shell."""

from __future__ import annotations

import click

from ter_cli.command import TerCommand
from ter_cli.diagnostics import Unreadable
from ter_cli.env import current

__all__ = ["command"]

_SHELLS = ("bash", "zsh", "fish", "powershell")


def _completion(shell: str | None) -> int:
    if shell not in _SHELLS:
        raise Unreadable(
            f"« {shell} » n'est pas un terminal connu." if shell else "Il manque « TERMINAL ».",
            remedy=f"Donnez l'un de : {', '.join(_SHELLS)}.",
        )
    from ter_cli.completion import complete

    app = current()
    return complete(click.get_current_context().find_root().command, app, f"{shell}_source")


command = TerCommand(
    "completion",
    [click.Argument(["shell"], required=False, metavar="TERMINAL", help=f"{', '.join(_SHELLS)}.")],
    callback=_completion,
    help="Donner le script qui complète les commandes et les codes dans un terminal.",
    epilog='Exemples :\n  eval "$(ter completion bash)"\n'
    "  ter completion powershell | Out-String | Invoke-Expression",
)
