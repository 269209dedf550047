"""Opening the log that somebody named, as every front end does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.errors import JournalNotFound
from ter_core.workspace.folder import LOG_FOLDER

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from ter_core.session import Session

__all__ = ["named_folder", "opened"]


def named_folder(typed: str, where: str) -> Path:
    """The journal's folder that a name means; a workspace stands for the `events/` it holds.

    `where` says what gave the name, for a message.

    Raises:
        JournalNotFound: what was named holds none: never another one, found above it.
    """
    named = Path(typed)
    for place in (named, named / LOG_FOLDER):
        if (place / "journal.json").exists():
            return place
    raise JournalNotFound(
        f"« {named} » ne contient pas de journal.",
        where=where,
        remedy="Donnez le dossier d'un territoire, ou commencez-en un par « ter init ».",
    )


@contextmanager
def opened(
    folder: Path | None, env: Environment, author: str | None, origin: str
) -> Iterator[Session]:
    """A session over the log in `folder`, or found upward from the current one.

    `author` is a function's code or full subject. Who was erased elsewhere leaves the carnet of
    this machine when the session ends.
    """
    from ter_core.session import Session

    if author and ":" not in author:
        author = f"acteur:{author}"
    with Session.open(folder, env=env, author=author or None, origin=origin) as session:
        yield session
        if erased := session.erased_persons:
            from ter_core.carnet.erased import sweep

            sweep(session.journal, session.env, erased)
