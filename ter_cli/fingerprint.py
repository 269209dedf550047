"""`--fichier F`: a field that holds the SHA-256 of a file is typed as the file itself."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ter_cli.diagnostics import Refusal
from ter_core.errors import system_reason

if TYPE_CHECKING:
    from ter_core.events.base import EventField

__all__ = ["FileOption"]


class FileType(click.ParamType[str]):
    """A file, read for its fingerprint and otherwise left alone."""

    name = "fichier"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The SHA-256 of the file's bytes."""
        del param, ctx
        path = Path(value)
        try:
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise Refusal(
                f"Le fichier « {path} » ne peut pas être lu ({system_reason(error)}).",
                where="option --fichier",
                remedy="Vérifiez son nom et vos droits.",
            ) from None


class FileOption(click.Option):
    """`--fichier`, in place of the field that keeps the fingerprint."""

    def __init__(self, spec: EventField) -> None:
        self.spec, self.target, self.is_needed = spec, "", not spec.optional
        super().__init__(
            ["--fichier", f"champ__{spec.name}"],
            type=FileType(),
            metavar="FICHIER",
            help=f"{spec.kind.label} : calculée sur ce fichier, qui n'est pas copié.",
        )
