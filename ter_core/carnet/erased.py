"""Persons who were erased: whoever opens the log deletes what a copy or a cache still has of them.

The log names the file only, by its random id: it says nothing of the person, and lets every other
machine, and a stale copy that comes back, be rid of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ter_core.carnet.codec import ID
from ter_core.carnet.folder import carnet_folder, delete
from ter_core.carnet.memory import Memory
from ter_core.environment import Environment
from ter_core.log.journal import Journal

__all__ = ["sweep"]


def sweep(journal: Journal, env: Environment, erased: Iterable[str]) -> int:
    """Delete every file of these persons in the workspace and on this machine; how many had one.

    Nothing is read where there is no carnet; a *modele* is left alone.
    """
    ids = {one for one in erased if ID.fullmatch(one)}
    folder, memory = carnet_folder(journal), Memory.of(journal, env)
    if not ids or journal.modele:
        return 0
    here = delete(folder, ids) if folder.is_dir() else set()
    known = memory.forget(ids) if memory.folder.is_dir() else set()
    return len(here | known)
