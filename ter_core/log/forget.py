"""Forgetting a place: what this machine knew of a folder that has been replaced by another."""

from __future__ import annotations

import shutil

from ter_core.environment import Environment
from ter_core.log.identity import state_folder
from ter_core.log.journal import Journal
from ter_core.log.remembered import memory_folder

__all__ = ["forget_place"]


def forget_place(journal: Journal, env: Environment) -> None:
    """Forget the identity and the memory of `journal` at the place where it stands.

    For a copy made anew where an earlier one was deleted: that one's lines must not be put back.
    """
    for folder in (state_folder(journal, env), memory_folder(journal, env)):
        shutil.rmtree(folder, ignore_errors=True)
