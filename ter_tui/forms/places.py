"""Where an error of the session is told in a form, and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ter_core.errors import ConfirmationNeeded, JournalNotFound, TerError
from ter_core.vocabulary.visible import visible
from ter_tui.forms.layout import ON
from ter_tui.ink import said
from ter_tui.wording import spoken

if TYPE_CHECKING:
    from rich.text import Text

    from ter_core.errors import OutcomeUnknown

__all__ = ["doubtful", "field_of", "fields_named", "told_of"]

_GONE = (
    "Le dossier du journal n'est plus là ({}). Remettez-le à sa place, puis recommencez : rien n'a "
    "été enregistré."
)
_FIELD = re.compile(r"(?:champ|paramètre) « ([\w.]+) »(?:, (\w+))?")


def fields_named(where: str) -> tuple[str, ...]:
    """The fields that the place of an error may mean, the likeliest first."""
    found = _FIELD.search(where)
    if not found:
        return ()
    if found[1] == "survenu_le":
        return (ON,)
    inside = (f"{found[1]}.{found[2]}",) if found[2] else ()
    return (*inside, found[1], f"champs.{found[1]}")


def field_of(where: str) -> str:
    """The field that the place of an error names; empty where it names none."""
    found = _FIELD.search(where)
    return (ON if found[1] == "survenu_le" else found[1]) if found else ""


def told_of(error: TerError) -> str:
    """What is wrong and what to do, less what only a command line can do."""
    if isinstance(error, ConfirmationNeeded):
        return f"{error.what} Un motif sera demandé à l'enregistrement."
    if isinstance(error, JournalNotFound):
        return _GONE.format(error.where)
    return f"{spoken(error.what)} {spoken(error.remedy)}".strip()


def doubtful(error: OutcomeUnknown) -> Text:
    """That nobody knows whether it is recorded, and that nothing typed is lost."""
    told = said(visible(f"{error.what}\n\n{error.remedy}", lines=True))
    return told.append("\n\n").append_text(said("Ce qui est tapé est gardé."))
