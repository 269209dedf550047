"""A workspace folder: where its log stands, and what keeps git from damaging it."""

from __future__ import annotations

from pathlib import Path

from ter_core.errors import WorkspaceProblem

__all__ = ["LOG_FOLDER", "prepare"]

LOG_FOLDER = "events"
_ATTRIBUTES = "events/** -text\n"


def prepare(folder: Path) -> Path:
    """Make the folder a workspace, and give the place of its log.

    A checkout that rewrites line ends would damage every line of the log: `.gitattributes` says
    so to git, and is left alone where it exists already.

    Raises:
        WorkspaceProblem: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        attributes = folder / ".gitattributes"
        if not attributes.exists():
            attributes.write_text(_ATTRIBUTES, encoding="ascii", newline="\n")
    except OSError as error:
        raise WorkspaceProblem(
            f"Ce dossier ne peut pas être écrit ({error.strerror}).",
            where=str(folder),
            remedy="Choisissez un dossier qui vous appartient.",
        ) from None
    return folder / LOG_FOLDER
