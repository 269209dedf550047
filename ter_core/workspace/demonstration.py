"""The demonstration territory that ships with the program, and one's own copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import ter_core
from ter_core.environment import Environment
from ter_core.errors import JournalNotFound, WorkspaceProblem
from ter_core.log.forget import forget_place
from ter_core.log.identity import set_actor
from ter_core.log.journal import create_journal, open_journal
from ter_core.workspace.folder import LOG_FOLDER, prepare

__all__ = ["COORDINATION", "copy_demo", "demonstration"]

#: The function as which a copy of the demonstration is joined.
COORDINATION = "acteur:coordination"


def demonstration() -> Path:
    """The folder of the shipped log: inside the installed package, or beside it in a checkout.

    Raises:
        JournalNotFound: this installation lacks it.
    """
    package = Path(ter_core.__file__).parent
    for place in (package / "demo" / LOG_FOLDER, package.parent / LOG_FOLDER):
        if (place / "journal.json").is_file():
            return place
    raise JournalNotFound(
        "Cette installation n'a pas le territoire de démonstration.",
        where=str(package),
        remedy="Réinstallez `ter`.",
    )


def copy_demo(folder: Path, env: Environment) -> Path:
    """Copy the demonstration into an empty or new folder, and join it as the coordination.

    The copy keeps the journal's id and drops its `modele` flag: it may be written.

    Raises:
        WorkspaceProblem: the folder is not empty, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkspaceProblem(
            "Ce dossier n'est pas vide.", where=str(folder), remedy="Choisissez-en un nouveau."
        )
    source = demonstration()
    root = prepare(folder)
    journal = create_journal(root, env, journal_id=open_journal(source).id)
    forget_place(journal, env)
    for poste in sorted(path for path in source.iterdir() if path.is_dir()):
        shutil.copytree(poste, root / poste.name)
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)  # an installed package may be read-only
    set_actor(journal, env, COORDINATION)
    return root
