"""What a form shows at first of a subject that an event changes: its values of today."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ter_core.events.avancement import RelanceEmise
from ter_core.events.shape import typed_fields
from ter_core.events.typed import typed
from ter_core.reports.fiche import Fiche
from ter_tui.forms.candidates import shortened
from ter_tui.forms.layout import changes_prefix, plan_of

if TYPE_CHECKING:
    from ter_core.events.base import Event
    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["CHANNEL", "present"]

CHANNEL = "courriel"
"""How people are most often reminded."""


async def present(
    app: TerApp, cls: type[Event], subject: Known
) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of a subject as it is: of the fields that a class changes, and of whole lists.

    The former are recorded where they differ; a list that an event says whole again (the members
    of an instance) is proposed as it stands. Whoever answers for a thing is reminded of it.
    """
    prefix = changes_prefix(cls)
    whole = {
        spec.name
        for spec in typed_fields(cls)
        if spec.kind.many and spec.name in cls.declaration.sets
    }
    reminds = cls is RelanceEmise
    if not prefix and not whole and not reminds:
        return {}, {}
    report = await app.desk.ask(Fiche(sujet=subject.subject))
    stored = {
        row["champ"]: json.loads(row["donnee"])
        for row in report.named()
        if row["donnee"] is not None
    }
    known = await app.desk.known()
    codes = {one.subject: one.code for one in known}
    before: dict[str, str] = {}
    texts: dict[str, str] = {}
    for plan in plan_of(cls):
        changes = bool(prefix) and plan.key.startswith(f"{prefix}.")
        name = plan.key.removeprefix(f"{prefix}.") if changes else plan.key
        if name in stored and (changes or name in whole):
            text = typed(plan.kind, _named(stored[name], codes))
            (before if changes else texts)[plan.key] = shortened(plan.kind, text, known)
        elif reminds and name == "destinataires":
            text = typed(plan.kind, _named(stored.get("responsables") or [], codes))
            texts |= {name: shortened(plan.kind, text, known), "canal": CHANNEL}
    return before, texts


def _named(stored: object, codes: Mapping[str, str]) -> Any:
    """A stored value with the codes that people type in place of identifiers."""
    if isinstance(stored, str):
        kind, _, key = stored.partition(":")
        code = codes.get(stored)
        return f"{kind}:{code}" if code and code != key else stored
    if isinstance(stored, list):
        return [_named(one, codes) for one in stored]
    if isinstance(stored, dict):
        return {name: _named(one, codes) for name, one in stored.items()}
    return stored
