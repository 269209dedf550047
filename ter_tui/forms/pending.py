"""Forms that were left before they were recorded: what the first screen offers to go on with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen
from rich.text import Text

from ter_core.events.kinds import Title
from ter_tui.forms.layout import plan_of
from ter_tui.forms.request import FormRequest, Kept
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_tui.app import TerApp

__all__ = ["Pending", "kept_for", "pending"]


@frozen
class Pending:
    """A form to go on with: the name of its draft, what it says, since when."""

    name: str
    label: Text
    since: datetime
    request: FormRequest


def pending(app: TerApp) -> list[Pending]:
    """The forms that were left, the last one first."""
    if app.drafts is None:
        return []
    found = []
    for name, stored in app.drafts.all():
        kept = Kept.of(stored)
        if kept is not None and kept.request.draft == name:
            found.append(Pending(name, _told(kept), kept.since, kept.request))
    return sorted(found, key=lambda one: one.since, reverse=True)


def kept_for(app: TerApp, request: FormRequest) -> Kept | None:
    """What was typed in a form and not recorded."""
    return Kept.of(app.drafts.find(request.draft)) if app.drafts else None


def _title(kept: Kept) -> str:
    """What it creates is called, or else the first words typed."""
    texts = {**kept.request.texts, **kept.typed}
    titles = [plan.key for plan in plan_of(kept.request.cls) if isinstance(plan.kind, Title)]
    found = [texts.get(key, "") for key in titles] + list(kept.typed.values())
    return next((one for one in found if one.strip()), "")


def _told(kept: Kept) -> Text:
    """What it records, about what; the first words typed where it creates something."""
    text = said(kept.request.cls.declaration.label)
    about = kept.request.subject_label or _title(kept)
    return text.append(" — ").append_text(user_text(about.strip().partition("\n")[0]))
