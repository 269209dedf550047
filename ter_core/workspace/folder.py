"""A workspace folder: where its log stands, and what keeps git from damaging it."""

from __future__ import annotations

from pathlib import Path

from ter_core.errors import WorkspaceProblem, system_reason

__all__ = ["LOG_FOLDER", "prepare"]

LOG_FOLDER = "events"
_ATTRIBUTES = "events/** -text\n"


def prepare(folder: Path) -> Path:
    """Make the folder a workspace, and give the place of its log.

    A checkout that rewrites line ends would damage every line of the log: `.gitattributes` says
    so to git; a file of that name that exists already gets one more line.

    Raises:
        WorkspaceProblem: the folder cannot be made or written.
    """
    if (folder / LOG_FOLDER).exists() and not (folder / LOG_FOLDER).is_dir():
        raise WorkspaceProblem(
            f"« {LOG_FOLDER} » y est un fichier : le journal a besoin d'un dossier de ce nom.",
            where=str(folder),
            remedy="Déplacez ce fichier, ou choisissez un autre dossier.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        attributes = folder / ".gitattributes"
        known = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
        if _ATTRIBUTES.strip() not in known.splitlines():
            start = known if not known or known.endswith("\n") else f"{known}\n"
            attributes.write_text(start + _ATTRIBUTES, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WorkspaceProblem(
            f"Ce dossier ne peut pas être écrit ({system_reason(error)}).",
            where=str(folder),
            remedy="Choisissez un dossier qui vous appartient.",
        ) from None
    return folder / LOG_FOLDER
