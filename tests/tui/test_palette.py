"""The palette: commands and records, found by any of their words, whatever their accents."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App
from textual.command import CommandList
from textual.widgets import Input

from ter_core import events
from ter_core.errors import TerError
from ter_core.vocabulary.text import fold
from ter_tui.catalogue import RUBRIQUES
from ter_tui.desk import Known
from ter_tui.dialogs.palette import Commands, Records, score
from ter_tui.french import install
from ter_tui.themes import DEFAULT, LABELS, THEMES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

_HOSTILE = "[red]Élan[/nope] \x1b]0;x\x07\u202e[@click=app.exit]"


def _known(code: str, label: str, kind: str = "decision", state: str | None = None) -> Known:
    return Known(code, label, kind, kind.capitalize(), state, state, f"{kind}:{code}")


class _Desk:
    """A log of a few subjects."""

    can_write = True

    def __init__(self, *known: Known, error: TerError | None = None) -> None:
        self.subjects = list(known)
        self.error = error
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def known(self) -> list[Known]:
        """What the log names."""
        await self.may_answer.wait()
        if self.error is not None:
            raise self.error
        return self.subjects


class _Host(App[None]):
    """What the palette needs of the application; `done` is what it was asked to do."""

    COMMANDS = {Commands, Records}  # noqa: RUF012 - as Textual declares it

    def __init__(self, desk: _Desk) -> None:
        super().__init__()
        self.desk = desk
        self.moment: date | None = None
        self.territory = "Vallée haute"
        self.done: list[Any] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

    def action_open(self, name: str) -> None:
        """Go to a rubrique."""
        self.done.append(("open", name))

    async def open_list(self, name: str, title: str) -> None:
        """Go to a list."""
        self.done.append(("list", name, title))

    async def create(self, *types: str) -> None:
        """Record something new."""
        self.done.append(("create", *types))

    async def open_subject(self, known: Known) -> None:
        """Look at a subject."""
        self.done.append(("subject", known.subject))

    def keep_theme(self, name: str) -> None:
        """Change the colours."""
        self.done.append(("theme", name))

    def action_moment(self) -> None:
        """Look at another day."""

    def action_undo_last(self) -> None:
        """Take back what was said last."""

    def action_conflicts(self) -> None:
        """Settle what two postes said."""

    def action_findings(self) -> None:
        """What the log has to say of itself."""

    def action_export(self) -> None:
        """Write the list to a file."""

    def action_help_here(self) -> None:
        """What this screen is for."""


def _played(
    desk: _Desk, scenario: Callable[[_Host, Pilot[None]], Awaitable[None]], **changes: Any
) -> _Host:
    install()
    app = _Host(desk)
    for name, value in changes.items():
        setattr(app, name, value)

    async def play() -> None:
        async with app.run_test(size=(100, 40)) as pilot:
            app.action_command_palette()
            await pilot.pause()
            await app.workers.wait_for_complete()
            await scenario(app, pilot)

    asyncio.run(play())
    return app


async def _typed(app: App[None], pilot: Pilot[None], words: str) -> list[str]:
    """What is offered for some words, the best first."""
    app.screen.query_one(Input).value = words
    await pilot.pause()
    await app.workers.wait_for_complete()
    return _offered(app)


def _offered(app: App[None]) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(CommandList).options]


@pytest.mark.parametrize(
    ("query", "title", "more", "found"),
    [
        ("ecole", "École d'été", "", 0.8),
        ("ete ecole", "École d'été", "", 0.75),
        ("col", "École d'été", "", 0.5),
        ("ete guil", "École d'été", "à Guillestre", 0.3),
        ("ete hiver", "École d'été", "à Guillestre", 0.0),
        ("…", "École d'été", "", 0.0),
    ],
)
def test_all_the_words_must_occur(query: str, title: str, more: str, found: float) -> None:
    """Words count in any order, more where one begins; where one is missing, nothing."""
    assert score(fold(query).split(), fold(title), fold(more)) == found


def test_nothing_typed_offers_every_command() -> None:
    """Every rubrique, every theme and every event that creates something are offered at once."""
    offered: list[str] = []

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        offered.extend(_offered(app))

    _played(_Desk(_known("D1", "Peindre le préau")), scenario, territory="")
    told = "\n".join(offered)
    for rubric in RUBRIQUES:
        assert f"Ouvrir\u202f: {rubric.label}" in offered
    for label in LABELS.values():
        assert f"Couleurs\u202f: {label}" in offered
    for cls in events.classes():
        declared = cls.declaration
        if declared.creates and not declared.internal:
            assert f"Enregistrer\u202f: {declared.label}" in told
    assert "Quitter" in offered
    assert "Peindre le préau" not in told


def test_the_past_offers_nothing_to_record() -> None:
    """On another day, or where nothing may be written, nothing to record is offered."""

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        offered = _offered(app)
        assert "Quitter" in offered
        assert not [one for one in offered if one.startswith(("Enregistrer", "Annuler", "Tr"))]

    _played(_Desk(), scenario, moment=date(2026, 9, 1))
    desk = _Desk()
    desk.can_write = False
    _played(desk, scenario)


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("partenariats", ("list", "reseau", "Partenariats")),
        ("ecarte", None),
        ("adoptee", ("create", "DecisionAdoptee")),
        ("theme contraste", ("theme", "ter-contraste")),
        ("car voyage", ("subject", "decision:D14")),
        ("d14", ("subject", "decision:D14")),
        ("d1", ("subject", "decision:D1")),
    ],
)
def test_what_is_chosen_is_done(words: str, done: tuple[str, ...] | None) -> None:
    """Enter does the first that is found: a list's name opens it, a code its subject."""
    desk = _Desk(
        _known("D1", "Réunir les écoles", state="à faire"),
        _known("D14", "Réserver le car du voyage, cœur du projet"),
    )

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        await _typed(app, pilot, words)
        await pilot.press("enter")
        await pilot.pause()

    assert _played(desk, scenario).done == ([done] if done else [])


