"""What a front end keeps between two runs: what it last showed, and what was being typed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from attrs import frozen

from ter_core.log.durable import discard, write_loosely
from ter_core.log.identity import known_actor, state_folder
from ter_core.log.journal import find_journal, open_journal
from ter_core.log.last_shown import last_shown, show_last

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from ter_core.log.journal import Journal
    from ter_core.session import Session

__all__ = ["Drafts", "Glance", "glance", "keep_shown", "shown_before"]

_MOST = 4 * 1024 * 1024


def shown_before(session: Session) -> Any:
    """The JSON value that the last run kept of what it showed; None where there is none."""
    return last_shown(session.journal, session.env)


def keep_shown(session: Session, value: Any) -> None:
    """Keep a JSON value of what is shown, for the next run."""
    show_last(session.journal, session.env, value)


@frozen
class Drafts:
    """What was typed and not recorded yet: one small file per draft, outside the workspace.

    A draft is in the hands of the system as soon as it is kept: a killed process loses nothing of
    it. Nothing is synchronised.
    """

    folder: Path

    @classmethod
    def of(cls, session: Session) -> Drafts:
        """The drafts of this machine for the log of a session."""
        return cls.beside(session.journal, session.env)

    @classmethod
    def beside(cls, journal: Journal, env: Environment) -> Drafts:
        """The drafts of this machine for a log."""
        return cls(state_folder(journal, env) / "brouillons")

    def keep(self, name: str, texts: Mapping[str, Any]) -> bool:
        """Keep JSON values under a name, in place of those before; whether the disk took them."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_loosely(self._file(name), orjson.dumps({"nom": name, "textes": dict(texts)}))
        except OSError:
            return False
        return True

    def find(self, name: str) -> dict[str, Any] | None:
        """What is kept under a name."""
        found = _read(self._file(name))
        return found[1] if found and found[0] == name else None

    def drop(self, name: str) -> None:
        """Forget what is kept under a name."""
        with contextlib.suppress(OSError):
            discard(self._file(name))

    def all(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every draft with its name, the last one kept first."""
        try:
            files = sorted(self.folder.glob("*.json"), key=_age)
        except OSError:
            return
        for file in files:
            if found := _read(file):
                yield found

    def _file(self, name: str) -> Path:
        return self.folder / f"{sha256(name.encode()).hexdigest()[:32]}.json"


@frozen
class Glance:
    """What is known of a log before any of its lines is read."""

    place: Path
    can_write: bool
    signed_by: str | None
    before: Any
    drafts: Drafts


def glance(folder: Path | None, env: Environment, author: str | None = None) -> Glance:
    """Where the log is that `folder` names, who writes, what was shown and typed the last time.

    Raises:
        JournalNotFound: there is none.
        LogUnreadable: its `journal.json` cannot be understood.
    """
    journal = open_journal(find_journal(folder))
    if author and ":" not in author:
        author = f"acteur:{author}"
    signed_by = author or known_actor(journal, env)
    before, drafts = last_shown(journal, env), Drafts.beside(journal, env)
    return Glance(journal.root, not journal.modele, signed_by, before, drafts)


def _read(file: Path) -> tuple[str, dict[str, Any]] | None:
    try:
        with file.open("rb") as stream:
            found = orjson.loads(stream.read(_MOST))
    except (OSError, ValueError):
        return None
    if not isinstance(found, dict):
        return None
    name, texts = found.get("nom"), found.get("textes")
    return (name, texts) if isinstance(name, str) and isinstance(texts, dict) else None


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0.0
