"""What is told when the program itself is at fault: one paragraph, not a page of code."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from ter_tui.ink import said, user_text

__all__ = ["fault_told"]

_OURS = {"ter_core", "ter_tui"}


def fault_told(error: BaseException) -> Text:
    """What happened, where, that nothing typed is lost, and how to report it."""
    error = getattr(error, "error", error)  # what failed in a worker comes wrapped
    frame, places = error.__traceback__, []
    while frame is not None:
        places.append((Path(frame.tb_frame.f_code.co_filename), frame.tb_lineno))
        frame = frame.tb_next
    ours = [(file, line) for file, line in places if _OURS & set(file.parts)]
    where = "".join(f" {file.name}, ligne {line}." for file, line in (ours or places)[-1:])
    text = said(f"Erreur : défaut du programme ({type(error).__name__}).{where}\n")
    text.append_text(user_text(f"  {error}\n", lines=True))
    return text.append_text(
        said(
            "→ Ce que vous aviez tapé est gardé : rouvrez l'interface, elle le propose.\n"
            "→ Signalez-le, avec ce qui s'affiche quand on la lance précédée de TER_TRACE=1."
        )
    )
