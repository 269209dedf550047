"""Where an answer goes: stdout, or a file that is never half written."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ter_cli.formats import SUFFIXES, Layout, lay_out
from ter_core.vocabulary.visible import visible

if TYPE_CHECKING:
    from ter_cli.env import App
    from ter_core import Report

__all__ = ["Output", "deliver", "write_file"]


class Output(NamedTuple):
    """The form an answer was asked in, and the file it goes to."""

    form: str | None = None
    file: Path | None = None
    standard_csv: bool = False

    @property
    def chosen(self) -> str:
        """The form: as asked, as the file's name says, or a table."""
        if self.form:
            return self.form
        if self.standard_csv:
            return "csv"
        return SUFFIXES.get(self.file.suffix.lower(), "table") if self.file else "table"


def deliver(app: App, report: Report, output: Output, schema: str) -> None:
    """Write a report to stdout or to its file: the bytes are those a redirect would get."""
    layout = Layout(
        form=output.chosen,
        width=80 if output.file else app.console.width,
        colour=app.console.colour and output.file is None,
        standard_csv=output.standard_csv,
        schema=schema,
        generated=app.generated(),
    )
    text = lay_out(report, layout)
    if output.file is None:
        is_for_files = layout.form == "csv" and app.console.is_terminal
        app.console.data(harmless(text) if is_for_files else text)
    else:
        write_file(output.file, text)
        app.console.tell(f"Écrit dans « {output.file} ».")


def harmless(text: str) -> str:
    """What a terminal is given of a form meant for files: nothing that it would obey."""
    mark = "\ufeff"
    return visible(text.removeprefix(mark).replace("\r\n", "\n"), lines=True)


def write_file(path: Path, text: str, *, private: bool = False) -> None:
    """Write a file, whole or not at all; a private one may be read by its owner alone.

    Raises:
        Refusal: it cannot be written there.
    """
    from ter_cli.diagnostics import Refusal
    from ter_core.errors import system_reason

    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Refusal(
            f"Impossible d'écrire dans le dossier « {path.parent} » : {system_reason(error)}.",
            where="option -o",
            remedy="Choisissez un dossier qui existe et où vous pouvez écrire.",
        ) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
        if not private:
            _keep_mode(path, temporary)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        Path(temporary).replace(path)
    except OSError as error:
        with suppress(OSError):
            Path(temporary).unlink()
        raise Refusal(
            f"Impossible d'écrire « {path} » : {system_reason(error)}.", where="option -o"
        ) from None


def _keep_mode(path: Path, temporary: str) -> None:
    """A temporary file is private: give it the rights a redirect would have given."""
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    with suppress(OSError):
        Path(temporary).chmod(mode)
