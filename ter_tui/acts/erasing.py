"""Taking a text out of the log for good: which, why, and a confirmation that says what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.errors import InvalidValue
from ter_core.reports.contenu import Contenu
from ter_core.vocabulary.text import fold
from ter_core.vocabulary.visible import visible
from ter_tui.acts.recording import record
from ter_tui.acts.writing import may_write
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.erase import EraseDialog, Erasure, Sentence
from ter_tui.dialogs.event_told import label_of_place
from ter_tui.ink import said

if TYPE_CHECKING:
    from ter_core import Report
    from ter_tui.app import TerApp

__all__ = ["erase"]

_YES = "oui"
_GRAVE = (
    "C'est pour toujours : cela ne s'annule pas, pas même avec u.\n\n"
    "Le texte n'est plus montré nulle part. Il quitte les fichiers de ce poste tout de suite, ceux "
    "des autres postes quand ils s'ouvrent après une synchronisation. L'événement reste, avec ses "
    "états et ses chiffres.\n\n"
    "Restent hors d'atteinte : les anciennes sauvegardes, les copies, et ce qui a déjà été "
    "envoyé.\n\n"
    "Tapez « oui » pour effacer."
)


async def erase(app: TerApp, event: str) -> None:
    """Erase texts of an event.

    Raises:
        TerError: it may not be erased, or could not be written.
    """
    if not await may_write(app):
        return
    question = Contenu(evenement=event)
    report = await app.desk.ask(question)
    if not report.rows:
        app.tell_text(said(report.empty), severity="warning")
        return
    title = said(f"Effacer un texte — {report.named()[0]['libelle']}", "bold")

    def refuse(asked: Erasure) -> str:
        return _refused(question, report, asked)

    asked = await app.push_screen_wait(EraseDialog(title, _sentences(report), refuse))
    if asked is None or not await _sure(app):
        return
    entries = _entries(question, report, asked)
    if await record(app, *entries):
        app.tell_text(said("Ce texte n'est plus montré nulle part."))


def _sentences(report: Report) -> list[Sentence]:
    """The texts of the event itself; its earlier erasures follow by themselves."""
    rows = report.named()
    event = rows[0]["evenement"]
    return [
        Sentence(row["champ"], label_of_place(row["type"], row["champ"]), row["texte"])
        for row in rows
        if row["evenement"] == event
    ]


def _refused(question: Contenu, report: Report, asked: Erasure) -> str:
    """What is wrong with what is asked; nothing where it may be recorded."""
    if not (asked.places or asked.words):
        return "Cochez un texte, ou écrivez les mots à effacer."
    if not asked.basis:
        return "Il faut un fondement."
    try:
        _entries(question, report, asked)
    except InvalidValue as error:
        return visible(error.what)
    return ""


def _entries(question: Contenu, report: Report, asked: Erasure) -> list[Entry]:
    found = question.recordings(
        report,
        fondement=asked.basis,
        champs=asked.places,
        textes=asked.words,
        par=asked.instead,
    )
    return [Entry(event, subject) for event, subject in found]


async def _sure(app: TerApp) -> bool:
    def refuse(typed: str) -> str:
        return "" if fold(typed) == _YES else "Tapez « oui », ou Échap pour ne rien effacer."

    title = said("Effacer pour toujours ?", "bold")
    answer = await app.push_screen_wait(
        AskDialog(title, said(_GRAVE), placeholder=_YES, refuse=refuse)
    )
    return answer is not None
