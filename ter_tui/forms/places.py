"""Where an error of the session is told in a form, and in which words."""

from __future__ import annotations

import re

from ter_core.errors import ConfirmationNeeded, TerError
from ter_tui.forms.layout import ON
from ter_tui.wording import spoken

__all__ = ["field_of", "fields_named", "told_of"]

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
    return f"{spoken(error.what)} {spoken(error.remedy)}".strip()
