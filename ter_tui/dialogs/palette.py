"""What the palette finds: whatever the interface can do, and every subject by its code or label.

Accents and capitals make no difference, and the words may come in any order: all must occur.
"""

from __future__ import annotations

import contextlib
from asyncio import CancelledError, Task, create_task, to_thread
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen
from rich.text import Text
from textual.command import CommandPalette, DiscoveryHit, Hit, Provider
from textual.widgets import Input

from ter_core import events
from ter_core.errors import TerError
from ter_core.vocabulary.text import fold
from ter_tui.catalogue import RUBRIQUES
from ter_tui.dialogs.importing import TITLES
from ter_tui.ink import colour, said, user_text
from ter_tui.screens.accueil_doing import do
from ter_tui.themes import LABELS

if TYPE_CHECKING:
    from textual.command import Hits
    from textual.screen import Screen
    from textual.style import Style

    from ter_tui.app import TerApp
    from ter_tui.desk import Known

__all__ = ["Commands", "Records", "score"]

_MOST_HITS = 50


def score(words: list[str], title: str, more: str = "") -> float:
    """How well folded words match a folded title; at worst they occur in what else is known of it.

    Nothing (0) where one of them is missing.
    """
    if not words or not all(word in title or word in more for word in words):
        return 0.0
    starts = f" {title}"
    if all(f" {word}" in starts for word in words):
        return 0.8 if title.startswith(words[0]) else 0.75
    return 0.5 if all(word in title for word in words) else 0.3


@frozen
class _Command:
    """Something to do: what it is called, what else it may be found by, what it is for."""

    title: str
    run: Callable[[], Any]
    help: str = ""
    names: tuple[str, ...] = ()


class Commands(Provider):
    """What the interface can do; with nothing typed, all of it."""

    @property
    def _ter(self) -> TerApp:
        return cast("TerApp", self.app)

    async def discover(self) -> Hits:
        """Every command, in the order of the tabs."""
        for one in self._commands():
            yield DiscoveryHit(self._told(one, one.help), one.run, one.title)

    async def search(self, query: str) -> Hits:
        """The commands that have all the words."""
        words = fold(query).split()
        for one in self._commands():
            more = fold(f"{one.help} {' '.join(one.names)}")
            if found := score(words, fold(one.title), more):
                names = [
                    name for name in one.names if any(f" {w}" in f" {fold(name)}" for w in words)
                ]
                told = self._told(one, one.help or " · ".join(names))
                yield Hit(found, told, one.run, one.title)

    def _told(self, command: _Command, detail: str) -> Text:
        return _line(said(command.title), said(detail), colour(self._ter.current_theme, "discret"))

    def _commands(self) -> Iterator[_Command]:
        ter = self._ter
        for rubric in RUBRIQUES:
            lists = tuple(listing.name for listing in rubric.lists)
            yield _Command(
                f"Ouvrir : {rubric.label}", partial(ter.action_open, rubric.name), "", lists
            )
            for name in lists:
                if name != rubric.label:
                    go = partial(ter.open_list, rubric.name, name)
                    yield _Command(f"Liste : {name}", go, rubric.label)
        yield _Command(
            "Regarder à une autre date",
            ter.action_moment,
            "Tout est montré comme on le voyait ce jour-là.",
        )
        may_write = ter.moment is None and ter.desk.can_write
        if may_write:
            yield _Command("Annuler la dernière saisie", ter.action_undo_last)
            yield _Command(
                "Trancher les conflits",
                ter.action_conflicts,
                "Ce que deux postes ont dit sans le savoir l'un de l'autre.",
            )
        yield _Command("Voir les constats", ter.action_findings, "Ce que le journal signale.")
        yield _Command("Exporter la liste", ter.action_export, "Dans un fichier.")
        yield _Command("Aide", ter.action_help_here, "Cet écran et ses touches.")
        yield _Command("Quitter", ter.exit)
        if may_write:
            yield from self._recordings()
            for what, title in TITLES.items():
                yield _Command(
                    title,
                    partial(do, ter, ("prendre", what, "")),
                    "Ce qui changerait est montré d'abord.",
                    ("Importer",),
                )
        for name, label in LABELS.items():
            yield _Command(f"Couleurs : {label}", partial(ter.keep_theme, name), names=("Thème",))

    def _recordings(self) -> Iterator[_Command]:
        ter = self._ter
        known = {entry.type: entry for entry in events.entries()}
        begins = () if ter.territory else ("TerritoireOuvert",)
        created = (
            name for rubric in RUBRIQUES for listing in rubric.lists for name in listing.creates
        )
        for name in dict.fromkeys((*begins, *created)):
            entry = known[name]
            yield _Command(
                f"Enregistrer : {entry.label}", partial(ter.create, name), entry.help, (entry.noun,)
            )


@frozen
class _Record:
    """A subject as it is searched."""

    known: Known
    code: str
    label: str
    more: str

    @classmethod
    def of(cls, known: Known) -> _Record:
        more = f"{known.code} {known.kind_label} {known.state_label or ''}"
        return cls(known, fold(known.code), fold(known.label), fold(more))

    def score(self, words: list[str]) -> float:
        typed = " ".join(words)
        if typed and self.code.startswith(typed):
            return 1.0 if self.code == typed else 0.9
        return score(words, self.label, self.more) * 0.9


class Records(Provider):
    """Every subject of the log, once something is typed.

    They are read while the first letters are typed. Commands do not wait for them: what was typed
    meanwhile is searched again as soon as they are there.
    """

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._records: list[_Record] | None = None
        self._reading: Task[None] | None = None
        self._asked = False

    @property
    def _ter(self) -> TerApp:
        return cast("TerApp", self.app)

    async def startup(self) -> None:
        """Begin to read."""
        self._reading = create_task(self._read())

    async def shutdown(self) -> None:
        """Nobody waits for it any more."""
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(CancelledError):
                await self._reading

    async def search(self, query: str) -> Hits:
        """The best of the subjects that have all the words."""
        if self._records is None:
            self._asked = True
            return
        words = fold(query).split()
        scored = ((one.score(words), one) for one in self._records)
        best = nlargest(_MOST_HITS, (pair for pair in scored if pair[0]), key=lambda pair: pair[0])
        for found, one in best:
            told = self._told(one.known)
            yield Hit(found, told, partial(self._ter.open_subject, one.known), told.plain)

    async def _read(self) -> None:
        known: list[Known] = []
        with contextlib.suppress(TerError):  # the screen below has told why
            known = await self._ter.desk.known()
        self._records = await to_thread(_folded, known)
        if self._asked and CommandPalette.is_open(self.app):
            typed = self.app.screen.query_one(Input)
            typed.post_message(Input.Changed(typed, typed.value))

    def _told(self, known: Known) -> Text:
        name = user_text(known.code)
        if known.label and known.label != known.code:
            name.append("  " if known.code else "").append_text(user_text(known.label, "not bold"))
        kind = known.kind_label + (f", {known.state_label}" if known.state_label else "")
        return _line(name, user_text(kind), colour(self._ter.current_theme, "discret"))


def _folded(known: Iterable[Known]) -> list[_Record]:
    return [_Record.of(one) for one in known]


def _line(name: Text, detail: Text, discret: str) -> Text:
    if detail:
        detail.stylize(f"not bold {discret}")
        name.append("  ").append_text(detail)
    return name
