"""What the keys of the open séance do: notes recorded, lines that become decisions or actions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from ter_core import Entry
from ter_core.errors import TerError
from ter_core.events.action import ActionInscrite
from ter_core.events.decision import DecisionAdoptee
from ter_core.events.seance import PointTraite
from ter_core.events.typed import read_event
from ter_tui.acts.recording import fill
from ter_tui.dialogs.ask import AskDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.forms.form import FormRequest
from ter_tui.forms.places import field_of, told_of
from ter_tui.ink import said
from ter_tui.seance.closing import ask_end, set_agenda
from ter_tui.seance.decisions import TakenList
from ter_tui.seance.live import fetch
from ter_tui.seance.notes import NO_POINT
from ter_tui.seance.releve import ReleveScreen
from ter_tui.seance.saving import record_notes
from ter_tui.seance.strip import as_texts

if TYPE_CHECKING:
    from ter_tui.seance.live import Live
    from ter_tui.seance.view import SeanceView

__all__ = ["ACTS", "open_strip", "resume_strip", "save_point"]


async def save_point(screen: SeanceView, n: int) -> None:
    """Record the text of a point; where it is refused the text stays, and the reason is told."""
    live, notes = screen.live, screen.notes
    if live is None or not notes.is_typed(n) or notes.is_crossed(n):
        screen.paint_mark()
        return
    text = notes.text(n)
    try:
        title = notes.titles.get(n, "")
        written = await record_notes(screen.ter, live, screen.point_of(n), title, text)
    except TerError as error:
        screen.refused[n] = told_of(error)
    else:
        if written is not None:
            notes.saved(n, text)
            screen.refused.pop(n, None)
            screen.keep()
    if screen.is_mounted:
        screen.paint_point()


def open_strip(screen: SeanceView) -> None:
    """Begin a decision from the line under the cursor, or go on with the one that was begun."""
    live, strip = screen.live, screen.strip
    if live is None or strip.is_open:
        return
    left, kept = screen.passage, screen.notes.strip
    screen.passage = screen.paper.passage if screen.current != NO_POINT else None
    label = screen.passage.label if screen.passage else ""
    begun = kept.get("libelle", "").strip()
    if label and begun and begun != label and not (left and left.label):
        screen.paper.add_line(begun)  # it stands in no line: another decision would erase it
    texts: Mapping[str, str] = {"libelle": label}
    if begun in (label, "") or not label:
        texts = {**kept, "libelle": label or begun}
    strip.open(texts, live.day or screen.ter.desk.today)


def resume_strip(screen: SeanceView) -> None:
    """Go on with the decision that was being said when the program was left."""
    passage = screen.paper.passage
    screen.passage = passage if passage.label == screen.notes.strip["libelle"] else None
    day = screen.live.day if screen.live else None
    screen.strip.open(screen.notes.strip, day or screen.ter.desk.today)


async def adopt(screen: SeanceView) -> None:
    """Record the decision that is being said."""
    live, strip = _live(screen), screen.strip
    day = live.day or screen.ter.desk.today
    found = read_event(DecisionAdoptee, as_texts(strip.texts) | _from(screen), day)
    if found.event is None:
        strip.tell_errors(_on_strip(found.errors))
        return
    try:
        written = await screen.ter.record(Entry(found.event), quiet=True)
    except TerError as error:
        strip.tell_errors(_on_strip({field_of(error.where): told_of(error)}))
        return
    if written is not None:
        _became(screen)


async def whole_decision(screen: SeanceView) -> None:
    """The same in the form that has every field."""
    texts = as_texts(screen.strip.texts)
    fixed = {**_from(screen), "hors_seance": "", "le": ""}
    if await fill(screen.ter, FormRequest(DecisionAdoptee, texts=texts, fixed=fixed)):
        _became(screen)


async def inscribe(screen: SeanceView) -> None:
    """Make an action of the line, or of the decision that is pointed at."""
    live = _live(screen)
    taken = screen.query_one(TakenList)
    source = f"Séance {live.code}" + (f", point {screen.current}" if screen.current else "")
    texts = {"porteur": (screen.ter.desk.signed_by or "").partition(":")[2], "source": source}
    if taken.has_focus and taken.pointed:
        known = next(one for one in live.taken if one.code == taken.pointed)
        texts |= {
            "intitule": known.label,
            "decision": known.code,
            "porteur": ", ".join(known.who[:1]),
        }
        screen.passage = None
    else:
        screen.passage = screen.paper.passage
        texts["intitule"] = screen.passage.label
    if await fill(screen.ter, FormRequest(ActionInscrite, texts=texts, fixed={"le": ""})):
        _became(screen)


async def whole_point(screen: SeanceView) -> None:
    """The point with its context and its differences."""
    live, n = _live(screen), screen.current
    if n == NO_POINT:
        return
    screen.take_in()
    point = screen.point_of(n)
    texts = {
        "titre": screen.notes.titles.get(n, "") or point.title,
        "contexte": point.context,
        "conclusions": screen.notes.text(n),
        "divergences": point.differences,
    }
    request = FormRequest(
        PointTraite,
        live.subject,
        f"{n} {texts['titre']}".strip(),
        texts=texts,
        fixed={"n": str(n), "le": ""},
    )
    if await fill(screen.ter, request):
        screen.notes.drop(n)
        screen.paper.show("")
        screen.keep()
        screen.reload()


async def save(screen: SeanceView) -> None:
    """Record the text of the point; of two texts, choose."""
    screen.take_in()
    n, notes = screen.current, screen.notes
    if notes.is_crossed(n):
        mine, theirs = notes.text(n), notes.known.get(n, "")
        choices = [
            ("mine", said("Garder mon texte")),
            ("theirs", said("Prendre l'autre texte")),
            ("both", said("Garder les deux, l'un sous l'autre")),
        ]
        chosen = await screen.app.push_screen_wait(ChooseDialog(said("Deux textes"), choices))
        if chosen is None:
            return
        if chosen == "theirs":
            notes.drop(n)
        else:
            notes.settle(n)
            notes.type(n, mine if chosen == "mine" else f"{theirs}\n\n{mine}")
        screen.keep()
        screen.paper.show(notes.text(n))
    await save_point(screen, n)


async def add_point(screen: SeanceView) -> None:
    """One more point, by its title."""
    live, notes = _live(screen), screen.notes
    dialog = AskDialog(said("Un point de plus", "bold"), said("Son titre ?"), refuse=_needed)
    title = await screen.app.push_screen_wait(dialog)
    if title is None:
        return
    known = [*(one.n for one in live.points), *notes.titles, *notes.typed]
    known += [one.point for one in live.taken if one.point]
    n = max(known, default=0) + 1
    notes.titles[n] = title.strip()
    screen.keep()
    screen.select(n)
    screen.paper.focus()


async def agenda(screen: SeanceView) -> None:
    """The agenda; no number that already holds something is given to a new point."""
    live, notes = _live(screen), screen.notes
    taken = {one.point for one in live.taken if one.point}
    written = {*taken, *notes.typed, *notes.titles, *(one.n for one in live.points)}
    await set_agenda(screen.ter, live, written)


async def close(screen: SeanceView) -> None:
    """Record what is typed, note the end, show the relevé."""
    await _save_all(screen)
    live, _ = await fetch(screen.ter.desk, screen.known)
    unsaved = [
        f"Point {n} en brouillon : {screen.refused.get(n, 'un autre texte est enregistré.')}"
        for n in sorted(screen.notes.typed)
    ]
    if not live.is_open or await ask_end(screen.ter, live, unsaved):
        screen.app.push_screen(ReleveScreen(screen.known))


async def leave(screen: SeanceView) -> None:
    """Back to the list; what cannot be recorded stays in the draft."""
    await _save_all(screen)
    if screen.notes.typed:
        reason = next(iter(screen.refused.values()), "")
        told = said(f"Notes gardées en brouillon. {reason}".strip())
        screen.ter.tell_text(told, severity="warning")
    screen.dismiss(None)


async def _save_all(screen: SeanceView) -> None:
    screen.take_in()
    for n in list(screen.notes.typed):
        await save_point(screen, n)


def _became(screen: SeanceView) -> None:
    """The line stands elsewhere now: it leaves the notes."""
    if screen.passage is not None:
        screen.paper.take_out(screen.passage)
        screen.passage = None
    screen.notes.strip = {}
    screen.take_in()
    screen.keep()
    screen.strip.close()
    screen.paper.focus()


def _from(screen: SeanceView) -> dict[str, str]:
    """Where a decision comes from."""
    point = str(screen.current) if screen.current != NO_POINT else ""
    return {"seance": _live(screen).subject, "point": point}


def _on_strip(errors: Mapping[str, str]) -> dict[str, str]:
    """Errors by the fields of the quick entry."""
    names = {"permanente": "echeance"}
    return {names.get(name, name): told for name, told in errors.items()}


def _needed(typed: str) -> str:
    return "" if typed.strip() else "Donnez un titre."


def _live(screen: SeanceView) -> Live:
    if screen.live is None:  # no key does anything before it has come
        raise RuntimeError("the séance has not come yet")
    return screen.live


ACTS: Mapping[str, Callable[[SeanceView], Awaitable[None]]] = {
    "add_point": add_point,
    "adopt": adopt,
    "close": close,
    "inscribe": inscribe,
    "leave": leave,
    "save": save,
    "set_agenda": agenda,
    "whole_decision": whole_decision,
    "whole_point": whole_point,
}
