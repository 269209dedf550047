"""Exporting: the list that is shown, as a file that a spreadsheet opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from ter_core.exports.report_file import write_spreadsheet
from ter_core.vocabulary.text import slug
from ter_tui.dialogs.ask import AskDialog, ConfirmDialog
from ter_tui.forms.files import name_problem, named_file
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_core import Report
    from ter_tui.app import TerApp

__all__ = ["export", "proposed_file"]


async def export(app: TerApp) -> None:
    """Ask where, then write what the screen shows; an existing file is replaced if confirmed.

    Raises:
        TerError: it cannot be written there.
    """
    report: Report | None = getattr(app.screen, "exported", None)
    if report is None or not report.rows:
        app.tell_text(said("Il n'y a rien à exporter ici."), severity="warning")
        return
    told = said(
        "Un fichier CSV, à ouvrir dans Excel ou LibreOffice : les lignes trouvées, dans l'ordre "
        "choisi, avec toutes leurs colonnes."
    )
    title = said(f"Exporter : {report.title}", "bold")
    typed = await app.push_screen_wait(
        AskDialog(title, told, text=str(proposed_file(report)), refuse=_refuse)
    )
    if not typed:
        return
    path, replace = _meant(typed)
    if replace and not await app.push_screen_wait(ConfirmDialog(title, _replacing(path))):
        return
    place = await app.desk.call(
        lambda session: write_spreadsheet(session, report, path, replace=replace)
    )
    app.tell_text(said("✓ Écrit dans ").append_text(user_text(str(place))))


def proposed_file(report: Report) -> Path:
    """A name that says what and when, in the documents folder if there is one."""
    home = Path.home()
    documents = home / "Documents"
    name = f"ter-{slug(report.title) or report.name}-{report.a_la_date:%Y-%m-%d}.csv"
    return (documents if documents.is_dir() else home) / name


def _meant(typed: str) -> tuple[Path, bool]:
    """The file that somebody typed, and whether there is one already."""
    path = named_file(typed)
    return path, path.is_file()


def _refuse(typed: str) -> str:
    return name_problem(typed, "fichier")


def _replacing(path: Path) -> Text:
    text = said("Ce fichier existe déjà. Le remplacer ?\n\n")
    return text.append_text(user_text(str(path), "bold"))
