"""Why a file is not read at all."""

from __future__ import annotations

from ter_core.errors import TerError

__all__ = ["ImportRefused", "damaged", "too_long"]


class ImportRefused(TerError):
    """A file that is not read: it is not such a table, it is locked, damaged, or far too large."""


def damaged(what: str = "") -> ImportRefused:
    """A file that is not what its first bytes announce."""
    return ImportRefused(
        f"Ce fichier est abîmé{f' : {what}' if what else ''}.",
        remedy="Ouvrez-le dans un tableur et enregistrez-le de nouveau au format .xlsx ou .ods.",
    )


def too_long(what: str, where: str = "") -> ImportRefused:
    """A file that has too much of something."""
    return ImportRefused(
        what,
        where=where,
        remedy="Copiez les seules cellules utiles dans un nouveau classeur, et importez celui-ci.",
    )
