"""One event of the log: read in full, taken back, its texts erased."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ter_core.errors import UnknownCode
from ter_core.reports.evenements import Evenements
from ter_core.reports.historique import Historique
from ter_core.reports.values import shown
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.subjects import key_of, kind_of
from ter_core.vocabulary.typography import in_full
from ter_tui.acts.erasing import erase
from ter_tui.acts.looking import named, open_subject, tell_history
from ter_tui.acts.undoing import annul
from ter_tui.acts.writing import may_write
from ter_tui.desk import Known
from ter_tui.dialogs.event import EventDialog, EventTold
from ter_tui.dialogs.event_told import Naming, fields_told
from ter_tui.ink import said, user_text

if TYPE_CHECKING:
    from ter_tui.app import TerApp

__all__ = ["annul_event", "open_event", "tell_story"]

_ORIGINS = {
    "cli": "en ligne de commande",
    "tui": "dans cette interface",
    "api": "par un programme",
    "import": "par un import",
}
_TAIL = 8


async def open_event(app: TerApp, event: str) -> None:
    """Everything that an event says, then what somebody chose to do about it.

    Raises:
        TerError: there is no such event; what was chosen is refused.
    """
    while True:
        row, rows = await _found(app, event)
        todo = await app.push_screen_wait(EventDialog(await _told(app, row, rows)))
        if todo == "histoire":
            await tell_story(app, row["sujet"])
        elif todo == "fiche":
            await open_subject(app, await named(app, "", row["sujet"]))
        elif todo == "annuler":
            await annul_event(app, event)
        elif todo == "effacer":
            await erase(app, event)
        else:
            return


async def tell_story(app: TerApp, subject: str) -> None:
    """The story of a subject by its whole name, even where all of it was annulled."""
    kind = kind_of(subject)
    await tell_history(app, Known("", "", kind, kind, None, None, subject))


async def annul_event(app: TerApp, event: str) -> None:
    """Take one event back, with a reason.

    Raises:
        TerError: it cannot be taken back.
    """
    if not await may_write(app):
        return
    row, _ = await _found(app, event)
    told = said("Annuler « ").append_text(said(row["libelle"])).append_text(said(" »"))
    told.append(f" du {row['survenu_le']:%d/%m/%Y}" if row["survenu_le"] else "")
    told.append("\n").append_text(user_text(str(row["code_affiche"] or "")))
    await annul(app, event, told)


async def _found(app: TerApp, event: str) -> tuple[dict[str, Any], Sequence[dict[str, Any]]]:
    rows = (await app.desk.ask(Evenements(), app.moment)).named()
    for row in rows:
        if row["id"] == event or row["id_court"] == event:
            return row, rows
    raise UnknownCode(f"« {event} » ne désigne aucun événement.")


async def _told(
    app: TerApp, row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> EventTold:
    known = {one.subject: one for one in await app.desk.known()}
    naming = _naming(known, rows)
    payload = json.loads(row["donnees"]) if row["donnees"] else {}
    says = fields_told(row["type"], payload, naming, app.desk.today) if payload else []
    if row["donnees"] is None:
        says = [("Contenu", "effacé")]
    return EventTold(
        str(row["libelle"]),
        naming.subject(row["sujet"]),
        [("Fait le", spoken_day(row["survenu_le"], weekday=True)), *says],
        _circumstances(row, known),
        await _fate(app, row),
    )


def _circumstances(row: Mapping[str, Any], known: Mapping[str, Known]) -> list[tuple[str, str]]:
    author = known.get(f"acteur:{row['code_auteur']}")
    poste = known.get(f"poste:{row['poste']}")
    how = _ORIGINS.get(str(row["origine"]), str(row["origine"]))
    place = poste.label if poste and poste.label else str(row["poste"])
    return [
        ("Enregistré le", f"{shown(row['enregistre_le'])}, {how}"),
        ("Par", author.label if author and author.label else str(row["code_auteur"] or "")),
        ("Sur le poste", f"{place}, n° {in_full(row['rang'])}"),
        ("Identifiant", str(row["id"])),
    ]


async def _fate(app: TerApp, row: Mapping[str, Any]) -> str:
    story = await app.desk.ask(Historique(sujet=row["sujet"]), app.moment)
    for one in story.named():
        if one["id_court"] == row["id_court"] and one["annule_par"]:
            return f"✕ Annulé par l'événement {one['annule_par']} : il ne compte plus."
    return ""


def _naming(known: Mapping[str, Known], rows: Sequence[Mapping[str, Any]]) -> Naming:
    events = {row["id"]: row for row in rows}

    def subject(typed: str) -> str:
        one = known.get(typed)
        if one is None:
            return key_of(typed) or typed
        is_named = one.code and not (one.label and _is_tail(one.code, typed))
        told = [one.code] if is_named else []
        return " — ".join([*told, *([one.label] if one.label else [])]) or one.kind_label

    def code(text: str) -> str:
        one = known.get(text)
        return f"{one.kind}:{one.code}" if one and one.code else text

    def event(typed: str) -> str:
        row = events.get(typed)
        if row is None:
            return typed[-_TAIL:]
        return f"{row['libelle']} du {row['survenu_le']:%d/%m/%Y} ({row['id_court']})"

    def type_of(typed: str) -> str:
        row = events.get(typed)
        return str(row["type"]) if row else ""

    return Naming(subject, code, event, type_of)


def _is_tail(code: str, subject: str) -> bool:
    """Whether a code is only the end of an identifier, that people do not read."""
    key = key_of(subject)
    return key != code and key.endswith(code)
