"""Commands that other packages bring: entry points of the group `ter.commands`.

The files of entry points are read directly: `importlib.metadata` costs as much as all of `--help`.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib import import_module
from typing import NamedTuple

import click

from ter_cli.diagnostics import Refusal

__all__ = ["Plugin", "load", "plugins"]

_GROUP = b"[ter.commands]"


class Plugin(NamedTuple):
    """A command of another package, not imported."""

    name: str
    target: str


@cache
def plugins() -> dict[str, Plugin]:
    """Every command that an installed package brings, by its name."""
    found: dict[str, Plugin] = {}
    for folder in dict.fromkeys(sys.path):
        try:
            names = sorted(os.listdir(folder or "."))  # noqa: PTH208 - no pathlib at start-up
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                entries = os.path.join(folder, name, "entry_points.txt")  # noqa: PTH118 - same
                for plugin in _declared(entries):
                    found.setdefault(plugin.name, plugin)
    return found


def load(plugin: Plugin) -> click.Command:
    """The command itself.

    Raises:
        Refusal: its package cannot be imported, or brings something else.
    """
    module, _, attribute = plugin.target.partition(":")
    try:
        command = import_module(module)
        for part in attribute.split("."):
            command = getattr(command, part)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's module does when imported
        raise Refusal(
            f"L'extension « {plugin.name} » ne se charge pas ({type(error).__name__} : {error}).",
            remedy="Réinstallez-la ; les autres commandes marchent.",
        ) from None
    if not isinstance(command, click.Command):
        raise Refusal(f"L'extension « {plugin.name} » n'est pas une commande.", where=plugin.target)
    return command


def _declared(path: str) -> list[Plugin]:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - same
            content = stream.read()
    except OSError:
        return []
    if _GROUP not in content:
        return []
    section = content.partition(_GROUP)[2].partition(b"\n[")[0].decode("utf-8", "replace")
    pairs = (line.partition("=") for line in section.splitlines() if "=" in line)
    return [Plugin(name.strip(), target.partition("[")[0].strip()) for name, _, target in pairs]
