"""Errors: a problem of the command or of the program, told in three parts.

A problem found *in the data* is not an error but a `Finding` (see `ter_core.log.findings`).
"""

from __future__ import annotations

import errno
import os

__all__ = [
    "AmbiguousCode",
    "ConfirmationNeeded",
    "InvalidValue",
    "JournalNotFound",
    "KeyReused",
    "LockBusy",
    "LogUnreadable",
    "NoActor",
    "OutcomeUnknown",
    "ReadOnlyJournal",
    "RuleBroken",
    "TerError",
    "UnknownCode",
    "WorkspaceProblem",
    "system_reason",
]

_REASONS = {
    os.strerror(code): told
    for code, told in {
        errno.EACCES: "vous n'y avez pas droit",
        errno.EFBIG: "il serait trop grand",
        errno.EIO: "le disque est en panne",
        errno.EISDIR: "c'est un dossier",
        errno.ENAMETOOLONG: "son nom est trop long",
        errno.ENOENT: "il n'existe pas",
        errno.ENOSPC: "il n'y a plus de place sur le disque",
        errno.ENOTDIR: "ce n'est pas un dossier",
        errno.EPERM: "vous n'y avez pas droit",
        errno.EROFS: "le disque est en lecture seule",
    }.items()
}
"""By the words of the system, which end the messages of libraries too."""


def system_reason(error: Exception) -> str:
    """Why the system refuses, in French for what a user may meet."""
    said = getattr(error, "strerror", None) or str(error).rpartition(": ")[2]
    return _REASONS.get(said, said)


class TerError(Exception):
    """What happened, where, and what to do about it; all three in French.

    `what` and `remedy` are whole sentences; `where` is a place (a field, a file, a line of a lot).
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where} : " if self.where else ""
        return " ".join(part for part in (f"{place}{self.what}", self.remedy) if part)

    def located(self, where: str) -> TerError:
        """The same error, placed inside `where` (the innermost place stays last)."""
        self.where = f"{where}, {self.where}" if self.where else where
        return self


class InvalidValue(TerError):
    """A value that cannot be what its field says: type, form, bounds, missing or unknown key."""


class RuleBroken(TerError):
    """A rule of the catalogue that the event to be written would break."""


class ConfirmationNeeded(TerError):
    """A warning of the catalogue, recorded only once confirmed with its reason.

    `rules` are all those that the event needs confirmed; the message tells the first.
    """

    def __init__(
        self, what: str, *, rules: tuple[str, ...], where: str = "", remedy: str = ""
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.rules = rules

    @property
    def rule(self) -> str:
        """The rule that the message is about."""
        return self.rules[0]


class UnknownCode(TerError):
    """A code, identifier or reference that names nothing known."""


class AmbiguousCode(TerError):
    """A code that names several things at once."""


class KeyReused(TerError):
    """An idempotency key already used for another content."""


class JournalNotFound(TerError):
    """No log here, nor in any folder above."""


class LogUnreadable(TerError):
    """A log that cannot be opened at all: unknown format, `journal.json` broken or absent."""


class ReadOnlyJournal(TerError):
    """A *modele*, or a folder that may not be written."""


class NoActor(TerError):
    """Nobody is known to write on this machine."""


class LockBusy(TerError):
    """Another process of this poste is writing and did not finish in time."""


class OutcomeUnknown(TerError):
    """The system did not confirm that the bytes are on the disk."""


class WorkspaceProblem(TerError):
    """A folder that cannot take what was asked (not empty, not writable, not a workspace)."""