def test_a_record_says_what_it_is() -> None:
    """A record is offered with its code, its label, its kind and where it stands."""

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        assert await _typed(app, pilot, "reunir") == ["D1  Réunir les écoles  Decision, à faire"]

    _played(_Desk(_known("D1", "Réunir les écoles", state="à faire")), scenario)


def test_many_records_are_cut() -> None:
    """Of the records that match no more than fifty are offered, the best of them."""
    many = [_known(f"X{number}", f"Un vieux projet {number}") for number in range(200)]

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        offered = await _typed(app, pilot, "projet")
        assert len(offered) == 50
        assert offered[0].startswith("P1  Projet neuf")

    _played(_Desk(*many, _known("P1", "Projet neuf")), scenario)


def test_hostile_labels_are_shown() -> None:
    """What somebody wrote is neither markup nor an order to the terminal."""

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        (offered,) = await _typed(app, pilot, "elan nope")
        assert "[red]Élan[/nope] <U+001B>]0;x<U+0007><U+202E>[@click=app.exit]" in offered
        await pilot.press("enter")
        await pilot.pause()

    desk = _Desk(_known("[b]", _HOSTILE))
    assert _played(desk, scenario).done == [("subject", "decision:[b]")]


def test_commands_do_not_wait_for_records() -> None:
    """While records are being read commands answer at once, and records join them when they can."""
    desk = _Desk(_known("D1", "Ouvrir le local du réseau"))
    desk.may_answer.clear()

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        assert await _typed(app, pilot, "local") == []
        assert await _typed(app, pilot, "ouvrir reseau") == ["Ouvrir\u202f: Réseau"]
        desk.may_answer.set()
        for _ in range(50):
            await pilot.pause(0.02)
            if len(_offered(app)) == 2:
                break
        assert _offered(app)[1] == "D1  Ouvrir le local du réseau  Decision"

    _played(desk, scenario)


def test_a_log_that_cannot_be_read_leaves_the_commands() -> None:
    """Where records cannot be read commands are still offered."""

    async def scenario(app: _Host, pilot: Pilot[None]) -> None:
        assert await _typed(app, pilot, "quitter") == ["Quitter"]

    _played(_Desk(error=TerError("illisible")), scenario)
